import { inflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { hit, LEASE_MS, newItem, poll, pollCommit, polled, wanted } from "../support/store-builders.js";
import { onEveryStore, type StoreUnderTest } from "../support/store-contract.js";

const TABLES = ["item", "identity", "hit", "reading", "revision", "capture", "delivery"];

async function counts({ rows }: StoreUnderTest): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const table of TABLES) found[table] = Number((await rows(`select count(*) as n from ${table}`))[0]?.["n"]);
  return found;
}

const capture = {
  url: "https://wire-a.example/feed",
  headers: { "content-type": "application/rss+xml", etag: '"v1"' },
  body: new TextEncoder().encode("<rss>first</rss>"),
  contentType: "application/rss+xml",
};

onEveryStore("a poll's commit", (at) => {
  it("moves the feed's state together with items, hits, readings, capture and deliveries", async () => {
    await poll(at().store, {
      state: { validators: { etag: '"v1"', lastModified: null }, health: "healthy", lastSuccessAt: 5, habit: { n: 1 } },
      items: [polled("a"), polled("b", {}, [])],
      capture,
      deliveries: [wanted({ kind: "operator", subject: "feed wire-a" })],
      nextInMs: 1000,
    });
    expect(await counts(at())).toMatchObject({ item: 2, identity: 2, hit: 1, reading: 1, capture: 1, delivery: 1 });
    const state = await at().store.feeds.state("wire-a");
    expect(state).toMatchObject({ validators: { etag: '"v1"' }, health: "healthy", lastSuccessAt: 5, habit: { n: 1 } });
    expect(await at().store.feeds.nextDueInMs()).toBeLessThanOrEqual(1000);
  });

  it("leaves fields that the commit does not name as they were", async () => {
    await poll(at().store, { state: { failures: 3, lastError: "HTTP 500", movedTo: "https://b.example/" } });
    await poll(at().store, { state: { failures: 4 } });
    const state = await at().store.feeds.state("wire-a");
    expect(state).toMatchObject({ failures: 4, lastError: "HTTP 500", movedTo: "https://b.example/" });
  });

  it("changes nothing once the claim is lost to another owner", async () => {
    const { store, elapse } = at();
    await store.feeds.sync([{ id: "wire-a", enabled: true, dueInMs: 0 }]);
    await store.feeds.claimDue({ owner: "one", limit: 1, leaseMs: LEASE_MS });
    await elapse(LEASE_MS + 1);
    expect(await store.feeds.claimDue({ owner: "two", limit: 1, leaseMs: LEASE_MS })).toHaveLength(1);
    const late = pollCommit({ items: [polled("a")], capture, state: { failures: 9 }, deliveries: [wanted()] });
    expect(await store.feeds.commitPoll(late)).toEqual({ committed: false, added: 0 });
    expect(Object.values(await counts(at())).every((count) => count === 0)).toBe(true);
    expect(await store.feeds.state("wire-a")).toMatchObject({ failures: 0 });
  });

  it("changes nothing when its last part fails", async () => {
    const { store } = at();
    await store.feeds.sync([{ id: "wire-a", enabled: true, dueInMs: 0 }]);
    await store.feeds.claimDue({ owner: "one", limit: 1, leaseMs: LEASE_MS });
    const broken = pollCommit({ items: [polled("a")], deliveries: [wanted({}, { revision: Number.NaN })] });
    await expect(store.feeds.commitPoll(broken)).rejects.toMatchObject({ code: "store" });
    expect(Object.values(await counts(at())).every((count) => count === 0)).toBe(true);
    expect(await store.feeds.commitPoll(pollCommit({ items: [polled("a")] }))).toEqual({ committed: true, added: 1 });
  });

  it("takes an item in once, by its id and by any identity within its feed", async () => {
    const { store } = at();
    await poll(store, { items: [polled("a", { identities: ["guid:1", "url:1"] })] });
    const again = pollCommit({
      items: [
        polled("a", { identities: ["guid:other"] }),
        polled("b", { identities: ["guid:2", "url:1"] }),
        polled("c", { identities: ["guid:3"] }),
        polled("d", { identities: ["guid:3"] }),
      ],
    });
    await store.feeds.claimDue({ owner: "one", limit: 1, leaseMs: LEASE_MS });
    expect(await store.feeds.commitPoll(again)).toEqual({ committed: true, added: 1 });
    expect((await at().rows("select id from item order by id")).map((row) => row["id"])).toEqual(["a", "c"]);
    expect((await store.readings.claim({ owner: "one", limit: 9, leaseMs: 1 })).map((r) => r.item.id)).toEqual([
      "a",
      "c",
    ]);
  });

  it("takes the same identity in again under another feed", async () => {
    const { store } = at();
    await poll(store, { items: [polled("a", { identities: ["guid:1"] })] });
    await poll(store, { feed: "wire-b", items: [polled("b", { feed: "wire-b", identities: ["guid:1"] })] });
    expect((await store.queries.status()).items).toBe(2);
  });

  it("knows items by any identity, with their newest title and text", async () => {
    const { store } = at();
    await poll(store, { items: [polled("a", { identities: ["guid:1", "url:1"] }), polled("b")] });
    const edited = { id: "a", title: "Edited", text: "Edited text", updatedAt: 7, hits: [] };
    await poll(store, { revisions: [edited], identities: [{ id: "a", identities: ["url:2"] }] });
    const [known, ...others] = await store.feeds.known("wire-a", ["url:2", "guid:nobody"]);
    expect(others).toEqual([]);
    expect({ ...known, identities: known?.identities.sort() }).toEqual({
      id: "a",
      title: "Edited",
      text: "Edited text",
      identities: ["guid:1", "url:1", "url:2"],
    });
    expect(await at().rows("select title from item where id = 'a'")).toEqual([{ title: newItem("a").title }]);
  });

  it("keeps one revision of an edit that the next poll brings again", async () => {
    const edited = { id: "a", title: "Now\0with a \ud800 flaw", text: "t", updatedAt: null, hits: [] };
    await poll(at().store, { items: [polled("a")] });
    await poll(at().store, { revisions: [edited] });
    await poll(at().store, { revisions: [edited] });
    expect(await counts(at())).toMatchObject({ revision: 1 });
  });

  it("asks for a reading when an edit brings a watched name into an item that was never placed", async () => {
    const { store } = at();
    await poll(store, { items: [polled("a", {}, [])] });
    const edited = {
      id: "a",
      title: "Launch pad at the plant",
      text: "New text",
      updatedAt: null,
      hits: [hit("pads")],
    };
    await poll(store, { revisions: [edited] });
    const [reading] = await store.readings.claim({ owner: "one", limit: 9, leaseMs: 1 });
    expect(reading?.item).toMatchObject({ id: "a", title: "Launch pad at the plant", text: "New text" });
    expect(reading?.hits.map((one) => one.watch)).toEqual(["pads"]);
  });

  it("keeps the source bytes as they came, under the hash of their content, once", async () => {
    const { store, rows } = at();
    await poll(store, { items: [polled("a")], capture });
    await poll(store, { items: [polled("b")], capture: { ...capture, url: "https://elsewhere.example/" } });
    const [kept, ...more] = await rows("select * from capture");
    expect(more).toEqual([]);
    expect(new TextDecoder().decode(inflateSync(new Uint8Array(kept?.["body"] as Uint8Array)))).toBe(
      "<rss>first</rss>",
    );
    expect(kept).toMatchObject({ url: capture.url, content_type: capture.contentType });
    expect(JSON.parse(String(kept?.["headers_json"]))).toEqual(capture.headers);
    const [recent] = await store.queries.recentItems({ watch: null, sinceMs: null, text: null, limit: 1 });
    expect(recent?.item.capture).toBe(kept?.["hash"]);
  });

  it("keeps no bytes of a document without new items", async () => {
    await poll(at().store, { capture });
    expect(await counts(at())).toMatchObject({ capture: 0 });
  });

  it("prunes captures past their time, save those behind a younger item", async () => {
    const { store, elapse } = at();
    const other = { ...capture, body: new TextEncoder().encode("<rss>second</rss>") };
    await poll(store, { items: [polled("a")], capture });
    await poll(store, { items: [polled("b")], capture: other });
    await elapse(1000);
    await poll(store, { items: [polled("c")], capture });
    expect(await store.feeds.pruneCaptures(500)).toBe(1);
    expect(await counts(at())).toMatchObject({ capture: 1, item: 3 });
  });

  it("takes thousands of items in one commit", async () => {
    const items = Array.from({ length: 3000 }, (_, n) => polled(`i${n}`));
    await poll(at().store, { items });
    expect(await counts(at())).toMatchObject({ item: 3000, hit: 3000, reading: 3000, identity: 3000 });
  });
});
