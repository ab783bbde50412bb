import { expect, test } from "vitest";
import type { PageText } from "../../src/model.js";
import { linesOf, polledDesk } from "../support/desk.js";
import type { RssItem } from "../support/memory-fetcher.js";

const YAML = `
watches:
  - { id: sites, any: [Sohae], none: [parade] }
  - { id: list, any: [choir], severity: digest }
`;
const ITEMS: RssItem[] = [
  { guid: "1", title: "Work seen at Sohae", text: "Cranes stand at the pad." },
  { guid: "2", title: "Sohae parade cancelled" },
  { guid: "3", title: "School choir wins prize" },
  { guid: "4", title: "Potato harvest" },
  { guid: "5", title: "Roof repaired at Sohae gantry", at: "2019-02-01T00:00:00Z" },
];
const desk = () => polledDesk(YAML, ITEMS);
const page = (part: Partial<PageText>) => async () => ({
  kind: "read" as const,
  page: {
    url: "",
    title: null,
    text: "",
    byline: null,
    publishedAt: null,
    updatedAt: null,
    language: "en",
    siteName: null,
    ...part,
  },
});

test("why tells names and place, watch, version, story and delivery of an alerted item", async () => {
  const { ask } = await desk();
  const text = linesOf(await ask("why https://news.example/1"));
  expect(text).toContain("watch sites (normal) · Sohae in the title at 13-18 · rules ");
  expect(text).toMatch(/story s\w+: opened by this item/);
  expect(text).toContain("alert in terminal: sent");
});

test("why takes an item's id and an address with tracking or a chat's brackets", async () => {
  const { ask } = await desk();
  const { data } = await ask("why https://news.example/1");
  const id = (data as { item: { id: string } }[])[0]!.item.id;
  expect((await ask(`why ${id}`)).title).toBe("Work seen at Sohae");
  expect((await ask("why <https://news.example/1?utm_source=x|link>")).title).toBe("Work seen at Sohae");
});

test("why of what was never seen points to whynot", async () => {
  const { ask } = await desk();
  expect(linesOf(await ask("why https://news.example/99"))).toContain("whynot https://news.example/99");
});

test.each([
  ["2", "match", "watch sites: ruled out by parade"],
  ["3", "route", "severity digest"],
  ["4", "match", "no watch saw any of its words"],
  ["5", "match", "remembered, not alerted"],
])("whynot of kept item %s stops at %s: %s", async (guid, stage, reason) => {
  const { ask } = await desk();
  const answer = await ask(`whynot https://news.example/${guid}`);
  expect(answer.data).toMatchObject({ stage });
  expect(linesOf(answer)).toContain(reason);
});

test("whynot of an alerted item says that it was", async () => {
  const { ask } = await desk();
  expect((await ask("whynot https://news.example/1")).data).toMatchObject({ stage: null });
});

test("whynot of a text tries it on the rules", async () => {
  const { ask } = await desk();
  expect(linesOf(await ask("whynot Sohae parade today"))).toContain("watch sites: ruled out by parade");
  expect((await ask("whynot Work at Sohae")).data).toMatchObject({ stage: null, hits: [{ watch: "sites" }] });
});

test("whynot fetches an address that nobody has seen", async () => {
  const { ask } = await desk();
  const read = page({ title: "New tower at Sohae", text: "It stands." });
  const answer = await ask("whynot https://other.example/x", { readPage: read });
  expect(answer.data).toMatchObject({ stage: "fetch", hits: [{ watch: "sites" }] });
  expect(linesOf(answer)).toContain("no feed of other.example is in force");
  const dull = await ask("whynot https://other.example/x", { readPage: page({ title: "Potatoes" }) });
  expect(dull.data).toMatchObject({ stage: "match" });
});

test("whynot of a page that cannot be read stops at read, with the reason", async () => {
  const { ask } = await desk();
  const readPage = async () => ({ kind: "unread" as const, why: "HTTP 404" });
  const answer = await ask("whynot https://other.example/x", { readPage });
  expect(answer.data).toMatchObject({ stage: "read" });
  expect(linesOf(answer)).toContain("HTTP 404");
});

test("feedback is kept with who said it", async () => {
  const { ask, app } = await desk();
  const answer = await ask("feedback https://news.example/1 not a model kit", { asker: "ann" });
  expect(answer.title).toBe("Noted as not relevant by ann");
  expect(await app.store.feedback.list(5)).toMatchObject([{ by: "ann", relevant: false, reason: "a model kit" }]);
});

test("feedback without a verdict is refused, and of what nobody has seen says so", async () => {
  const { ask } = await desk();
  await expect(ask("feedback https://news.example/1 maybe")).rejects.toThrow(/relevant/);
  expect((await ask("feedback nothing not")).title).toContain("has not seen");
});

test("watches list tells each watch in force", async () => {
  const { ask } = await desk();
  expect(linesOf(await ask("watches"))).toMatch(/2 watches in force.*sites.*list: list · digest/s);
});

test("watches suggest measures what a change would remove of what is kept", async () => {
  const games = ["one", "two", "three", "four"].map((word, at) => ({
    guid: `g${at}`,
    title: `Sohae videogame level ${word}`,
  }));
  const { ask } = await polledDesk("watches: [Sohae]", [...ITEMS, ...games]);
  for (const at of [0, 1, 2]) await ask(`feedback https://news.example/g${at} not`, { asker: "ann" });
  await ask("feedback https://news.example/1 relevant", { asker: "ann" });
  const answer = await ask("watches suggest");
  expect(linesOf(answer)).toContain(
    "excluding videogame in sohae removes 4 hits of the last 90 days, 3 of them marked not relevant, none marked relevant; 1 marked relevant stay",
  );
});

test("watches suggest proposes nothing without feedback", async () => {
  const { ask } = await desk();
  expect((await ask("watches suggest")).title).toBe("Nothing to propose");
});
