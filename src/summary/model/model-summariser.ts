/** A summary that a language model writes, every sentence checked against what it cites, else the extractive one. */
import { createHash } from "node:crypto";
import type { Summary, SummarySentence } from "../../model.js";
import type { Log, Summariser, SummaryRequest } from "../../ports.js";
import type { Ask } from "./ask.js";
import type { Budget } from "./budget.js";
import { failureOf, mayHaveCost } from "./failure.js";
import { faultOf, translates } from "./grounding.js";
import { type ModelWords, type NumberedSentence, numberSentences, parseAnswer, questionOf } from "./question.js";

export interface ModelSummariserDeps {
  ask: Ask;
  /** Serves whenever the model does not. */
  fallback: Summariser;
  budget: Budget;
  log: Log;
  /** For one answer, in ms. */
  timeoutMs: number;
  /** The team's language as BCP 47; articles in it are not translated. Null never translates. */
  translateTo: string | null;
}

/** Counted for an answer whose server does not say: characters by four, the usual rule of thumb for English. */
const CHARS_PER_TOKEN = 4;

/** Answers kept: a story is drawn for every channel and again for every edit, mostly with the same texts. */
const KEPT_ANSWERS = 200;

/**
 * Never fails because of the model: no budget, no answer in time, an error, a form that is not kept or nothing that
 * stands in the sources all give the fallback, with a line in the log that says why. The same request is asked once.
 */
export function createModelSummariser(deps: ModelSummariserDeps): Summariser {
  const kept = new Map<string, Promise<Summary | string>>();
  return {
    async summarise(request, signal) {
      const numbered = numberSentences(request);
      if (numbered.length === 0 || request.maxSentences < 1) return deps.fallback.summarise(request, signal);
      const key = createHash("sha256").update(JSON.stringify(request)).digest("base64");
      const asked = kept.get(key) ?? written(deps, request, numbered, signal);
      kept.set(key, asked);
      const [oldest] = kept.keys();
      if (kept.size > KEPT_ANSWERS && oldest !== undefined) kept.delete(oldest);
      const outcome = await asked;
      if (typeof outcome !== "string") return outcome;
      kept.delete(key);
      deps.log.warn(
        { stage: "summarise", reason: outcome },
        "the model gave no summary; sentences of the source serve",
      );
      return deps.fallback.summarise(request, signal);
    },
  };
}

/** The summary, or why there is none. */
async function written(
  deps: ModelSummariserDeps,
  request: SummaryRequest,
  numbered: readonly NumberedSentence[],
  signal: AbortSignal,
): Promise<Summary | string> {
  if (!deps.budget.allows()) return "the day's budget is spent";
  const translateTo = needsTranslation(request, deps.translateTo) ? deps.translateTo : null;
  const question = questionOf(request, numbered, translateTo);
  const asked = question.system.length + question.prompt.length;
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(deps.timeoutMs)]);
    const { text, tokens } = await deps.ask(question, limit);
    await deps.budget.spend(tokens || Math.ceil((asked + text.length) / CHARS_PER_TOKEN));
    const words = parseAnswer(text);
    if (words === null) return "the answer is not in the form asked for";
    return checked(words, request, numbered, translateTo, deps.log);
  } catch (error) {
    if (mayHaveCost(error)) await deps.budget.spend(Math.ceil(asked / CHARS_PER_TOKEN));
    return failureOf(error, { section: "summary.model", timeoutMs: deps.timeoutMs, ended: signal.aborted });
  }
}

function needsTranslation(request: SummaryRequest, translateTo: string | null): boolean {
  const own = request.articles[0]?.language?.slice(0, 2).toLowerCase();
  return translateTo !== null && own !== translateTo.slice(0, 2).toLowerCase();
}

/** The sentences that stand in what they cite, within the request's limits. */
function checked(
  words: ModelWords,
  request: SummaryRequest,
  numbered: readonly NumberedSentence[],
  translateTo: string | null,
  log: Log,
): Summary | string {
  const several = request.articles.length > 1;
  const sentences: SummarySentence[] = [];
  const translated: string[] = [];
  let room = request.maxChars;
  for (const [at, { text, cites }] of words.sentences.entries()) {
    const sources = cites.flatMap((number) => numbered[number - 1] ?? []);
    const given = sources.map((source) => source.text).join("\n");
    const fault = sources.length === 0 || sources.length < cites.length ? "citation" : faultOf(text, given);
    if (fault !== null) {
      log.info({ fault }, "a sentence of the model is not supported by what it cites and was dropped");
      continue;
    }
    const line = text.replace(/\s+/gu, " ").trim();
    if (sentences.length >= request.maxSentences || line.length > room) continue;
    room -= line.length + 1;
    const { start, end, article } = sources[0]!;
    sentences.push(several ? { text: line, start, end, article } : { text: line, start, end });
    const other = words.translation?.sentences[at];
    if (other !== undefined && translates(other, line, `${given}\n${text}`, translateTo)) translated.push(other.trim());
  }
  if (sentences.length === 0) return "no sentence stands in what it cites";
  const summary: Summary = { sentences, method: "model" };
  if (translateTo === null || translated.length < sentences.length) return summary;
  const title = words.translation?.title ?? "";
  const original = request.articles[0]?.title ?? "";
  const headline = translates(title, original, original, translateTo) ? title.trim() : null;
  return { ...summary, translation: { language: translateTo, headline, sentences: translated } };
}
