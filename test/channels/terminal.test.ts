import fc from "fast-check";
import { expect, test } from "vitest";
import { terminalStyle } from "../../src/channels/terminal.js";
import { clock, plain, terminalText } from "../../src/channels/terminal-text.js";
import type { Alert } from "../../src/model.js";

const ALERT: Alert = {
  story: "s1",
  revision: 1,
  severity: "high",
  headline: "Work seen at Sohae",
  summary: ["Cranes stand at the pad."],
  watches: [{ watch: "sites", severity: "high", terms: ["Sohae"] }],
  reports: [],
  origins: 1,
  firstSeenAt: Date.parse("2019-03-08T12:05:00Z"),
  updatedAt: Date.parse("2019-03-08T12:05:00Z"),
  mergedInto: null,
};

const bare = terminalStyle(false);
const report = (n: number): Alert["reports"][number] => ({
  item: `i${n}`,
  title: `Report ${n}`,
  url: `https://news.example/${n}`,
  publisher: "Paper",
  kind: "newspaper",
  language: "en",
  origin: "o1",
  publishedAt: null,
  firstSeenAt: 0,
});

const draw = (alert: Alert, edited = false) => terminalText({ kind: "alert", alert }, edited, bare, "UTC");

test("an alert shows severity, headline, summary, counts, time and why it matched", () => {
  const text = draw({ ...ALERT, reports: [report(1)] });
  expect(text).toContain("[high] Work seen at Sohae");
  expect(text).toContain("Cranes stand at the pad.");
  expect(text).toContain("1 origin, 1 report");
  expect(text).toContain("2019-03-08 12:05 UTC");
  expect(text).toContain("why: sites (Sohae)");
});

test("without colours the address stands behind the report", () => {
  expect(draw({ ...ALERT, reports: [report(1)] })).toContain("Report 1 · Paper <https://news.example/1>");
});

test("with colours the host is the link", () => {
  const text = terminalText(
    { kind: "alert", alert: { ...ALERT, reports: [report(1)] } },
    false,
    terminalStyle(true),
    "UTC",
  );
  expect(text).toContain("\u001b]8;;https://news.example/1\u0007news.example\u001b]8;;\u0007");
});

test("many reports are folded into a count", () => {
  const text = draw({ ...ALERT, reports: Array.from({ length: 11 }, (_, n) => report(n)) });
  expect(text).toContain("and 10 more reports");
});

test("growth is one short line with the newest report", () => {
  const text = draw({ ...ALERT, origins: 2, reports: [report(1), report(2)] }, true);
  expect(text.trim().split("\n")).toHaveLength(2);
  expect(text).toContain("2 origins, 2 reports");
  expect(text).toContain("Report 2");
});

test("what a person did with it is shown in place of the newest report", () => {
  const state = { kind: "taken", by: "Kim", until: null, revision: 4 } as const;
  const text = draw({ ...ALERT, revision: 4, reports: [report(1)], state }, true);
  expect(text).toContain("handled Work seen at Sohae");
  expect(text).toContain("🙋 Taken by Kim");
  expect(text).not.toContain("Report 1");
  expect(draw({ ...ALERT, revision: 5, reports: [report(1)], state }, true)).toContain("grown");
});

test("an alert shows who says it, where, and in whose hand it is", () => {
  const text = draw({
    ...ALERT,
    standing: { rung: "single origin", by: "First Wire", firmness: "possible", words: "may be" },
    facts: [{ kind: "place", text: "Sohae", url: "https://map.example/", doubtful: false }],
    state: { kind: "taken", by: "Kim\u001b[31m", until: null },
  });
  expect(text).toContain("Single origin: First Wire · possible (“may be”)");
  expect(text).toContain("Where: Sohae <https://map.example/>");
  expect(text).toContain("🙋 Taken by Kim[31m");
});

test("an address that is none of http is shown as text only", () => {
  expect(draw({ ...ALERT, reports: [{ ...report(1), url: "javascript:alert(1)" }] })).not.toContain("javascript:");
});

test("no text from outside can move the cursor or turn the direction of text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(plain(text)).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});

test("a time is shown in its zone", () => {
  expect(clock(Date.parse("2019-03-08T23:30:00Z"), "Asia/Seoul")).toBe("2019-03-09 08:30 GMT+9");
});

test("a message to the operators keeps its lines, and nothing in them moves the cursor", () => {
  const text = "feeds.yaml:3: every: is no interval\nfeeds.yaml:7: url:\u001b[2J is missing\n\nand 2 more";
  const message = { severity: "problem" as const, title: "4 mistakes", text, hint: "watchdesk check lists all" };
  expect(terminalText({ kind: "operator", message }, false, terminalStyle(false), "UTC")).toBe(
    "[problem] 4 mistakes\n  feeds.yaml:3: every: is no interval\n  feeds.yaml:7: url:[2J is missing\n  and 2 more\n  watchdesk check lists all\n",
  );
});
