/** The default summary: whole sentences of the source, chosen offline. */
import type { Summary, SummarySentence } from "../model.js";
import type { Summariser, SummaryRequest } from "../ports.js";
import { type RankedSentence, rankSentences } from "./rank.js";
import { terms, wordCount } from "./tokens.js";

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

/** How a sentence ends; a segment that does not, among such that do, is a heading or a line of the page. */
const STOPPED = /[.!?…。！？]["”’»」』)\]]*$/u;
const STOPPED_SHARE = 0.5;
/** More new words than this add nothing to the choice: the longest sentence is not the best. */
const MOST_ADDED = 13;

interface Candidate extends RankedSentence {
  article: string;
  /** In the language of the first report. */
  home: boolean;
  /** NEW, with 1 more for a sentence that ends as one; less than NEW for what the headline says already. */
  says: number;
}
const NEW = 2;
/** New, and a whole sentence. */
const SAYS_MORE = 3;

/**
 * Chooses whole sentences as exact spans of the articles' texts.
 *
 * One article gives its best sentences in its own order; several give one each from those that add most. When any
 * sentence that fits holds a watched name, the first chosen does, unless it only repeats the headline and another says
 * more. The summary is empty when no sentence fits into `maxChars`, or none says more than the headline.
 */
export function summarise(request: SummaryRequest): Summary {
  const several = request.articles.length > 1;
  const headlines = headlinesOf(request);
  const candidates = request.articles.slice(0, MOST_ARTICLES).flatMap((article): Candidate[] => {
    const ranked = rankSentences(article, request.terms);
    const stopped = ranked.filter(({ text }) => STOPPED.test(text)).length >= ranked.length * STOPPED_SHARE;
    const home = languageOf(article) === languageOf(request.articles[0]!);
    return ranked
      .filter(({ text }) => text.length <= request.maxChars && !headlines.isOne(text))
      .map((sentence) => ({
        ...sentence,
        article: article.id,
        home,
        says: Number(!headlines.isRepeatedBy(sentence)) * NEW + Number(!stopped || STOPPED.test(sentence.text)),
      }));
  });
  const chosen = several ? chooseOfSeveral(candidates, request) : chooseOfOne(candidates, request);
  return { sentences: chosen.map((candidate) => asSentence(candidate, several)), method: "extractive" };
}

function languageOf({ language }: SummaryRequest["articles"][number]): string | undefined {
  return language?.slice(0, 2).toLowerCase();
}

/** A name counts before anything else, but not where the headline tells it and the sentence no more than that. */
function order(a: Candidate, b: Candidate): number {
  const named = Number(b.names > 0 && b.says >= NEW) - Number(a.names > 0 && a.says >= NEW);
  return named || b.says - a.says || Number(b.names > 0) - Number(a.names > 0) || byScore(a, b);
}

/** Scores of two languages do not compare: that of the first report goes first. */
function byScore(a: Candidate, b: Candidate): number {
  return Number(b.home) - Number(a.home) || b.score - a.score || a.index - b.index;
}

function chooseOfOne(candidates: readonly Candidate[], request: SummaryRequest): Candidate[] {
  const byWorth = [...candidates].sort(order);
  const first = byWorth[0];
  if (first === undefined || request.maxSentences < 1) return [];
  if (first.names === 0 && request.maxSentences > 1) {
    const pair = underItsDateline(byWorth, request.maxChars);
    if (pair !== null) return pair;
  }
  // What editors say of a name in an article is one sentence; a longer request asks for the article.
  const alone = request.maxSentences <= DEFAULT_MAX_SENTENCES && first.names > 0;
  const chosen = [first];
  let room = request.maxChars - first.text.length - 1;
  for (const candidate of [...candidates].sort((a, b) => b.says - a.says || byScore(a, b))) {
    if (chosen.length >= request.maxSentences) break;
    if (candidate.says < SAYS_MORE || (alone && !isShortPair(first, candidate))) continue;
    if (candidate.text.length > room || chosen.some((other) => repeatsWithin(candidate, other))) continue;
    chosen.push(candidate);
    room -= candidate.text.length + 1;
  }
  return chosen.sort((a, b) => a.start - b.start);
}

/** The best sentence of all, then of each further origin the best that says something else; who adds most comes first. */
function chooseOfSeveral(candidates: readonly Candidate[], request: SummaryRequest): Candidate[] {
  let left = [...candidates].sort(order);
  const chosen: Candidate[] = [];
  let room = request.maxChars;
  while (chosen.length < request.maxSentences) {
    left = left.filter(
      (one) =>
        one.text.length <= room &&
        !chosen.some((other) => repeatsAcross(one, other)) &&
        (chosen.length === 0 || one.says >= NEW),
    );
    const bests = [...new Map(left.toReversed().map((one) => [one.article, one])).values()];
    const next =
      chosen.length === 0 ? left[0] : bests.sort((a, b) => added(b, chosen) - added(a, chosen) || order(a, b))[0];
    if (next === undefined) break;
    chosen.push(next);
    room -= next.text.length + 1;
  }
  return chosen;
}

/** What a sentence adds to those chosen: counted words that none of them has, before all in the first one's language. */
function added({ terms, home, names }: Candidate, chosen: readonly Candidate[]): number {
  const known = new Set(chosen.flatMap((other) => [...other.terms]));
  const fresh = [...terms].filter((word) => !known.has(word)).length;
  return (
    Number(names > 0) * 2 * MOST_ADDED + Number(home === chosen[0]?.home) * MOST_ADDED + Math.min(fresh, MOST_ADDED - 1)
  );
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

function repeatsWithin(candidate: Candidate, other: Candidate): boolean {
  const most = Math.max(1, candidate.terms.size, other.terms.size);
  return candidate.index === other.index || shared(candidate, other) / most > REPEATS_OWN;
}

function repeatsAcross(candidate: Candidate, other: Candidate): boolean {
  const fewest = Math.max(1, Math.min(candidate.terms.size, other.terms.size));
  return candidate.article === other.article || shared(candidate, other) / fewest > REPEATS_OTHER;
}

function shared(a: Candidate, b: Candidate): number {
  let count = 0;
  for (const word of a.terms) if (b.terms.has(word)) count++;
  return count;
}

/** The headlines of a story, each of which may stand above its summary. */
function headlinesOf({ articles }: SummaryRequest) {
  const titles = articles.map(({ title }) => title).filter((title) => title.trim() !== "");
  const folded = titles.map(fold);
  const words = titles.map((title) => new Set(terms(title)));
  return {
    /** Is it word for word one of them, or a part of one? */
    isOne: (text: string) => folded.some((title) => title.includes(fold(text))),
    /** Does nearly all that it says stand in one of them? */
    isRepeatedBy: (sentence: RankedSentence) => {
      const own = [...sentence.terms];
      return words.some((title) => own.filter((word) => title.has(word)).length >= own.length * REPEATS_TITLE);
    },
  };
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

function asSentence({ text, start, end, article }: Candidate, several: boolean): SummarySentence {
  return several ? { text, start, end, article } : { text, start, end };
}

/** The extractive summary as a Summariser; answers at once and needs no network. */
export function createExtractiveSummariser(): Summariser {
  return { summarise: async (request) => summarise(request) };
}
