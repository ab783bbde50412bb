/** What makes a sentence say what is new: position, centre of the article, title, names, form. */
import { nameFinder } from "./names.js";
import { type Sentence, splitSentences } from "./sentences.js";
import { terms, wordCount } from "./tokens.js";

export interface RankedSentence extends Sentence {
  /** Place in the article, from 0. */
  index: number;
  score: number;
  /** How many watched names it holds. */
  names: number;
  /** Its counted words. */
  terms: ReadonlySet<string>;
  /** Share of its words that the title has too, 0 to 1. */
  titleShare: number;
}

/** Sentences looked at; the news of an article is not behind these. */
const MOST_SENTENCES = 400;
/** A summary sentence reads best at about so many words (the middle of editors' highlights is 13, of leads 25). */
const IDEAL_WORDS = 20;

/**
 * Weights of a linear score, fitted once by least squares on English news with editors' highlights and rounded;
 * `position` is halved in Korean, whose leads carry less of the news.
 */
const WEIGHT = {
  position: -0.017,
  length: -0.04,
  nameLate: -0.033,
  voice: -0.015,
  question: -0.02,
  centre: 0.04,
  title: 0.04,
} as const;
const KOREAN_POSITION = 0.5;

export interface RankInput {
  title: string;
  text: string;
  language: string | null;
}

/** Every sentence of an article with its score, in the article's order. */
export function rankSentences(article: RankInput, names: readonly string[]): RankedSentence[] {
  const sentences = splitSentences(article.text, article.language).slice(0, MOST_SENTENCES);
  const finder = nameFinder(names);
  const words = sentences.map((sentence) => terms(sentence.text));
  const centre = centroid(words);
  const title = new Set(terms(article.title));
  const positionWeight = WEIGHT.position * (article.language?.startsWith("ko") ? KOREAN_POSITION : 1);
  return sentences.map((sentence, index) => {
    const own = new Set(words[index]);
    const shared = [...own].filter((word) => title.has(word)).length;
    const first = finder.first(sentence.text);
    const score =
      positionWeight * Math.log1p(index) +
      WEIGHT.length * Math.abs(Math.log((wordCount(sentence.text) + 1) / IDEAL_WORDS)) +
      WEIGHT.nameLate * (first < 0 ? 0 : first / sentence.text.length) +
      WEIGHT.voice * (/\b(I|we|my|our|you|your)\b/iu.test(sentence.text) ? 1 : 0) +
      WEIGHT.question * (/[?？]["”’]?$/u.test(sentence.text) ? 1 : 0) +
      WEIGHT.centre * centre(own) +
      WEIGHT.title * (title.size === 0 ? 0 : shared / Math.sqrt(title.size * Math.max(1, own.size)));
    return {
      ...sentence,
      index,
      score,
      names: finder.count(sentence.text),
      terms: own,
      titleShare: own.size === 0 ? 1 : shared / own.size,
    };
  });
}

/** Cosine of a sentence to the article's repeated words (centroid as in MEAD; Radev et al. 2004). */
function centroid(sentences: readonly string[][]): (words: ReadonlySet<string>) => number {
  const counts = new Map<string, number>();
  for (const words of sentences) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  let square = 0;
  for (const count of counts.values()) square += Math.log(count) ** 2;
  const norm = Math.sqrt(square) || 1;
  return (words) => {
    let dot = 0;
    for (const word of words) dot += Math.log(counts.get(word) ?? 1);
    return dot / norm / Math.sqrt(words.size || 1);
  };
}
