/** What is counted of each sentence against its article. */
import { terms, wordCount } from "./tokens.js";

export interface SentenceProfile {
  terms: ReadonlySet<string>;
  words: number;
  /** How much of the article's repeated words it holds, between 0 and about 1. */
  centre: number;
  /** Share of its pairs of neighbouring words that come again elsewhere in the article. */
  recurrence: number;
  /** Share of its words that the title has too; 1 for a sentence without counted words. */
  titleShare: number;
  /** 0 or 1: first or second person. */
  voice: number;
  /** 0 or 1: opens with a word that leans on the sentence before. */
  dependent: number;
  figures: number;
  question: number;
  /** 0 or 1: ends in a Korean verb of reporting or finding. */
  reports: number;
}

/** A word of the title counts like so many more of its kind in the text. */
const TITLE_COUNT = 3;
/** Between a sum over words (0), which favours long sentences, and a cosine (.5), which favours short ones. */
const LENGTH_POWER = 0.3;

const VOICE = /(?<!\p{L})(?:I|we|my|our|you|your)(?!\p{L})/iu;
const DEPENDENT = /^["“]?(?:He|She|They|It|But|And|However|That|This|These|Those|His|Her|Their|So|Also)(?!\p{L})/u;
const REPORTS =
  /(?:밝혔|말했|설명했|나타났|발표했|개발했|밝혀졌|나왔|강조했|전했|덧붙였|성공했|밝혀냈|규명했|확인됐|확인했|알려졌|보도했|포착됐|발사했)다\.?["”]?$/u;

/** One profile a sentence, in order. */
export function articleProfile(sentences: readonly string[], title: string): SentenceProfile[] {
  const words = sentences.map(terms);
  const titleTerms = new Set(terms(title));
  const centre = centroid(words, titleTerms);
  const pairs = sentences.map(pairsOf);
  const spread = countSets(pairs);
  return sentences.map((text, at) => {
    const own = new Set(words[at]);
    const shared = [...own].filter((word) => titleTerms.has(word)).length;
    const again = [...pairs[at]!].filter((pair) => spread.get(pair)! > 1).length;
    return {
      terms: own,
      words: wordCount(text),
      centre: centre(own),
      recurrence: again / Math.max(1, pairs[at]!.size),
      titleShare: own.size === 0 ? 1 : shared / own.size,
      voice: Number(VOICE.test(text)),
      dependent: Number(DEPENDENT.test(text)),
      figures: Number(/\p{N}/u.test(text)),
      question: Number(/[?？]["”’]?$/u.test(text)),
      reports: Number(REPORTS.test(text)),
    };
  });
}

/** Weight of a sentence's words among the article's repeated ones (centroid as in MEAD; Radev et al. 2004). */
function centroid(sentences: readonly string[][], title: ReadonlySet<string>): (own: ReadonlySet<string>) => number {
  const counts = new Map<string, number>();
  for (const words of sentences) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const word of title) counts.set(word, (counts.get(word) ?? 0) + TITLE_COUNT);
  let square = 0;
  for (const count of counts.values()) square += Math.log(count) ** 2;
  const norm = Math.sqrt(square) || 1;
  return (own) => {
    let sum = 0;
    for (const word of own) sum += Math.log(counts.get(word) ?? 1);
    return sum / norm / Math.max(1, own.size) ** LENGTH_POWER;
  };
}

function pairsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.slice(1).map((word, at) => `${words[at]} ${word}`));
}

function countSets(sets: readonly ReadonlySet<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const set of sets) for (const one of set) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}
