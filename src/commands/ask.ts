/** What a chat platform does with a question, whichever it is: once, with an answer in words whatever happens. */
import type { Actor } from "../acts/access.js";
import { asWatchdeskError, type ErrorCode, type WatchdeskError } from "../errors.js";
import type { Clock, Log } from "../ports.js";
import { type Answer, type Command, type CommandContext, type RawInput, readInput } from "./command.js";

export interface AskDeps {
  commands: Command[];
  context(): CommandContext;
  /** True the first time that a question's id is seen; platforms bring some twice. */
  first(id: string): Promise<boolean>;
  clock: Clock;
  log: Log;
}

/** After so long a question is answered with an apology; people look away before. */
export const ANSWER_TIMEOUT_MS = 60_000;

/** What came of what was typed: a watch that is none, an address that does not answer. Whoever typed it can mend it. */
const OF_THE_ASKER: ErrorCode[] = ["usage", "config", "input", "limit", "network", "http", "refused"];

/**
 * Runs a question. Never throws: what is wrong becomes the answer. Null when this question was asked before.
 * @param actor who asks
 * @param read finds the command and its raw values; may throw WatchdeskError (`usage`)
 */
export function ask(
  deps: AskDeps,
  id: string,
  actor: Actor,
  read: () => { command: Command; raw: RawInput },
): Promise<Answer | null> {
  return answerOnce(deps, id, actor, (context) => {
    const { command, raw } = read();
    return command.run(readInput(command, raw), context);
  });
}

/** The same for anything that somebody wants answered: a command, a button. */
export async function answerOnce(
  deps: AskDeps,
  id: string,
  actor: Actor,
  answer: (context: CommandContext) => Promise<Answer>,
): Promise<Answer | null> {
  const done = new AbortController();
  const late = deps.clock.sleep(ANSWER_TIMEOUT_MS, done.signal).then(() => tooLate);
  try {
    return await Promise.race([run(deps, id, actor, answer), late]);
  } finally {
    done.abort();
  }
}

async function run(
  deps: AskDeps,
  id: string,
  actor: Actor,
  answer: (context: CommandContext) => Promise<Answer>,
): Promise<Answer | null> {
  try {
    if (!(await deps.first(id))) return null;
    return await answer({ ...deps.context(), asker: actor.name, person: actor });
  } catch (error) {
    const known = asWatchdeskError(error);
    if (OF_THE_ASKER.includes(known.code)) return problem(known.message, known.hint ?? "Ask help for what there is.");
    return faultOf(deps.log, known);
  }
}

/** For what stands around a question in a listener: should that throw, whoever asked is told so all the same. */
export async function orFault(log: Log, work: () => Promise<Answer | null>): Promise<Answer | null> {
  try {
    return await work();
  } catch (error) {
    return faultOf(log, asWatchdeskError(error));
  }
}

function faultOf(log: Log, { message, hint }: WatchdeskError): Answer {
  log.error({ stage: "command", error: message }, "a question could not be answered");
  return problem("Something went wrong on our side", hint ?? "Try again; the bot's log says what it was.");
}

function problem(title: string, footer: string): Answer {
  return { title, rows: [], footer, data: null };
}

const tooLate = problem(
  "No answer came in time",
  "The store is slow or cannot be reached. What you asked for may yet take effect.",
);
