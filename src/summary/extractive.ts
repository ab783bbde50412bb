/** The default summary: whole sentences of the source, chosen offline. */
import type { Summary, SummarySentence } from "../model.js";
import type { Summariser, SummaryRequest } from "../ports.js";
import { type RankedSentence, rankSentences } from "./rank.js";
import { wordCount } from "./tokens.js";

/** At most so many sentences and characters in an alert. */
export const DEFAULT_MAX_SENTENCES = 2;
export const DEFAULT_MAX_CHARS = 500;

/** A sentence of which so much stands in the headline says nothing beyond it. */
const REPEATS_TITLE = 0.8;
/** Across articles, a sentence with so much of a chosen one's words says nothing beyond it. */
const REPEATS_OTHER = 0.6;
/** Within an article only a copy is a repetition: sentences that go deeper share words too. */
const REPEATS_OWN = 0.8;
/** A sentence about a watched name stands alone unless it and another about it have so few words together. */
const SHORT_PAIR_WORDS = 22;
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
  const named = byScore.find((candidate) => candidate.names > 0);
  if (named === undefined && !several && request.maxSentences > 1) {
    const pair = underItsDateline(byScore, room);
    if (pair !== null) return pair;
  }
  const first = named ?? byScore[0];
  if (first === undefined || request.maxSentences < 1) return [];
  const take = (candidate: Candidate) => {
    chosen.push(candidate);
    room -= candidate.text.length + 1;
  };
  take(first);
  // What editors say of a name in an article is one sentence; a longer request asks for the article.
  const alone = !several && request.maxSentences <= DEFAULT_MAX_SENTENCES && first.names > 0;
  for (const candidate of byScore) {
    if (chosen.length >= request.maxSentences) break;
    if (alone && !isShortPair(first, candidate)) continue;
    if (candidate.text.length > room || chosen.some((other) => repeats(candidate, other, several))) continue;
    take(candidate);
  }
  return chosen;
}

/** A name that no sentence holds may stand in a dateline: then that and its sentence, or null. */
function underItsDateline(candidates: readonly Candidate[], room: number): Candidate[] | null {
  for (const candidate of candidates) {
    const { filed } = candidate;
    if (filed !== null && candidate.end - filed.start <= room) return [{ ...candidate, ...filed }, candidate];
  }
  return null;
}

function isShortPair(first: Candidate, second: Candidate): boolean {
  return second.names > 0 && wordCount(first.text) + wordCount(second.text) <= SHORT_PAIR_WORDS;
}

function repeats(candidate: Candidate, other: Candidate, several: boolean): boolean {
  if (candidate.article === other.article && (several || candidate.index === other.index)) return true;
  let shared = 0;
  for (const word of candidate.terms) if (other.terms.has(word)) shared++;
  const [a, b] = [candidate.terms.size, other.terms.size];
  return several ? shared / Math.max(1, Math.min(a, b)) > REPEATS_OTHER : shared / Math.max(1, a, b) > REPEATS_OWN;
}

function asSentence({ text, start, end, article }: Candidate, several: boolean): SummarySentence {
  return several ? { text, start, end, article } : { text, start, end };
}

/** The extractive summary as a Summariser; answers at once and needs no network. */
export function createExtractiveSummariser(): Summariser {
  return { summarise: async (request) => summarise(request) };
}
