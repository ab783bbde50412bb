/**
 * Processes killed by SIGKILL before, in and after a send, one after another over one store. `WATCHDESK_KILLS` sets how
 * many; a few in each run of the suite.
 */
import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, inject, onTestFinished, test } from "vitest";
import type { Fault } from "./chat-faults.js";
import { createDatabase } from "./postgres.js";

const KILLS = Number(process.env["WATCHDESK_KILLS"] ?? 2);
const PATIENCE_MS = 60_000;

export interface KillTarget {
  platform: "slack" | "discord";
  apiUrl: string;
  token: string;
  channelId: string;
  next(fault: Fault): void;
  waiting(): number;
  titles(): string[];
}

/** Where the process is when it is killed; `answered`: the answer is on its way, the store has not heard of it. */
const MOMENTS = ["before", "while", "after", "answered"] as const;

/** One process after another over a store; what they share is all they have. */
async function openGround(kind: "sqlite" | "postgres") {
  if (kind === "sqlite") {
    const path = join(tmpdir(), `watchdesk-kill-${randomUUID()}.db`);
    onTestFinished(() => {
      for (const end of ["", "-wal", "-shm", ".lock"]) rmSync(`${path}${end}`, { force: true });
    });
    // A bot that starts on a file frees the claims of the one before.
    return { path, url: null, outlast: async () => {} };
  }
  const url = await createDatabase(inject("postgresUrl"), `kill-${randomUUID()}`);
  const look = new pg.Client({ connectionString: url });
  await look.connect();
  onTestFinished(() => look.end());
  const outlast = async () => {
    await look.query("update channel set claimed_until = 0, next_send_at = 0");
  };
  return { path: "", url, outlast };
}

async function start(target: KillTarget, ground: { path: string; url: string | null }, owner: string) {
  const { platform, apiUrl, token, channelId } = target;
  const task = JSON.stringify({ platform, apiUrl, token, channelId, path: ground.path, url: ground.url, owner });
  const child = fork(join(import.meta.dirname, "delivery-process.mjs"), [task], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  await Promise.race([once(child, "message"), once(child, "exit")]);
  /** Throws when the process ended by itself: nothing more will come of it. */
  const alive = () => {
    if (child.exitCode !== null) throw new Error(`${owner} ended by itself:\n${said}`);
  };
  alive();
  return { child, alive };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

async function until(what: string, check: () => boolean, alive: () => void): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!check()) {
    alive();
    if (performance.now() > deadline) throw new Error(`${what}: not within ${PATIENCE_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

export function describeKills(name: string, target: () => Promise<KillTarget>): void {
  test.each(["sqlite", "postgres"] as const)(
    `${name}: ${KILLS} processes killed around a send lose and repeat nothing (%s)`,
    async (kind) => {
      const at = await target();
      const ground = await openGround(kind);
      // A few kills begin at another moment on each store; many have each moment equally often.
      const offset = kind === "sqlite" ? 0 : 2;
      for (let index = 1; index <= KILLS; index += 1) {
        const { child, alive } = await start(at, ground, `process ${index}`);
        await ground.outlast();
        const left = () => at.titles().length === index - 1 && at.waiting() === 0;
        await until(`what was left before ${index} is brought first`, left, alive);
        const moment = MOMENTS[(offset + index) % MOMENTS.length]!;
        if (moment !== "answered") at.next({ kind: "stall", moment });
        const wanted = Promise.race([once(child, "message"), once(child, "exit")]);
        child.send({ subject: `kill ${index} end` });
        // The stall may hit a repetition of the message before; what was never wanted could not be found again.
        await wanted;
        const reached = () => (moment === "answered" ? at.titles().length >= index : at.waiting() === 0);
        await until(`${index} reaches its moment ${moment}`, reached, alive);
        await kill(child);
        await ground.outlast();
      }
      const last = await start(at, ground, "last");
      await ground.outlast();
      await until("every message stands there", () => at.titles().length >= KILLS, last.alive);
      const titles = at.titles();
      const counts = Array.from(
        { length: KILLS },
        (_, index) => titles.filter((title) => title.includes(`kill ${index + 1} end`)).length,
      );
      expect(counts).toEqual(counts.map(() => 1));
    },
    KILLS * PATIENCE_MS,
  );
}
