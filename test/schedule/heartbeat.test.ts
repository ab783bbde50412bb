import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startHeartbeat } from "../../src/schedule/heartbeat.js";

const DAY_MS = 86_400_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const unheard = (error: unknown) => {
  throw error;
};

test("a beat comes every period until it is stopped", async () => {
  let beats = 0;
  const heartbeat = startHeartbeat(1_000, async () => void beats++, unheard);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(beats).toBe(3);
  await heartbeat.stop();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(beats).toBe(3);
});

test.each([DAY_MS, -DAY_MS])("a clock that jumps by %i ms neither stops nor multiplies the beats", async (jump) => {
  let beats = 0;
  const heartbeat = startHeartbeat(1_000, async () => void beats++, unheard);
  await vi.advanceTimersByTimeAsync(2_000);
  vi.setSystemTime(Date.now() + jump);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(beats).toBe(7);
  await heartbeat.stop();
});

test("no beat overtakes the last", async () => {
  const ends: (() => void)[] = [];
  const heartbeat = startHeartbeat(1_000, () => new Promise<void>((resolve) => ends.push(resolve)), unheard);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(ends.length).toBe(1);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ends.length).toBe(2);
  ends[1]?.();
  await heartbeat.stop();
});

test("a beat that throws is told, and the next one comes", async () => {
  const errors: unknown[] = [];
  const beat = () => Promise.reject(new Error("no store"));
  const heartbeat = startHeartbeat(1_000, beat, (error) => errors.push(error));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(errors).toEqual([new Error("no store"), new Error("no store")]);
  await heartbeat.stop();
});

test("stopping waits for the beat under way", async () => {
  const order: string[] = [];
  let end = () => {};
  const beat = () =>
    new Promise<void>((resolve) => {
      end = () => {
        order.push("beat");
        resolve();
      };
    });
  const heartbeat = startHeartbeat(1_000, beat, unheard);
  await vi.advanceTimersByTimeAsync(1_000);
  const stopped = heartbeat.stop().then(() => order.push("stopped"));
  end();
  await stopped;
  expect(order).toEqual(["beat", "stopped"]);
});
