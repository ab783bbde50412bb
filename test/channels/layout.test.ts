import { describe, expect, test } from "vitest";
import { alertLayout } from "../../src/channels/layout.js";
import { drawLine, type Line, type Pen } from "../../src/channels/lines.js";
import type { Alert, AlertState, Standing } from "../../src/model.js";
import { anAlert, aReport } from "../support/alerts.js";

/** Lines as bare words: strong ones in stars, links in brackets. */
const pen: Pen<string> = {
  write: (grapheme) => grapheme,
  weigh: (written) => written.length,
  words: (text, strong) => (strong ? `*${text}*` : text),
  time: (seconds) => `{${seconds}}`,
  link: (url) => (url === null ? [] : [` [${url}]`]),
};
const said = (lines: Line[]) => lines.map((line) => drawLine(line, pen).join(""));
const layout = (part: Partial<Alert>) => alertLayout(anAlert(part));

const standing = (part: Partial<Standing>): Partial<Alert> => ({
  standing: { rung: "single origin", by: null, firmness: null, words: null, ...part },
});
const state = (part: Partial<AlertState>): Partial<Alert> => ({
  state: { kind: "open", by: null, until: null, ...part },
});

describe("who says it and how firmly", () => {
  test.each([
    [{ by: "First Wire" }, "*Single origin*: First Wire"],
    [{ rung: "several origins" as const, by: "First Wire" }, "*Several origins*, first First Wire"],
    [{ rung: "officially confirmed" as const, by: "Ministry" }, "*✅ Officially confirmed* by Ministry"],
    [{ rung: "officially denied" as const, by: null }, "*⛔ Officially denied*"],
    [{ by: "W", firmness: "possible", words: "may have" }, "*Single origin*: W · *possible* (“may have”)"],
    [{ by: "W", firmness: null, words: "may have" }, "*Single origin*: W"],
  ])("%o reads %s", (part, line) => {
    expect(said(layout(standing(part)).top)).toEqual([line]);
  });

  test("an alert of which nobody knows says nothing", () => {
    expect(layout({}).top).toEqual([]);
  });

  test("the first glance says the severity in words before it, since a colour is not seen by all", () => {
    expect(said(layout(standing({ by: "First Wire" })).glance)).toEqual(["*High* · *Single origin*: First Wire"]);
    expect(said(layout({ ...state({ kind: "taken", by: "Kim" }), severity: "low" }).glance)).toEqual([
      "*🙋 Taken* by *Kim*",
      "*Low*",
    ]);
  });
});

describe("in whose hand it is", () => {
  test.each([
    [{ kind: "taken" as const, by: "Kim" }, "*🙋 Taken* by *Kim*", "🟠"],
    [{ kind: "done" as const, by: "Kim" }, "*Done*, says *Kim*", "☑️"],
    [{ kind: "irrelevant" as const, by: null }, "*Not relevant*", "🚫"],
    [{ kind: "snoozed" as const, by: "Kim", until: 60_000 }, "*Snoozed* until {60} by *Kim*", "💤"],
    [{ kind: "snoozed" as const, by: "Kim", until: null }, "*Snoozed* for good by *Kim*", "💤"],
  ])("%o reads %s under %s", (part, line, mark) => {
    expect(said(layout(state(part)).top)).toEqual([line]);
    expect(layout(state(part)).mark).toBe(mark);
  });

  test("an open story says nothing of it", () => {
    expect(layout(state({})).top).toEqual([]);
  });

  test("a time of waking that cannot be shown is left out", () => {
    expect(said(layout(state({ kind: "snoozed", until: Number.MAX_VALUE })).top)).toEqual(["*Snoozed*"]);
  });
});

describe("the summary", () => {
  test("marks the watched names", () => {
    const watches = [{ watch: "w", severity: "high" as const, terms: ["new roof"] }];
    expect(said(layout({ watches }).summary)).toEqual([
      "Pictures of Tuesday show a *new roof*. The ministry has not commented.",
    ]);
  });

  test("ends where its room ends, with nothing behind the cut", () => {
    const watches = [{ watch: "w", severity: "high" as const, terms: ["roof"] }];
    const [line] = said(layout({ watches, summary: [`${"x ".repeat(790)}roof roof ${"y ".repeat(99)}`] }).summary);
    expect(line?.endsWith("…")).toBe(true);
    expect(line?.replaceAll("*", "").length).toBeLessThanOrEqual(1600);
  });

  test("shows no sentence without a word in it", () => {
    expect(said(layout({ summary: ["(", "A sentence.", " — "] }).summary)).toEqual(["A sentence."]);
  });

  test("of a model says so", () => {
    expect(said(layout({ summaryMethod: "model" }).summary).at(-1)).toBe("🤖 Summary written by a language model");
    expect(said(layout({ summaryMethod: "extractive" }).summary)).toHaveLength(1);
  });

  test("that is translated stands above the original, with a mark", () => {
    const translation = { language: "ko", headline: "새 건물", sentences: ["새 지붕이 보인다."] };
    const { headline, top, summary } = layout({ translation, summaryMethod: "model" });
    expect(headline).toBe("새 건물");
    expect(said(top)).toEqual(["Original: New building seen at the northern test site"]);
    expect(said(summary)).toEqual([
      "새 지붕이 보인다.",
      "Original: Pictures of Tuesday show a new roof. The ministry has not commented.",
      "🤖 Summary written and translated by a language model",
    ]);
  });

  test("whose headline could not be kept true keeps the original one", () => {
    const { headline, top, summary } = layout({ translation: { language: "ko", headline: null, sentences: [] } });
    expect(headline).toBe("New building seen at the northern test site");
    expect(top).toEqual([]);
    expect(said(summary).at(-1)).toBe("🤖 Translated by a language model");
  });
});

describe("facts", () => {
  const fact = (kind: NonNullable<Alert["facts"]>[number]["kind"], text: string, doubtful = false) => ({
    kind,
    text,
    url: kind === "place" ? "https://map.example/" : null,
    doubtful,
  });

  test("what, where and when stand on one line, the rest on one each", () => {
    const facts = [
      fact("event", "launch"),
      fact("place", "Sohae"),
      fact("imagery", "6 March"),
      fact("when", "8 March"),
    ];
    expect(said(layout({ facts }).facts)).toEqual([
      "*What: *launch · *Where: *Sohae [https://map.example/] · *When: *8 March",
      "*Imagery: *6 March",
    ]);
  });

  test("of one kind share its name", () => {
    const facts = [fact("claim", "the ministry (claimed)"), fact("claim", "analysts (assessed)")];
    expect(said(layout({ facts }).facts)).toEqual(["*Claim: *the ministry (claimed); analysts (assessed)"]);
  });

  test("do not repeat the link of a report", () => {
    const report = aReport();
    const facts = [{ ...fact("when", "8 March"), url: report.url }];
    expect(said(layout({ facts, reports: [report] }).facts)).toEqual(["*When: *8 March"]);
  });

  test("what is doubtful has a line and a mark of its own", () => {
    expect(said(layout({ facts: [fact("when", "2017", true)] }).facts)).toEqual(["*⚠️ When: *2017"]);
  });

  test("without words are left out", () => {
    expect(layout({ facts: [fact("claim", " \u202e ")] }).facts).toEqual([]);
  });
});

describe("sources", () => {
  test("a title that repeats the headline is left out", () => {
    const reports = [aReport({ title: "New  building seen at the northern test site", url: "https://a.example/" })];
    expect(said(layout({ reports, origins: 1 }).sources)).toEqual([
      "*1 origin, 1 report* · First Wire [https://a.example/]",
    ]);
  });

  test("a publisher that is linked already is not named again", () => {
    const reports = [aReport(), aReport(), aReport({ publisher: "Reprinter" })];
    expect(said(layout({ reports }).sources).at(-1)).toBe("and 2 more reports: Reprinter");
  });
});

describe("a story that was folded into an elder one", () => {
  const merged = { mergedInto: { story: "elder", url: "https://team.example/elder" } };

  test("says so with a link, and nothing else", () => {
    const { mark, top, summary, facts, sources } = layout({ ...merged, ...standing({}), ...state({ kind: "taken" }) });
    expect(mark).toBe("🔗");
    expect(said(top)).toEqual(["This is part of a story already told. [https://team.example/elder]"]);
    expect([...summary, ...facts, ...sources]).toEqual([]);
  });

  test("says so without a link where there is none", () => {
    const { top } = layout({ mergedInto: { story: "elder", url: null } });
    expect(said(top)).toEqual(["This is part of a story already told."]);
  });
});
