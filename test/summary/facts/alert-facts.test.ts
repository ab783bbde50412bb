import { describe, expect, it } from "vitest";
import { parseWatchFile } from "../../../src/config/watch-file.js";
import { fileless } from "../../../src/config/yaml-file.js";
import { compileRules } from "../../../src/matching/compile.js";
import type { AlertFact } from "../../../src/model.js";
import type { StoryState } from "../../../src/ports.js";
import { alertFacts } from "../../../src/summary/facts/alert-facts.js";
import { createPlaceFinder } from "../../../src/summary/facts/places.js";

type Report = StoryState["reports"][number];

const DAY_MS = 86_400_000;
/** Friday, 8 March 2024. */
const NOW = Date.UTC(2024, 2, 8, 12);
const pack = parseWatchFile(
  fileless("pack.yaml", {
    entities: [
      {
        id: "sonae",
        kind: "site",
        title: "Sonae Launch Site",
        names: ["Sonae"],
        coordinates: { lat: 40.1, lon: 125.2 },
      },
      {
        id: "mirim",
        kind: "site",
        title: "Training Ground",
        names: ["Mirim"],
        coordinates: { lat: 39, lon: 125, precision: "approx" },
      },
    ],
    watches: [{ id: "sites", any: ["kind:site"] }],
  }),
);
const findPlaces = createPlaceFinder(compileRules([pack]), [pack]);

function report(text: string, given: Partial<Report> = {}): Report {
  const arrival = given.arrival ?? 1;
  return {
    item: `i${arrival}`,
    title: "",
    url: `https://news.example/${arrival}`,
    publisher: "First Wire",
    kind: "wire",
    language: "en",
    origin: `o${arrival}`,
    publishedAt: NOW,
    firstSeenAt: NOW,
    text,
    arrival,
    hits: [],
    ...given,
  };
}

function factsIn(...reports: Report[]): AlertFact[] {
  return alertFacts(reports, findPlaces);
}
const texts = (kind: AlertFact["kind"], ...reports: Report[]) =>
  factsIn(...reports)
    .filter((fact) => fact.kind === kind)
    .map((fact) => fact.text);

const LAUNCH =
  "A missile was fired from the Sonae launch site at 6:15 a.m. KST on Friday. The Joint Chiefs of Staff detected the launch.";

describe("the facts of one report", () => {
  it("are what happened, where, when and who claims it, in this order", () => {
    expect(factsIn(report(LAUNCH)).map(({ kind, text }) => [kind, text])).toEqual([
      ["event", "launch"],
      ["place", "Sonae Launch Site, 40.100, 125.200"],
      ["when", "8 March 2024, 6:15 a.m. KST"],
      ["claim", "Joint Chiefs of Staff (detected)"],
    ]);
  });
  it("link a place to a map and the rest to the page that states them", () => {
    const links = Object.fromEntries(factsIn(report(LAUNCH)).map(({ kind, url }) => [kind, url]));
    expect(links["place"]).toMatch(/^https:\/\/www\.openstreetmap\.org\/\?mlat=40\.1&mlon=125\.2/);
    expect(links["when"]).toBe("https://news.example/1");
  });
  it("say where coordinates are those of the neighbourhood, and what else the text calls the place", () => {
    expect(texts("place", report("Lorries came to Mirim."))).toEqual([
      "Training Ground (“Mirim”), about 39.000, 125.000",
    ]);
  });
  it("are none where the report states none", () => {
    expect(factsIn(report("Cherry trees are in bloom."))).toEqual([]);
  });
  it("read an old page's days against its own time", () => {
    const page = { publishedAt: Date.UTC(2023, 5, 9), updatedAt: null };
    expect(texts("when", report("A missile was fired on Friday.", { page }))).toEqual(["9 June 2023"]);
  });
});

describe("imagery", () => {
  it("has its date, its provider and its age", () => {
    expect(texts("imagery", report("Satellite imagery by Planet Labs of 2 March shows a gantry."))).toEqual([
      "of 2 March 2024, Planet Labs, 6 days before the report",
    ]);
  });
  it("that is old is doubtful", () => {
    const [fact] = factsIn(report("A satellite image of 10 December shows something.")).slice(-1);
    expect(fact).toMatchObject({
      kind: "imagery",
      doubtful: true,
      text: "of 10 December 2023, 89 days before the report",
    });
  });
  it("without a date says so", () => {
    expect(texts("imagery", report("Satellite images show something."))).toEqual(["date not stated"]);
  });
});

describe("an old page behind a new item", () => {
  const page = (publishedAt: number, updatedAt: number | null = null) => ({ page: { publishedAt, updatedAt } });
  it("is flagged with both dates", () => {
    expect(factsIn(report("Cherry trees.", page(Date.UTC(2021, 4, 3))))).toEqual([
      {
        kind: "page",
        text: "First Wire: page of 3 May 2021 behind an item of 8 March 2024",
        url: "https://news.example/1",
        doubtful: true,
      },
    ]);
  });
  it("is flagged although it was touched lately", () => {
    expect(texts("page", report("", page(Date.UTC(2021, 4, 3), NOW)))).toEqual([
      "First Wire: page of 3 May 2021, updated 8 March 2024 behind an item of 8 March 2024",
    ]);
  });
  it.each([
    ["of the same week", NOW - 6 * DAY_MS],
    ["dated later than its item", NOW + 20 * DAY_MS],
  ])("is none %s", (_, at) => {
    expect(texts("page", report("", page(at)))).toEqual([]);
  });
  it("is none where the item itself is as old", () => {
    const at = NOW - 40 * DAY_MS;
    expect(texts("page", report("", { ...page(at), publishedAt: at }))).toEqual([]);
  });
});

describe("the facts of several reports", () => {
  it("are each told once", () => {
    const copies = [1, 2, 3].map((arrival) => report(LAUNCH, { arrival }));
    expect(factsIn(...copies)).toEqual(factsIn(copies[0]!));
  });
  it("come from the first report first", () => {
    const first = report("The Coast Institute assessed the site.", { arrival: 1 });
    const second = report("The Foreign Ministry denied it.", { arrival: 2 });
    expect(texts("claim", second, first)).toEqual(["Coast Institute (assessed)", "Foreign Ministry (denied)"]);
  });
  it("tell what happened before what was said of it", () => {
    const said = report("The minister condemned the neighbours.", { arrival: 1 });
    expect(texts("event", said, report(LAUNCH, { arrival: 2 }))).toEqual(["launch"]);
  });
  it("do not call pictures undated that another report dates, nor their day that of the event", () => {
    const dated = report("Satellite images of 2 March show lorries.", { arrival: 1 });
    const undated = report("Satellite images show vehicles at the site.", { arrival: 2 });
    const retold = report("Vehicles were seen at the site on 2 March.", { arrival: 3 });
    expect(texts("imagery", undated, dated, retold)).toHaveLength(1);
    expect(texts("when", undated, dated, retold)).toEqual([]);
  });
  it("do not tell pictures of one day again without the provider that another report names", () => {
    const bare = report("Satellite images of 2 March show lorries.", { arrival: 1 });
    const named = report("Satellite images of 2 March by Planet Labs show lorries.", { arrival: 2 });
    expect(texts("imagery", bare, named)).toEqual([expect.stringContaining("Planet Labs")]);
  });
  it("name who knows before who hands it on", () => {
    const one = report("Coast News said that a missile fell. The Coast Guard detected a launch.");
    expect(texts("claim", one)).toEqual(["Coast Guard (detected)", "Coast News (reported)"]);
  });
  it("are at most three claims", () => {
    const names = ["Coast Daily", "Hill Post", "River Times", "Lake Wire"];
    const reports = names.map((name, at) => report(`The ${name} reported it.`, { arrival: at + 1 }));
    expect(texts("claim", ...reports)).toHaveLength(3);
  });
});
