/** Takes changed configuration files into force while the bot runs; what is wrong leaves the old ones in force. */
import { asWatchdeskError } from "../errors.js";
import type { Log } from "../ports.js";
import type { Config } from "./load.js";
import { type Problem, refusal } from "./problems.js";
import type { ConfigSource } from "./source.js";

export interface ReloadDeps {
  source: ConfigSource;
  /** The configuration that the bot began with. */
  begin: Config;
  /** Takes the configuration into force as a whole; throws where it cannot, and then nothing has changed. */
  apply(next: Config): Promise<void>;
  /** Tells the operators: what is wrong, and null when all is good again. */
  tell(complaint: string | null): Promise<void>;
  log: Log;
}

/**
 * Looks whether files have changed; reads them once they stand still from one look to the next, so that a file that is
 * being written is not taken for a wrong one. Never throws for a bad file. Not to be called twice at once.
 */
export function createReload({ source, begin, apply, tell, log }: ReloadDeps): () => Promise<void> {
  let current = begin;
  let complaint: string | null = null;
  let pending: string | null = null;

  async function takeUp(): Promise<void> {
    const next = source.load();
    const wrong = newProblems(current.problems, next.problems);
    if (wrong.length > 0) throw refusal(wrong);
    await apply(next);
    current = next;
  }

  return async () => {
    const changed = await source.changed();
    const settled = changed !== null && changed === pending;
    pending = changed;
    if (!settled) return;
    pending = null;
    try {
      await takeUp();
    } catch (error) {
      const { code, message } = asWatchdeskError(error);
      if (code !== "config") throw error;
      if (message === complaint) return;
      complaint = message;
      const said = "the changed configuration is wrong; the old one stays in force";
      log.error({ stage: "config", reason: message }, said);
      return tell(message);
    }
    log.info({}, "the changed configuration is in force");
    if (complaint !== null) await tell(null);
    complaint = null;
  };
}

/** At a start what is good runs beside what is wrong; a change that brings a mistake of its own changes nothing. */
function newProblems(before: Problem[], now: Problem[]): Problem[] {
  // Not by line: a mistake that was there moves when lines are added above it.
  const keyOf = ({ file, message, id }: Problem) => JSON.stringify([file, message, id]);
  const known = new Set(before.map(keyOf));
  return now.filter((problem) => !known.has(keyOf(problem)));
}
