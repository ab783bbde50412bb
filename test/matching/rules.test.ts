import { describe, expect, it } from "vitest";
import { item, matcherOf, seen } from "./support.js";

const PACK = `
entities:
  - {id: kangson, kind: site, weak: [강선, Kangson], not: [강선우], needs: ["group:nuclear"]}
  - {id: sohae, kind: site, names: [Sohae], coordinates: {lat: 39.66, lon: 124.7}}
groups:
  nuclear: {title: nuclear words, names: [uranium, 우라늄]}
contexts:
  dprk: {title: DPRK context, any: [North Korea, 북한]}
watches:
  - {id: sites, severity: high, any: ["kind:site"]}
  - {id: tests, rules: [{id: headline, in: title, all: ["context:dprk", "missile*"], none: [drill]}]}
  - {id: close, near: {of: ["context:dprk"], and: [missile], within: 10}}
  - {id: expression, regex: "KN-?\\\\d\\\\d"}
`;
const matcher = matcherOf(PACK);
const watchesOf = (title: string, text = "") => matcher.match(item(title, text)).hits.map((hit) => hit.watch);
const whyNot = (watch: string, title: string, text = "") =>
  matcher.match(item(title, text)).rejected.find((miss) => miss.watch === watch)?.why;

describe("rules", () => {
  it("fires on a strong name alone and tells entity, name and place", () => {
    const input = item("Work at Sohae", "");
    const { hits } = matcher.match(input);
    expect(hits).toMatchObject([
      {
        watch: "sites",
        severity: "high",
        rule: "only",
        terms: [{ entity: "sohae", term: "Sohae", field: "title", start: 8, end: 13 }],
      },
    ]);
  });

  it("counts a weak name where its context is", () => {
    expect(watchesOf("강선 우라늄 시설")).toContain("sites");
    expect(watchesOf("강선 철강")).not.toContain("sites");
  });

  it("wants all in the place the rule names", () => {
    expect(watchesOf("North Korea fires missile")).toContain("tests");
    expect(watchesOf("North Korea speaks", "of a missile")).not.toContain("tests");
  });

  it("finds two names near each other in either order, and not farther apart", () => {
    expect(watchesOf("", "a missile of North Korea")).toContain("close");
    expect(watchesOf("", "North Korea has nobody who would sell a missile")).not.toContain("close");
  });

  it("runs regular expressions on the text as given", () => {
    const input = item("a KN-23 flew");
    expect(seen(input, matcher.match(input))).toEqual(["KN-23"]);
  });
});

describe("near misses", () => {
  it("names the context that lacks", () => {
    expect(whyNot("tests", "Iran fires missile")).toBe("no DPRK context in the title");
  });

  it("names the longer word that a name was part of", () => {
    expect(whyNot("sites", "강선우 의원 발언")).toBe("ruled out by 강선우");
  });

  it("names the word that ruled a rule out", () => {
    expect(whyNot("tests", "North Korea missile drill")).toBe("ruled out by drill");
  });

  it("names what a weak name lacked", () => {
    expect(whyNot("sites", "Kangson steel")).toBe("no nuclear words for Kangson");
  });

  it("says nothing of a watch that saw nothing", () => {
    expect(matcher.match(item("Weather on Sunday")).rejected).toEqual([]);
  });
});

describe("scope", () => {
  const scoped = matcherOf(`
watches:
  - {id: korean, any: [missile], languages: [ko]}
  - {id: imagery, any: [missile], kinds: [imagery]}
  - {id: one, any: [missile], feeds: [yonhap]}`);

  it("keeps to languages, kinds of feed and feeds, and says so", () => {
    const { hits, rejected } = scoped.match({
      ...item("a missile", "", "en"),
      feed: { id: "yonhap", kind: "wire", publisher: "Yonhap" },
    });
    expect(hits.map((hit) => hit.watch)).toEqual(["one"]);
    expect(rejected.map((miss) => miss.why)).toEqual([
      "the watch is for items in ko",
      "the watch is for feeds of kind imagery",
    ]);
  });
});

describe("the short form", () => {
  const short = matcherOf("{}", ["Sanumdong", "Sohae", "missile"]);

  it("makes each word a watch of its own", () => {
    expect(short.match(item("Missiles and Sanum-dong")).hits.map((hit) => hit.watch)).toEqual(["sanumdong", "missile"]);
  });

  it("means any missile by missile", () => {
    expect(short.match(item("A missile hits a depot")).hits).toHaveLength(1);
  });
});
