/** The default summary: whole sentences of the source, chosen offline. */
import type { Summary, SummarySentence } from "../model.js";
import type { Summariser, SummaryRequest } from "../ports.js";
import { type RankedSentence, rankSentences } from "./rank.js";

/** At most so many sentences and characters in an alert. */
export const DEFAULT_MAX_SENTENCES = 2;
export const DEFAULT_MAX_CHARS = 500;

/** A sentence of which so much stands in the headline says nothing beyond it. */
const REPEATS_TITLE = 0.8;
/** A sentence that shares so much with one already chosen says nothing beyond that. */
const REPEATS_CHOSEN = 0.6;
/** With a watched name in it, a sentence of so many characters needs no second one beside it. */
const ENOUGH_CHARS = 60;
/** Articles looked at for one story. */
const MOST_ARTICLES = 8;

interface Candidate extends RankedSentence {
  article: string;
}

/**
 * Chooses whole sentences as exact spans of the articles' texts.
 *
 * One article gives its best sentences in its own order; several give one each from those that add most. When any
 * sentence that fits holds a watched name, the first chosen does. The headline is not repeated. The summary is empty
 * when no sentence fits into `maxChars`.
 */
export function summarise(request: SummaryRequest): Summary {
  const several = request.articles.length > 1;
  const candidates = request.articles
    .slice(0, MOST_ARTICLES)
    .flatMap((article) =>
      rankSentences(article, request.terms).map((sentence): Candidate => ({ ...sentence, article: article.id })),
    )
    .filter((candidate) => candidate.text.length <= request.maxChars);
  const fresh = candidates.filter((candidate) => candidate.titleShare < REPEATS_TITLE || candidate.names > 0);
  const chosen = choose(fresh.length > 0 ? fresh : candidates, request, several);
  if (!several) chosen.sort((a, b) => a.start - b.start);
  return { sentences: chosen.map((candidate) => asSentence(candidate, several)), method: "extractive" };
}

function choose(candidates: Candidate[], request: SummaryRequest, several: boolean): Candidate[] {
  const chosen: Candidate[] = [];
  let room = request.maxChars;
  const byScore = [...candidates].sort((a, b) => b.score - a.score || a.index - b.index);
  const first = byScore.find((candidate) => candidate.names > 0) ?? byScore[0];
  if (first === undefined || request.maxSentences < 1) return [];
  const take = (candidate: Candidate) => {
    chosen.push(candidate);
    room -= candidate.text.length + 1;
  };
  take(first);
  if (!several && request.maxSentences <= DEFAULT_MAX_SENTENCES && first.names > 0 && first.text.length >= ENOUGH_CHARS)
    return chosen;
  for (const candidate of byScore) {
    if (chosen.length >= request.maxSentences) break;
    if (candidate.text.length > room || chosen.some((other) => repeats(candidate, other, several))) continue;
    take(candidate);
  }
  return chosen;
}

function repeats(candidate: Candidate, other: Candidate, several: boolean): boolean {
  if (candidate.article === other.article && (several || candidate.index === other.index)) return true;
  let shared = 0;
  for (const word of candidate.terms) if (other.terms.has(word)) shared++;
  return shared / Math.max(1, Math.min(candidate.terms.size, other.terms.size)) > REPEATS_CHOSEN;
}

function asSentence({ text, start, end, article }: Candidate, several: boolean): SummarySentence {
  return several ? { text, start, end, article } : { text, start, end };
}

/** The extractive summary as a Summariser; answers at once and needs no network. */
export function createExtractiveSummariser(): Summariser {
  return { summarise: async (request) => summarise(request) };
}
