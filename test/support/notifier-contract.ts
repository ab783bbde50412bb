/**
 * What every notifier must do, run through its real client against its test server. `deliver` plays the pipeline: it
 * repeats a delivery until it is sent or rejected and keeps since when it is unsettled.
 */
import { describe, expect, test } from "vitest";
import type { Outgoing, SendResult } from "../../src/model.js";
import type { Notifier } from "../../src/ports.js";
import { alertBody, noteBody, outgoing } from "./alerts.js";
import type { Fault, FaultKind, FaultMoment } from "./chat-faults.js";

export interface NotifierHarness {
  notifier: Notifier;
  /** The service's and the bot's time. */
  now(): number;
  advance(ms: number): void;
  fail(...faults: Fault[]): void;
  /** The listener is called each time when the service stalls. */
  onStall(listener: () => void): void;
  /** Titles or texts of all messages stored, those in threads included. */
  stored(): { text: string; edits: number }[];
  /** A person deletes every message. */
  deleteAll(): void;
  /** The bot loses the channel. */
  lockOut(): void;
  revokeToken(): void;
}

export const KINDS: FaultKind[] = ["500", "reset", "stall", "half", "half-stall", "html", "429", "429-bare"];
export const MOMENTS: FaultMoment[] = ["before", "after", "while"];
/** Each fault so many times a moment. */
export const SEEDS = 50;

/** How long a service may keep a message whose sender has given up, ms. */
export const UNDER_WAY_MS = 30_000;
/** So long a call may take where a test waits for the client's own patience to end. */
const PATIENCE_MS = 500;

const MAX_TRIES = 12;
export const signal = () => AbortSignal.timeout(20_000);

/**
 * A signal that ends a call as the clients' own time limit does, but in the moment when the service stalls: nobody has to
 * wait, and no call that is merely slow on a busy machine is cut off while its message is under way.
 */
export function untilStall(harness: Pick<NotifierHarness, "onStall">): AbortSignal {
  const controller = new AbortController();
  harness.onStall(() => controller.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError")));
  return AbortSignal.any([controller.signal, signal()]);
}

/** Sends until it is sent or rejected; `waits` gives the pause before each further try, ms. */
export async function deliver(
  harness: NotifierHarness,
  wanted: Outgoing,
  waits: (tries: number) => number,
): Promise<SendResult> {
  let unsettledSince = wanted.unsettledSince;
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const began = harness.now();
    const result = await harness.notifier.send({ ...wanted, unsettledSince }, untilStall(harness));
    if (result.kind !== "retry") return result;
    unsettledSince = result.unsettled ? (unsettledSince ?? began) : null;
    harness.advance(Math.max(waits(tries), result.afterMs ?? 0));
  }
  throw new Error("never sent");
}

/** Numbers in [0, 1) that a seed fixes (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Runs one fault over many seeds; each delivery is an alert or a note, after a wait of up to ten minutes. */
export async function countFaults(
  harness: NotifierHarness,
  kind: FaultKind,
  moment: FaultMoment,
): Promise<{ lost: number; repeated: number }> {
  let lost = 0;
  let repeated = 0;
  const parent = await deliver(harness, outgoing({ key: "parent" }), () => 0);
  if (parent.kind !== "sent") throw new Error("the alert was not sent");
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const random = seeded(seed);
    const name = `${kind} ${moment} ${seed}`;
    const asNote = random() < 0.5;
    const body = asNote ? noteBody(name) : alertBody({ headline: name });
    harness.fail({ kind, moment }, ...(random() < 0.3 ? [{ kind, moment }] : []));
    const key = `${kind.replace("-", "")}${moment}${seed}`;
    await deliver(harness, outgoing({ key, body, parent: asNote ? parent.reference : null }), () =>
      Math.floor(random() * 10 * 60_000),
    );
    // The text ends there, so that 1 is not counted with 10.
    const count = harness.stored().filter((message) => `${message.text}$`.includes(`${name}$`)).length;
    if (count === 0) lost += 1;
    if (count > 1) repeated += count - 1;
  }
  return { lost, repeated };
}

/** The suite. `start` is called in each test, with what it must be able to count. */
export function describeNotifier(
  name: string,
  start: (options?: { timeoutMs: number }) => Promise<NotifierHarness>,
): void {
  describe(`${name} notifier`, () => {
    test("sends an alert and names where it is", async () => {
      const harness = await start();
      const result = await harness.notifier.send(outgoing(), signal());
      expect(result).toMatchObject({ kind: "sent", url: expect.stringMatching(/^https:\/\//) });
      expect(harness.stored()).toHaveLength(1);
    });

    test("edits the alert that is there", async () => {
      const harness = await start();
      const first = await deliver(harness, outgoing(), () => 0);
      if (first.kind !== "sent") throw new Error("not sent");
      const grown = outgoing({ revision: 2, body: alertBody({ headline: "Grown" }), reference: first.reference });
      expect(await harness.notifier.send(grown, signal())).toMatchObject({ kind: "sent", reference: first.reference });
      expect(harness.stored()).toEqual([{ text: expect.stringContaining("Grown"), edits: 1 }]);
    });

    test("puts notes into the alert's thread", async () => {
      const harness = await start();
      const alert = await deliver(harness, outgoing(), () => 0);
      if (alert.kind !== "sent") throw new Error("not sent");
      for (const key of ["n1", "n2"]) {
        const note = outgoing({ key, body: noteBody(`note ${key}`), parent: alert.reference });
        expect(await harness.notifier.send(note, signal())).toMatchObject({ kind: "sent" });
      }
      expect(harness.stored().map((message) => message.text)).toEqual([
        expect.any(String),
        expect.stringContaining("note n1"),
        expect.stringContaining("note n2"),
      ]);
    });

    test("finds a message whose answer was lost hours ago", async () => {
      const harness = await start();
      harness.fail({ kind: "reset", moment: "after" });
      expect(await deliver(harness, outgoing(), () => 5 * 3_600_000)).toMatchObject({ kind: "sent" });
      expect(harness.stored()).toHaveLength(1);
    });

    test("an edit whose answer was lost is repeated on the same message", async () => {
      const harness = await start();
      const first = await deliver(harness, outgoing(), () => 0);
      if (first.kind !== "sent") throw new Error("not sent");
      harness.fail({ kind: "500", moment: "after" });
      await deliver(harness, outgoing({ revision: 2, reference: first.reference }), () => 0);
      expect(harness.stored()).toEqual([{ text: expect.any(String), edits: 2 }]);
    });

    test("what a person deleted is not sent again", async () => {
      const harness = await start();
      const first = await deliver(harness, outgoing(), () => 0);
      if (first.kind !== "sent") throw new Error("not sent");
      harness.deleteAll();
      const again = await harness.notifier.send(outgoing({ revision: 2, reference: first.reference }), signal());
      expect(again).toMatchObject({ kind: "rejected", scope: "delivery" });
      expect(harness.stored()).toHaveLength(0);
    });

    test("a channel that is closed to the bot is rejected with a hint", async () => {
      const harness = await start();
      harness.lockOut();
      const result = await harness.notifier.send(outgoing(), signal());
      expect(result).toMatchObject({ kind: "rejected", scope: "channel", hint: expect.any(String) });
    });

    test("a revoked token rejects the channel, again and again for the same reason", async () => {
      const harness = await start();
      harness.revokeToken();
      const results = [
        await harness.notifier.send(outgoing(), signal()),
        await harness.notifier.send(outgoing(), signal()),
      ];
      expect(results[0]).toMatchObject({ kind: "rejected", scope: "channel", hint: expect.any(String) });
      expect(results[1]).toEqual(results[0]);
    });

    test("a rate limit is a retry after as long as the service asks", async () => {
      const harness = await start();
      harness.fail({ kind: "429", moment: "before", retryAfter: 7 });
      const result = await harness.notifier.send(outgoing(), signal());
      expect(result).toMatchObject({ kind: "retry", scope: "channel", unsettled: false });
      if (result.kind === "retry") expect(result.afterMs).toBeGreaterThanOrEqual(7000);
    });

    test("a limit that an edit meets holds edits back, and no post", async () => {
      const harness = await start();
      const first = await deliver(harness, outgoing(), () => 0);
      if (first.kind !== "sent") throw new Error("not sent");
      const edit = () => harness.notifier.send(outgoing({ revision: 2, reference: first.reference }), signal());
      harness.fail({ kind: "429", moment: "before", retryAfter: 7 });
      expect(await edit()).toMatchObject({ kind: "retry", scope: "delivery", unsettled: false });
      expect(await edit()).toMatchObject({ kind: "retry", scope: "delivery", reason: "over the limit of edits" });
      expect(await harness.notifier.send(outgoing({ key: "k2" }), signal())).toMatchObject({ kind: "sent" });
      harness.advance(8_000);
      // Discord's client itself still waits, by a clock that no test moves.
      expect(await edit()).not.toMatchObject({ reason: "over the limit of edits" });
    });

    test("a limit in a later try leaves an earlier one unsettled", async () => {
      const harness = await start();
      harness.fail(
        { kind: "reset", moment: "after" },
        { kind: "429", moment: "before" },
        { kind: "500", moment: "before" },
      );
      await deliver(harness, outgoing(), () => 1000);
      expect(harness.stored()).toHaveLength(1);
    });

    test("an aborted send says that it is unsettled and ends at once", async () => {
      const harness = await start();
      harness.fail({ kind: "stall", moment: "after" });
      const controller = new AbortController();
      const sending = harness.notifier.send(outgoing(), controller.signal);
      controller.abort();
      expect(await sending).toMatchObject({ kind: "retry" });
    });

    test.each(["stall", "half-stall"] as const)("an answer that does not come ends by itself (%s)", async (kind) => {
      const harness = await start({ timeoutMs: PATIENCE_MS });
      harness.fail({ kind, moment: "after" });
      const result = await harness.notifier.send(outgoing(), signal());
      expect(result).toMatchObject({ kind: "retry", unsettled: true });
    });

    test("nothing is sent once the signal has aborted", async () => {
      const harness = await start();
      const result = await harness.notifier.send(outgoing(), AbortSignal.abort());
      expect(result).toMatchObject({ kind: "retry", unsettled: false });
      expect(harness.stored()).toHaveLength(0);
    });

    describe.each(KINDS)("after the fault %s", (kind) => {
      test.each(MOMENTS)(
        `${SEEDS} messages that are stored %s it are lost 0 times and repeated 0 times`,
        async (moment) => {
          expect(await countFaults(await start(), kind, moment)).toEqual({ lost: 0, repeated: 0 });
        },
      );
    });
  });
}
