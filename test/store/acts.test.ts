import { expect, it } from "vitest";
import type { Act, AlertState, SendResult } from "../../src/model.js";
import type { ActVerdict } from "../../src/ports.js";
import { LEASE_MS, placeAll, planFor, poll, polled, wanted } from "../support/store-builders.js";
import { onEveryStore, type StoreUnderTest } from "../support/store-contract.js";
import { NOTE, SENT } from "../support/store-tries.js";

const ANN = { id: "slack:U1", name: "Ann" };
const HOUR = 3_600_000;
const CHANNELS = ["desk", "ops"].map((id) => ({ id, account: null, settings: "1" }));

const verdict = (kind: AlertState["kind"], until: number | null = null): ActVerdict => ({
  state: { kind, until },
  irrelevant: null,
});

/** A story with one item and an alert in two channels, sent in both. */
async function alerted(under: StoreUnderTest): Promise<void> {
  const { store } = under;
  await store.deliveries.syncChannels(CHANNELS);
  await poll(store, { items: [polled("a")] });
  await placeAll(
    store,
    "s1",
    planFor("s1", (revision) => both(revision)),
  );
  await sendAll(under);
}

const both = (revision: number) => ["desk", "ops"].map((channel) => wanted({ channel }, { revision }));

/** Sends all that is due, as `result` says; tells which messages and with which wanted revision. */
async function sendAll({ store }: StoreUnderTest, result: SendResult = SENT): Promise<string[]> {
  const sent: string[] = [];
  for (;;) {
    const claim = await store.deliveries.claimChannel({ owner: "one", leaseMs: LEASE_MS, channels: ["desk", "ops"] });
    if (!claim) return sent.sort();
    for (const { key, wantedRevision } of await store.deliveries.due(claim.channel, 10)) {
      const story = await store.stories.get(key.subject);
      const quiet = story?.state?.kind === "snoozed" || story?.state?.kind === "irrelevant";
      const revision = key.kind === "note" ? 1 : quiet ? story!.state!.revision : story!.revision;
      if (!(await store.deliveries.begin(key, "one", 1000))) continue;
      await store.deliveries.settle(key, "one", { revision, result, retryInMs: 0 });
      sent.push(`${key.channel} ${key.kind} ${key.kind === "note" ? key.ordinal : wantedRevision}`);
    }
    await store.deliveries.release(claim.channel, "one");
  }
}

/** Another item joins the story, with a note under the alert in `desk`. */
async function grow({ store }: StoreUnderTest, item: string): Promise<void> {
  await poll(store, { items: [polled(item)] });
  const note = (revision: number) => wanted({ ...NOTE, ordinal: `corroborated@${revision}` });
  await placeAll(
    store,
    "s1",
    planFor("s1", (revision) => [...both(revision), note(revision)]),
  );
}

const act = ({ store }: StoreUnderTest, act: Act, judged: ActVerdict, by = ANN) =>
  store.acts.commit({ story: "s1", act, by }, () => judged);

const state = async ({ store }: StoreUnderTest) => (await store.stories.get("s1"))?.state;

onEveryStore("an act", (at) => {
  it("keeps the state and its record, raises the story's revision and wants every alert anew, in one commit", async () => {
    await alerted(at());
    expect(await act(at(), { kind: "take" }, verdict("taken"))).toEqual(verdict("taken"));
    expect(await state(at())).toEqual({ kind: "taken", by: "Ann", until: null, revision: 2 });
    expect(await at().store.acts.history("s1", 10)).toEqual([
      { story: "s1", revision: 2, kind: "take", by: ANN, reason: null, until: null, at: expect.any(Number) },
    ]);
    expect(await sendAll(at())).toEqual(["desk alert 2", "ops alert 2"]);
  });

  it("is shown before other stories grow, and its edit is told from mere growth", async () => {
    await alerted(at());
    const { store } = at();
    await poll(store, { items: [polled("b")] });
    await placeAll(
      store,
      "s2",
      planFor("s2", (revision) => [wanted({ subject: "s2" }, { revision })]),
    );
    await sendAll(at());
    await poll(store, { items: [polled("c")] });
    await placeAll(
      store,
      "s2",
      planFor("s2", (revision) => [wanted({ subject: "s2" }, { revision, atOnce: true })]),
    );
    await act(at(), { kind: "take" }, verdict("taken"));
    await store.deliveries.claimChannel({ owner: "one", leaseMs: LEASE_MS, channels: ["desk"] });
    expect(await store.deliveries.due("desk", 10)).toMatchObject([
      { key: { subject: "s1" }, urgent: true },
      { key: { subject: "s2" }, urgent: false },
    ]);
  });

  it("changes nothing when it is judged to change nothing, or when its judge throws", async () => {
    await alerted(at());
    await act(at(), { kind: "take" }, { state: null, irrelevant: null });
    const broken = at().store.acts.commit({ story: "s1", act: { kind: "take" }, by: ANN }, () => {
      throw new Error("judge");
    });
    await expect(broken).rejects.toThrow("judge");
    expect(await at().store.stories.get("s1")).toMatchObject({ revision: 1 });
    expect(await sendAll(at())).toEqual([]);
    expect(await at().store.acts.history("s1", 10)).toEqual([]);
  });

  it("on a story that is not there is null and asks nobody", async () => {
    const judge = () => expect.unreachable();
    expect(await at().store.acts.commit({ story: "none", act: { kind: "take" }, by: ANN }, judge)).toBeNull();
  });

  it("is judged with the story, its state and where its alerts are", async () => {
    await alerted(at());
    await act(at(), { kind: "take" }, verdict("taken"));
    await at().store.acts.commit({ story: "s1", act: { kind: "done" }, by: ANN }, (story) => {
      expect(story).toMatchObject({
        id: "s1",
        headline: "Activity reported, part a",
        mergedInto: null,
        state: { kind: "taken", by: "Ann", byId: ANN.id, revision: 2 },
      });
      expect(story.alerts).toHaveLength(2);
      expect(story.alerts[0]).toMatchObject({ reference: "m1" });
      return { state: null, irrelevant: null };
    });
  });

  it("of two at once the second sees what the first did", async () => {
    await alerted(at());
    const other = at().kind === "postgres" ? await at().beside() : at().store;
    const seen: string[] = [];
    const take = (store: typeof other) =>
      store.acts.commit({ story: "s1", act: { kind: "take" }, by: ANN }, (story) => {
        seen.push(story.state.kind);
        return story.state.kind === "open" ? verdict("taken") : { state: null, irrelevant: null };
      });
    await Promise.all([take(at().store), take(other)]);
    expect(seen).toEqual(["open", "taken"]);
    expect(await state(at())).toMatchObject({ kind: "taken", revision: 2 });
  });

  it("keeps the person's word on each item of the story, and takes it back when the story is opened again", async () => {
    await alerted(at());
    await grow(at(), "b");
    await at().store.feedback.give({ item: "a", by: "slack:U2", relevant: false, reason: "own word" });
    const dismissed = { state: { kind: "irrelevant" as const, until: null }, irrelevant: { reason: "Old news" } };
    await act(at(), { kind: "dismiss", reason: "Old news" }, dismissed);
    const words = async () => (await at().store.feedback.list(10)).map(({ item, by, reason }) => [item, by, reason]);
    expect((await words()).sort()).toEqual([
      ["a", "slack:U1", "Old news"],
      ["a", "slack:U2", "own word"],
      ["b", "slack:U1", "Old news"],
    ]);
    await at().elapse(HOUR);
    await act(at(), { kind: "reopen" }, verdict("open"));
    expect(await words()).toEqual([["a", "slack:U2", "own word"]]);
    expect((await at().store.acts.history("s1", 1))[0]).toMatchObject({ kind: "reopen", revision: 4 });
  });
});

onEveryStore("a story that is snoozed", (at) => {
  const snooze = async (ms: number | null) => {
    const until = ms === null ? null : (await at().store.now()) + ms;
    await act(at(), { kind: "snooze", span: "1h" }, verdict("snoozed", until));
  };

  it("shows so at once, then neither edits nor notes until its end, then what it grew to meanwhile", async () => {
    await alerted(at());
    await snooze(HOUR);
    expect(await sendAll(at())).toEqual(["desk alert 3", "ops alert 3"]);
    await grow(at(), "b");
    expect(await sendAll(at())).toEqual([]);
    const wait = await at().store.deliveries.nextDueInMs(["desk", "ops"]);
    expect(wait).toBeGreaterThan(HOUR - 60_000);
    expect(wait).toBeLessThanOrEqual(HOUR);
    await at().elapse(HOUR);
    expect(await at().store.deliveries.nextDueInMs(["desk", "ops"])).toBe(0);
    expect(await sendAll(at())).toEqual(["desk alert 4", "desk note corroborated@4", "ops alert 4"]);
    expect(await sendAll(at())).toEqual([]);
  });

  it("is open again at its end and shows that once, though nothing has grown", async () => {
    await alerted(at());
    await snooze(HOUR);
    expect(await state(at())).toMatchObject({ kind: "snoozed", by: "Ann", revision: 2 });
    await sendAll(at());
    await at().elapse(HOUR);
    expect(await state(at())).toEqual({ kind: "open", by: null, until: null, revision: 3 });
    expect(await sendAll(at())).toEqual(["desk alert 3", "ops alert 3"]);
    expect(await sendAll(at())).toEqual([]);
  });

  it("shows growth of after its end as ever", async () => {
    await alerted(at());
    await snooze(HOUR);
    await sendAll(at());
    await at().elapse(HOUR);
    await sendAll(at());
    await grow(at(), "b");
    expect(await sendAll(at())).toEqual(["desk alert 4", "desk note corroborated@4", "ops alert 4"]);
  });

  it("for good stays quiet, and is no wait for anybody", async () => {
    await alerted(at());
    await snooze(null);
    expect(await sendAll(at())).toEqual(["desk alert 2", "ops alert 2"]);
    await grow(at(), "b");
    await at().elapse(1000 * HOUR);
    expect(await sendAll(at())).toEqual([]);
    expect(await at().store.deliveries.nextDueInMs(["desk", "ops"])).toBeNull();
  });

  it("shows all that it missed when somebody opens it", async () => {
    await alerted(at());
    await snooze(null);
    await sendAll(at());
    await grow(at(), "b");
    await act(at(), { kind: "reopen" }, verdict("open"));
    expect(await sendAll(at())).toEqual(["desk alert 4", "desk note corroborated@3", "ops alert 4"]);
  });

  it("opens no alert in a further channel meanwhile", async () => {
    await alerted(at());
    await snooze(HOUR);
    await at().store.deliveries.want([wanted({ channel: "desk", ordinal: "2" }, { revision: 3 })]);
    expect(await sendAll(at())).toEqual(["desk alert 3", "ops alert 3"]);
    await at().elapse(HOUR);
    expect(await sendAll(at())).toContain("desk alert 3");
  });

  it("lets nothing begin that was due just before", async () => {
    await alerted(at());
    await grow(at(), "b");
    const { deliveries } = at().store;
    await deliveries.claimChannel({ owner: "one", leaseMs: LEASE_MS, channels: ["desk"] });
    await snooze(null);
    expect(await deliveries.begin({ ...wanted().key, ...NOTE, ordinal: "corroborated@2" }, "one", 1000)).toBe(false);
    expect(await deliveries.begin(wanted().key, "one", 1000)).toBe(true);
  });

  it("holds back no other story", async () => {
    await alerted(at());
    await snooze(null);
    await sendAll(at());
    await poll(at().store, { items: [polled("z")] });
    await placeAll(
      at().store,
      "s2",
      planFor("s2", (revision) => [wanted({ subject: "s2" }, { revision })]),
    );
    expect(await sendAll(at())).toEqual(["desk alert 1"]);
  });
});

onEveryStore("a message that a person deleted", (at) => {
  const REMOVED: SendResult = { kind: "rejected", reason: "gone", hint: null, scope: "delivery", removed: true };

  it("is not sent again as the story grows, nor is any note under it", async () => {
    await alerted(at());
    await grow(at(), "b");
    expect(await sendAll(at(), REMOVED)).toEqual(["desk alert 2", "ops alert 2"]);
    await grow(at(), "c");
    expect(await sendAll(at())).toEqual([]);
    expect(await at().store.deliveries.nextDueInMs(["desk", "ops"])).toBeNull();
  });

  it("takes no other channel's alert with it", async () => {
    await alerted(at());
    await at().store.deliveries.want([wanted({}, { revision: 2 })]);
    await sendAll(at(), REMOVED);
    await grow(at(), "b");
    expect(await sendAll(at())).toEqual(["ops alert 2"]);
  });
});
