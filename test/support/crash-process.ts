/** The bot as a child process, as it ships: started, killed at an instant, told to end. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

const MAIN = join(import.meta.dirname, "../../dist/main.js");
/** A start takes well under a second on an idle machine; a loaded one may take its time. */
const READY_WITHIN_MS = 60_000;

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface BotProcess {
  pid: number;
  /** Resolves when it has said its greeting; rejects with what it said when it ended before that. */
  ready: Promise<void>;
  ended: Promise<Ended>;
  kill(): Promise<Ended>;
  /** SIGTERM. */
  terminate(): Promise<Ended>;
  /** Everything on standard output and standard error so far. */
  said(): string;
  /** Resolves when it has said something that matches. */
  says(pattern: RegExp, withinMs?: number): Promise<void>;
}

const running = new Set<ChildProcess>();

/** Kills what a failed test has left behind; for afterAll. */
export function killRemaining(): void {
  for (const child of running) child.kill("SIGKILL");
}

export interface BotStart {
  command?: string;
  config: string;
  env?: Record<string, string>;
  /** A module that is loaded before the bot. */
  preload?: string;
}

export function startBot({ command = "run", config, env = {}, preload }: BotStart): BotProcess {
  const imports = preload ? ["--import", preload] : [];
  const child = spawn(process.execPath, [...imports, MAIN, command, "--config", config], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"] ?? "", TZ: "UTC", ...env },
  });
  running.add(child);
  let said = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
      for (const listener of listeners) listener();
    });
  });
  const says = (pattern: RegExp, withinMs = READY_WITHIN_MS) =>
    new Promise<void>((resolve, reject) => {
      const finish = (error?: Error) => {
        listeners.delete(look);
        clearTimeout(timer);
        if (error) reject(error);
        else resolve();
      };
      const look = () => {
        if (pattern.test(said)) finish();
        else if (!running.has(child)) finish(new Error(`the bot ended without saying ${pattern}:\n${said}`));
      };
      const late = () => finish(new Error(`the bot did not say ${pattern} within ${withinMs} ms:\n${said}`));
      const timer = setTimeout(late, withinMs);
      listeners.add(look);
      look();
    });
  const signalled = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  const ready = command === "run" ? says(/Watchdesk polls/) : Promise.resolve();
  ready.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    ready,
    ended,
    kill: () => signalled("SIGKILL"),
    terminate: () => signalled("SIGTERM"),
    said: () => said,
    says,
  };
}

/** Resolves once the condition holds; rejects when it does not within the time. */
export async function until(holds: () => boolean | Promise<boolean>, what: string, withinMs = 60_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`${what}: not within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
