/** Vectors of texts from a server that may be slow, broken or gone: whatever it does, a placement goes on. */
import type { Meaning } from "../model.js";
import type { Clock, Embedder, Log } from "../ports.js";
import type { Budget } from "../summary/model/budget.js";
import { failureOf, mayHaveCost } from "../summary/model/failure.js";
import type { AskVector } from "./ask-vector.js";
import { wholeNumbers } from "./whole-numbers.js";

export interface EmbedderDeps {
  ask: AskVector;
  /** The model's name: vectors of two models are never compared. */
  model: string;
  budget: Budget;
  clock: Pick<Clock, "now">;
  log: Log;
  /** The longest that one placement waits, ms. */
  timeoutMs: number;
}

/** Characters of a text that are sent: title and lead. Most models read 512 tokens and ignore the rest. */
const MOST_CHARS = 1_500;
/** Tokens that are counted where the server does not say: of letters of one byte four make one, of others one or two. */
const CHARS_PER_TOKEN = 2;
/** After so many failures in a row the server is left alone for a while, so that not every placement waits for it. */
const FAILURES = 3;
const REST_MS = 60_000;

export function createEmbedder(deps: EmbedderDeps): Embedder {
  const { ask, model, budget, clock, log, timeoutMs } = deps;
  let failures = 0;
  let restsUntil = Number.NEGATIVE_INFINITY;
  let length: number | null = null;

  function failed(reason: string): null {
    failures += 1;
    const rests = failures >= FAILURES;
    if (rests) {
      restsUntil = clock.now() + REST_MS;
      length = null; // another model may stand behind the name by then
    }
    const hint = rests
      ? `it is asked again in ${REST_MS / 1_000} s; see stories.embedding in watchdesk.yaml`
      : "the placement went on without it";
    log.warn({ stage: "group", reason, hint }, "no vector from the embedding server");
    return null;
  }

  function checked(values: number[]): Meaning | string {
    const meaning = wholeNumbers(model, values);
    if (meaning === null) return "what it gave is no vector";
    if (length !== null && values.length !== length)
      return `its vectors had ${length} values, this has ${values.length}`;
    length = values.length;
    return meaning;
  }

  return {
    async embed(text) {
      const words = text.slice(0, MOST_CHARS);
      if (clock.now() < restsUntil || !budget.allows()) return null;
      const guess = Math.ceil(words.length / CHARS_PER_TOKEN);
      try {
        const { values, tokens } = await ask(words, AbortSignal.timeout(timeoutMs));
        await budget.spend(tokens || guess);
        const answer = checked(values);
        if (typeof answer === "string") return failed(answer);
        failures = 0;
        return answer;
      } catch (error) {
        if (mayHaveCost(error)) await budget.spend(guess);
        return failed(failureOf(error, { section: "stories.embedding", timeoutMs, ended: false }));
      }
    },
  };
}
