import { expect, it } from "vitest";
import { shortKey } from "../../src/store/wants.js";
import { LEASE_MS, wanted } from "../support/store-builders.js";
import { onEveryStore } from "../support/store-contract.js";
import { held, NOTE, onlyDue, SENT, tryOnce } from "../support/store-tries.js";

onEveryStore("deliveries converge", (at) => {
  it("merges growth before the first send into one message", async () => {
    const { deliveries } = at().store;
    await deliveries.want([wanted()]);
    await deliveries.want([wanted({}, { revision: 3 }), wanted({}, { revision: 2 })]);
    await held(at());
    expect(await onlyDue(at())).toMatchObject({ wantedRevision: 3, sentRevision: 0, reference: null, attempts: 0 });
  });

  it("is due again with its reference when the story grows after the send", async () => {
    const { deliveries } = at().store;
    await deliveries.want([wanted()]);
    await held(at());
    await tryOnce(at(), wanted().key, SENT);
    expect(await deliveries.due("desk", 10)).toEqual([]);
    await deliveries.want([wanted({}, { revision: 2 })]);
    expect(await onlyDue(at())).toMatchObject({
      wantedRevision: 2,
      sentRevision: 1,
      reference: "m1",
      unsettledSince: null,
    });
  });

  it("stays due when more is wanted while it is being sent", async () => {
    const { deliveries } = at().store;
    await deliveries.want([wanted()]);
    await held(at());
    await deliveries.begin(wanted().key, "one", 1000);
    await deliveries.want([wanted({}, { revision: 2 })]);
    await deliveries.settle(wanted().key, "one", { revision: 1, result: SENT, retryInMs: 0 });
    expect(await onlyDue(at())).toMatchObject({ wantedRevision: 2, sentRevision: 1 });
  });

  const REST_MS = 60_000;
  async function sentAndResting(): Promise<void> {
    const { store } = at();
    await store.deliveries.want([wanted()]);
    await held(at());
    await store.deliveries.begin(wanted().key, "one", 1000);
    await store.deliveries.settle(wanted().key, "one", {
      revision: 1,
      result: SENT,
      retryInMs: 0,
      restMs: REST_MS,
    });
  }

  it("rests after a send before growth edits it again", async () => {
    await sentAndResting();
    const { deliveries } = at().store;
    await deliveries.want([wanted({}, { revision: 2 })]);
    await deliveries.want([wanted({}, { revision: 3 })]);
    expect(await deliveries.due("desk", 10)).toEqual([]);
    expect(await deliveries.nextDueInMs(["desk"])).toBeGreaterThan(REST_MS / 2);
  });

  it("ends its rest for what is wanted at once", async () => {
    await sentAndResting();
    await at().store.deliveries.want([wanted({}, { revision: 2, atOnce: true })]);
    expect(await onlyDue(at())).toMatchObject({ wantedRevision: 2 });
  });

  it("ends the wait of what our own budget held back, which was no try", async () => {
    await sentAndResting();
    const { deliveries } = at().store;
    await deliveries.want([wanted({}, { revision: 2, atOnce: true })]);
    await deliveries.begin(wanted().key, "one", 1000);
    const held = {
      kind: "retry",
      reason: "over",
      afterMs: REST_MS,
      scope: "delivery",
      unsettled: false,
      held: true,
    } as const;
    await deliveries.settle(wanted().key, "one", { revision: 2, result: held, retryInMs: REST_MS });
    expect(await deliveries.due("desk", 10)).toEqual([]);
    await deliveries.want([wanted({}, { revision: 3, atOnce: true })]);
    expect(await onlyDue(at())).toMatchObject({ wantedRevision: 3, attempts: 0 });
  });

  it("keeps the wait of a try that failed, however soon it is wanted", async () => {
    const { deliveries } = at().store;
    await deliveries.want([wanted()]);
    await held(at());
    await deliveries.begin(wanted().key, "one", 1000);
    const result = { kind: "retry", reason: "busy", afterMs: REST_MS, scope: "delivery", unsettled: false } as const;
    await deliveries.settle(wanted().key, "one", { revision: 1, result, retryInMs: REST_MS });
    await deliveries.want([wanted({}, { revision: 2, atOnce: true })]);
    expect(await deliveries.due("desk", 10)).toEqual([]);
  });

  it("comes after what nobody has seen yet when it is only an edit", async () => {
    const { deliveries } = at().store;
    await deliveries.want([wanted()]);
    await held(at());
    await tryOnce(at(), wanted().key, SENT);
    await deliveries.want([wanted({}, { revision: 2 }), wanted({ subject: "s2" })]);
    expect((await deliveries.due("desk", 10)).map(({ key }) => key.subject)).toEqual(["s2", "s1"]);
  });

  it("comes before its note, and both before the growth of others", async () => {
    const { deliveries } = at().store;
    const subjects = ["s1", "s2"];
    await deliveries.want(subjects.map((subject) => wanted({ subject })));
    await held(at());
    for (const subject of subjects) await tryOnce(at(), wanted({ subject }).key, SENT);
    await deliveries.want(subjects.map((subject) => wanted({ subject }, { revision: 2 })));
    await deliveries.want([wanted({ ...NOTE, subject: "s2" })]);
    const due = await deliveries.due("desk", 10);
    expect(due.map(({ key }) => `${key.subject} ${key.kind}`)).toEqual(["s2 alert", "s2 note", "s1 alert"]);
  });

  it("counts a send that brought more than was wanted", async () => {
    const { deliveries } = at().store;
    await deliveries.want([wanted()]);
    await held(at());
    await deliveries.begin(wanted().key, "one", 1000);
    await deliveries.settle(wanted().key, "one", { revision: 4, result: SENT, retryInMs: 0 });
    await deliveries.want([wanted({}, { revision: 4 })]);
    expect(await deliveries.due("desk", 10)).toEqual([]);
  });

  it("keeps the first want's time and takes the newest body", async () => {
    const { store, elapse } = at();
    const body = (text: string) => ({
      kind: "operator" as const,
      message: { severity: "info" as const, title: text, text, hint: null },
    });
    await store.deliveries.want([wanted({}, { notBeforeMs: 5000, body: body("first") })]);
    await store.deliveries.want([wanted({}, { revision: 2, notBeforeMs: 0, body: body("second") })]);
    await store.deliveries.syncChannels([{ id: "desk", account: null, settings: "1" }]);
    expect(await store.deliveries.nextDueInMs(["desk"])).toBeGreaterThan(3000);
    expect(await store.deliveries.due("desk", 10)).toEqual([]);
    await elapse(5000);
    expect(await store.deliveries.nextDueInMs(["desk"])).toBe(0);
    expect((await onlyDue(at())).body).toEqual(body("second"));
  });

  it("comes in the order of first want", async () => {
    const { deliveries } = at().store;
    for (const subject of ["s3", "s1", "s2"]) await deliveries.want([wanted({ subject })]);
    await deliveries.want([wanted({ subject: "s3" }, { revision: 2 })]);
    await held(at());
    expect((await deliveries.due("desk", 10)).map((due) => due.key.subject)).toEqual(["s3", "s1", "s2"]);
    expect((await deliveries.due("desk", 2)).map((due) => due.key.subject)).toEqual(["s3", "s1"]);
  });

  it("holds a note back until its alert has a reference, and then names it", async () => {
    const { deliveries } = at().store;
    await deliveries.want([wanted(NOTE), wanted()]);
    await held(at());
    expect((await onlyDue(at())).key.kind).toBe("alert");
    await tryOnce(at(), wanted().key, SENT);
    expect(await onlyDue(at())).toMatchObject({ key: { kind: "note" }, parent: "m1" });
  });

  it("does not wake for a note whose alert is not there", async () => {
    const { deliveries } = at().store;
    await deliveries.want([wanted(NOTE), wanted({ channel: "ops" })]);
    await deliveries.syncChannels([{ id: "desk", account: null, settings: "1" }]);
    expect(await deliveries.nextDueInMs(["desk"])).toBeNull();
    expect(await deliveries.claimChannel({ owner: "one", leaseMs: LEASE_MS, channels: ["desk"] })).toBeNull();
  });
});

onEveryStore("a delivery's short key", (at) => {
  it("is 25 characters of a-z and 0-9, unlike for any other key and alike everywhere", async () => {
    const keys = [wanted().key, wanted({ ordinal: "2" }).key, wanted({ subject: "s1\u0001" }).key, wanted(NOTE).key];
    const short = keys.map(shortKey);
    expect(new Set(short).size).toBe(keys.length);
    for (const key of short) expect(key).toMatch(/^[a-z0-9]{25}$/);
    await at().store.deliveries.want([wanted()]);
    await held(at());
    expect((await onlyDue(at())).shortKey).toBe(short[0]);
  });
});
