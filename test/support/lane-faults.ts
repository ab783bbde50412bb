/**
 * Each fault of the network through the whole of a channel's delivery: the lane, a store, the notifier and its real
 * client. `WATCHDESK_FAULTS` sets how many messages meet each fault in each moment; a few in each run of the suite.
 */
import { describe, expect, test } from "vitest";
import type { MessageBody } from "../../src/model.js";
import { CHANNEL_LEASE_MS, drainChannel } from "../../src/pipeline/deliver.js";
import type { Notifier } from "../../src/ports.js";
import { alertBody, noteBody } from "./alerts.js";
import type { FaultKind, FaultMoment } from "./chat-faults.js";
import { CHANNEL, depsOf } from "./crash-contract.js";
import { KINDS, MOMENTS, type NotifierHarness, seeded, untilStall } from "./notifier-contract.js";
import { onEveryStore, START, type StoreUnderTest } from "./store-contract.js";

const EACH = Number(process.env["WATCHDESK_FAULTS"] ?? 2);
const PER_MESSAGE_MS = 5_000;
const MAX_ROUNDS = 20;
const MAX_WAIT_MS = 10 * 60_000;
const OWNER = "one";
const PARENT = "parent";

/** Time goes on alike for the store and for the service. */
async function elapse(at: StoreUnderTest, harness: NotifierHarness, ms: number): Promise<void> {
  await at.elapse(ms);
  harness.advance(ms);
}

/** Wants one message, a note under the parent or an alert of its own, and drains until nothing is due any more. */
async function bring(
  at: StoreUnderTest,
  harness: NotifierHarness,
  wanted: { subject: string; note: string | null; body: MessageBody },
  random: () => number,
): Promise<void> {
  const { deliveries } = at.store;
  const { subject, note, body } = wanted;
  const part = note === null ? { kind: "alert" as const, ordinal: "1" } : { kind: "note" as const, ordinal: note };
  await deliveries.want([{ key: { channel: CHANNEL, subject, ...part }, revision: 1, notBeforeMs: 0, body }]);
  const send: Notifier["send"] = (outgoing, signal) =>
    harness.notifier.send(outgoing, AbortSignal.any([signal, untilStall(harness)]));
  const deps = depsOf(at.store, { ...harness.notifier, gapMs: 0, send }, OWNER);
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const claim = await deliveries.claimChannel({ owner: OWNER, leaseMs: CHANNEL_LEASE_MS, channels: [CHANNEL] });
    if (claim !== null) await drainChannel(deps, claim);
    const next = await deliveries.nextDueInMs([CHANNEL]);
    if (next === null) return;
    await elapse(at, harness, Math.max(next, Math.floor(random() * MAX_WAIT_MS)));
  }
  throw new Error("never settled");
}

async function countLane(at: StoreUnderTest, harness: NotifierHarness, kind: FaultKind, moment: FaultMoment) {
  let lost = 0;
  let repeated = 0;
  await at.store.deliveries.syncChannels([{ id: CHANNEL, account: "team", settings: "" }]);
  await bring(at, harness, { subject: PARENT, note: null, body: alertBody({ headline: PARENT }) }, () => 0);
  for (let seed = 1; seed <= EACH; seed += 1) {
    const random = seeded(seed);
    const name = `${kind} ${moment} ${seed}`;
    harness.fail({ kind, moment }, ...(random() < 0.3 ? [{ kind, moment }] : []));
    const asNote = seed % 2 === 0;
    const body = asNote ? noteBody(name) : alertBody({ headline: name });
    await bring(at, harness, { subject: asNote ? PARENT : name, note: asNote ? name : null, body }, random);
    // The text ends there, so that 1 is not counted with 10.
    const count = harness.stored().filter((message) => `${message.text}$`.includes(`${name}$`)).length;
    lost += count === 0 ? 1 : 0;
    repeated += Math.max(0, count - 1);
  }
  return { lost, repeated };
}

/** @param start the harness; on PostgreSQL rows age instead of a clock, so the bot's own time stands still there */
export function describeLaneFaults(
  name: string,
  start: (options: { startAt: number; botTime?: () => number }) => Promise<NotifierHarness>,
): void {
  onEveryStore(`${name}: each of ${EACH} messages through the delivery is lost 0 times and repeated 0 times`, (at) => {
    describe.each(KINDS)("after the fault %s", (kind) => {
      test.each(MOMENTS)(
        "stored %s it",
        async (moment) => {
          const now = Date.now();
          const times = at().kind === "sqlite" ? { startAt: START } : { startAt: now, botTime: Date.now };
          expect(await countLane(at(), await start(times), kind, moment)).toEqual({ lost: 0, repeated: 0 });
        },
        30_000 + EACH * PER_MESSAGE_MS,
      );
    });
  });
}
