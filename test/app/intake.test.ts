import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { intakeOf, openIntake } from "../../src/app/intake.js";
import { createFeedParser } from "../../src/parsing/feed-parser.js";
import { PARSE_LIMITS } from "../../src/parsing/limits.js";
import type { IntakeTask } from "../../src/pipeline/intake.js";
import { hitsOf } from "../../src/pipeline/match-item.js";
import { matcherOf, pack } from "../matching/support.js";
import { rss } from "../parsing/parse.js";

const WATCHES = `
entities:
  - {id: sohae, kind: site, names: [Sohae]}
watches:
  - {id: sites, severity: high, any: ["kind:site"]}
`;

const watchFiles = [pack(WATCHES)];
const inWorker = openIntake(() => watchFiles);
const here = intakeOf(createFeedParser(null));
afterAll(() => inWorker.close());

const FEED = { id: "f", publisher: "Paper", family: null, kind: "newspaper", language: "en" } as const;
const ITEMS = rss(
  "<item><title>Sohae 발사장 seen</title><guid>1</guid><description>By satellite.</description></item>" +
    "<item><title>Ferry times</title><link>https://paper.example/2</link></item>",
);

function task(text: string, whole: boolean): IntakeTask {
  const document = { body: Buffer.from(text), contentType: null, url: "https://paper.example/feed", timeZone: "UTC" };
  return { document, feed: FEED, whole };
}

test("a worker takes in what this thread takes in", async () => {
  for (const whole of [true, false]) {
    const [there, own] = await Promise.all([inWorker.takeIn(task(ITEMS, whole)), here.takeIn(task(ITEMS, whole))]);
    expect(there.items).toEqual(own.items);
    expect(there.hints).toEqual(own.hints);
    expect(there.kept?.words).toEqual(own.kept?.words);
    expect(there.kept?.packed.hash).toEqual(own.kept?.packed.hash);
  }
});

test("of a feed of which nothing is known the words of each item and the packed bytes come along", async () => {
  const { items, kept } = await inWorker.takeIn(task(ITEMS, true));
  expect(items.map(({ title }) => title)).toEqual(["Sohae 발사장 seen", "Ferry times"]);
  expect(kept?.words).toEqual(["sohae 발사 사장 장 seen by satellite", "ferry times"]);
  expect(kept?.packed.hash).toBe(createHash("sha256").update(ITEMS).digest("hex"));
  expect(inflateSync(kept?.packed.body ?? "").toString()).toBe(ITEMS);
});

test("a worker matches a whole document by the rules with which it began, and says by which", async () => {
  const { kept, items } = await inWorker.takeIn(task(ITEMS, true));
  const matcher = matcherOf(WATCHES);
  expect(kept?.matched?.version).toBe(matcher.version);
  expect(kept?.matched?.hits).toEqual(items.map((item) => hitsOf(matcher, item)));
  expect(kept?.matched?.hits.map((hits) => hits.map(({ watch }) => watch))).toEqual([["sites"], []]);
});

test("of a known feed, most of whose items are kept already, neither is made", async () => {
  expect((await inWorker.takeIn(task(ITEMS, false))).kept).toBeNull();
});

test("a document with nothing in it to keep is not packed", async () => {
  expect(await here.takeIn(task(rss(""), true))).toMatchObject({ items: [], kept: null });
});

test("of a very large document a worker makes no more than its items", async () => {
  const filler = `<!-- ${"x".repeat(2_000_000)} -->`;
  const { items, kept } = await inWorker.takeIn(task(ITEMS.replace("<item>", `${filler}<item>`), true));
  expect(items).toHaveLength(2);
  expect(kept).toBeNull();
});

test("the caller keeps the bytes that a worker reads", async () => {
  const one = task(ITEMS, true);
  await inWorker.takeIn(one);
  expect(Buffer.from(one.document.body).toString()).toBe(ITEMS);
});

test("what is no feed is refused with the code and words of this thread's", async () => {
  const refusal = await here.takeIn(task("hello", true)).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: "input" });
  await expect(inWorker.takeIn(task("hello", true))).rejects.toMatchObject({
    code: "input",
    message: (refusal as Error).message,
  });
});

test("a document over the cap is refused before a worker sees it", async () => {
  const document = { ...task("", true).document, body: new Uint8Array(PARSE_LIMITS.maxBytes + 1) };
  await expect(inWorker.takeIn({ ...task("", true), document })).rejects.toMatchObject({ code: "limit" });
});
