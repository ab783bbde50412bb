import { afterEach, expect, test } from "vitest";
import type { ErrorCode, WatchdeskError } from "../../src/errors.js";
import { createWorkerPool, runAgain, type WorkerPool } from "../../src/workers/pool.js";

interface Ask {
  what: string;
  value?: unknown;
}

let pool: WorkerPool<Ask, unknown> | null = null;

function open(
  options: { deadlineMs?: number; inHand?: number; maxThreads?: number; maxHeapMb?: number; entry?: URL } = {},
) {
  pool = createWorkerPool<Ask, unknown>({
    entry: new URL("./entries/trial.worker.mjs", import.meta.url),
    deadlineMs: 20_000,
    maxThreads: 1,
    maxHeapMb: 64,
    task: "trial",
    ...options,
  });
  return pool;
}

afterEach(async () => {
  await pool?.close();
  pool = null;
});

async function failure(promise: Promise<unknown>): Promise<{ code: ErrorCode; message: string; hint: string | null }> {
  const error = await promise.then(
    () => expect.unreachable("it should have failed"),
    (reason: WatchdeskError) => reason,
  );
  return { code: error.code, message: error.message, hint: error.hint };
}

test("the result of the work comes back", async () => {
  expect(await open().run({ what: "echo", value: { deep: ["북한"] } })).toEqual({ deep: ["북한"] });
});

test("tasks beyond the number of threads wait and are all answered, each with its own result", async () => {
  const { run } = open({ maxThreads: 2 });
  const values = Array.from({ length: 50 }, (_, i) => i);
  expect(await Promise.all(values.map((value) => run({ what: "echo", value })))).toEqual(values);
});

test("a transferred buffer is moved, not copied", async () => {
  const bytes = new Uint8Array(1000);
  expect(await open().run({ what: "size", value: bytes }, { transfer: [bytes.buffer] })).toBe(1000);
  expect(bytes.byteLength).toBe(0);
});

test("work over its deadline is a limit, and names task and deadline", async () => {
  const { run } = open({ deadlineMs: 60 });
  expect(await failure(run({ what: "spin" }))).toEqual({
    code: "limit",
    message: "trial: not done within 60 ms",
    hint: null,
  });
});

test("work that computes less than its deadline is not killed for what the clock shows", async () => {
  expect(await open({ deadlineMs: 400 }).run({ what: "idle", value: 800 })).toBe("rested");
});

test("work that stands still for ever is a limit too", async () => {
  expect((await failure(open({ deadlineMs: 40 }).run({ what: "idle" }))).code).toBe("limit");
});

test("after a killed worker the next task is answered by a new one", async () => {
  const { run } = open({ deadlineMs: 60 });
  const spin = failure(run({ what: "spin" }));
  const next = run({ what: "echo", value: 1 });
  expect((await spin).code).toBe("limit");
  expect(await next).toBe(1);
  expect(await run({ what: "echo", value: 2 })).toBe(2);
});

test("waiting behind slow work does not count toward a task's deadline", async () => {
  const { run } = open({ deadlineMs: 80 });
  const spins = [1, 2, 3].map(() => failure(run({ what: "spin" })));
  const last = run({ what: "echo", value: "patient" });
  expect((await Promise.all(spins)).map((error) => error.code)).toEqual(["limit", "limit", "limit"]);
  expect(await last).toBe("patient");
});

test("tasks that a worker has in hand are done one by one and answered each with its own result", async () => {
  const { run } = open({ inHand: 4 });
  const values = Array.from({ length: 20 }, (_, i) => i);
  expect(await Promise.all(values.map((value) => run({ what: "turns", value })))).toEqual(values);
});

test("what a worker has in hand when it is killed for one task is done by another", async () => {
  const { run } = open({ deadlineMs: 80, inHand: 4 });
  const spin = failure(runAgain(2, () => run({ what: "spin" })));
  const echoes = [1, 2, 3, 4, 5].map((value) => runAgain(1, () => run({ what: "echo", value })));
  expect((await spin).code).toBe("limit");
  expect(await Promise.all(echoes)).toEqual([1, 2, 3, 4, 5]);
});

test("what a worker has in hand when its memory ends is done by another", async () => {
  const { run } = open({ maxHeapMb: 32, inHand: 4 });
  const hoard = failure(runAgain(1, () => run({ what: "hoard", value: 1.5 })));
  const echo = runAgain(1, () => run({ what: "echo", value: "spared" }));
  expect(await hoard).toMatchObject({ code: "limit", message: "trial: needs more than 32 MB" });
  expect(await echo).toBe("spared");
});

test("work that hoards memory is a limit and takes nobody with it", async () => {
  const { run } = open({ maxHeapMb: 32 });
  expect(await failure(run({ what: "hoard", value: 1.5 }))).toMatchObject({
    code: "limit",
    message: "trial: needs more than 32 MB",
  });
  expect(await run({ what: "echo", value: "alive" })).toBe("alive");
});

test("an error that the work throws keeps code, message and hint", async () => {
  expect(await failure(open().run({ what: "decline" }))).toEqual({
    code: "input",
    message: "not that",
    hint: "try echo",
  });
});

test("an unforeseen error of the work is internal", async () => {
  expect(await failure(open().run({ what: "?" }))).toEqual({
    code: "internal",
    message: "a fault of ours",
    hint: null,
  });
});

test("a worker that dies by itself is internal and is replaced", async () => {
  const { run } = open();
  expect((await failure(run({ what: "exit" }))).code).toBe("internal");
  expect(await run({ what: "echo", value: 1 })).toBe(1);
});

test("an entry that does not exist fails the task, not the process", async () => {
  const { run } = open({ entry: new URL("./entries/absent.mjs", import.meta.url) });
  expect((await failure(run({ what: "echo" }))).code).toBe("internal");
});

test("closing ends running work", async () => {
  const { run, close } = open();
  const spin = failure(run({ what: "spin" }));
  await close();
  expect((await spin).code).toBe("internal");
});

test("a closed pool takes no task", async () => {
  const { run, close } = open();
  await close();
  expect(await failure(run({ what: "echo" }))).toMatchObject({
    code: "internal",
    message: expect.stringMatching(/closed/),
  });
});
