/** What makes a sentence say what is new: position, the article's centre, title, names, form. */

import { datelines } from "./datelines.js";
import { nameFinder } from "./names.js";
import { articleProfile, type SentenceProfile } from "./profile.js";
import { type Sentence, splitSentences } from "./sentences.js";

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
  /** The dateline before it, where that holds a watched name; it belongs to no sentence. */
  filed: Sentence | null;
}

export interface RankInput {
  title: string;
  text: string;
  language: string | null;
}

/** Sentences looked at; the news of an article is not behind these. */
const MOST_SENTENCES = 400;
/** A sentence about a name reads best at so many words: editors' highlights have 13, leads 25. */
const IDEAL_WORDS = 16;

/**
 * Weights of a linear score for sentences that hold a watched name: fitted on 1,750 English articles with editors'
 * highlights, drawn half-way to plain values and rounded, since finer fits did not carry over from one third of the
 * articles to another.
 */
const NAMED = {
  position: -0.015,
  depth: -0.025,
  nameRank: -0.012,
  nameLate: -0.043,
  nameInLonger: -0.035,
  short: -0.05,
  long: -0.05,
  recurrence: 0.08,
  centre: 0.01,
  voice: -0.016,
  dependent: -0.01,
  figures: 0.005,
} as const;

/**
 * Weights where no name guides the choice, and in languages in which the first sentences carry less of the news
 * (Korean): the centre of the article and its title decide, and who reports it; chosen as the middle of what did well
 * on Korean news of which people had marked the sentences that matter.
 */
const CENTRAL = { centre: 1, position: -0.03, reports: 0.1, voice: -0.05 } as const;
/** Where leads carry the news, position counts more even so. */
const LEAD_POSITION = -0.06;

export type NamedFeatures = Record<keyof typeof NAMED, number>;

interface Described {
  sentence: Sentence;
  profile: SentenceProfile;
  /** What is weighed where it holds a name; null where it holds none. */
  features: NamedFeatures | null;
  names: number;
  filed: Sentence | null;
}

/** Every sentence of an article with its score, in the article's order; datelines are none. */
export function rankSentences(article: RankInput, names: readonly string[]): RankedSentence[] {
  const korean = /[\uac00-\ud7a3]/u.test(article.text.slice(0, 500));
  return describeSentences(article, names).map(({ sentence, profile, features, names, filed }, index) => {
    const score = features !== null && !korean ? namedScore(features) : centralScore(profile, index, korean);
    const { terms, titleShare } = profile;
    return { ...sentence, index, score, names, terms, titleShare, filed };
  });
}

/** What the ranking weighs of each sentence; for studies of the weights too. */
export function describeSentences(article: RankInput, names: readonly string[]): Described[] {
  const all = splitSentences(article.text, article.language).slice(0, MOST_SENTENCES);
  const filedAt = new Set(datelines(article.text).map(([start]) => start));
  const sentences = all.filter(({ start }) => !filedAt.has(start));
  const finder = nameFinder(names);
  const profiles = articleProfile(
    sentences.map((sentence) => sentence.text),
    article.title,
  );
  let named = 0;
  return sentences.map((sentence, index) => {
    const profile = profiles[index]!;
    const first = finder.first(sentence.text);
    const place = { index, depth: index / sentences.length, named };
    const features = first && namedFeatures(profile, { ...place, late: first.start / sentence.text.length, ...first });
    if (first !== null) named++;
    const before = all[all.indexOf(sentence) - 1];
    const filed = before && filedAt.has(before.start) && finder.first(before.text) !== null ? before : null;
    return { sentence, profile, features, names: finder.count(sentence.text), filed };
  });
}

interface Place {
  index: number;
  /** Position in the article, 0 to 1. */
  depth: number;
  /** How many sentences before it hold a name. */
  named: number;
  /** Where in the sentence the first name stands, 0 to 1. */
  late: number;
  /** That name is a part of another's. */
  inLonger: boolean;
}

function namedFeatures(profile: SentenceProfile, { index, depth, named, late, inLonger }: Place): NamedFeatures {
  const { recurrence, centre, voice, dependent, figures } = profile;
  const length = Math.log((profile.words + 1) / IDEAL_WORDS);
  return {
    position: Math.log1p(index),
    depth,
    nameRank: Math.log1p(named),
    nameLate: late,
    nameInLonger: Number(inLonger),
    short: Math.max(0, -length),
    long: Math.max(0, length),
    recurrence,
    centre,
    voice,
    dependent,
    figures,
  };
}

function namedScore(features: NamedFeatures): number {
  let score = 0;
  for (const name of Object.keys(NAMED) as (keyof typeof NAMED)[]) score += NAMED[name] * features[name];
  return score;
}

function centralScore(profile: SentenceProfile, index: number, korean: boolean): number {
  return (
    CENTRAL.centre * profile.centre +
    (korean ? CENTRAL.position : LEAD_POSITION) * Math.log1p(index) +
    CENTRAL.reports * profile.reports +
    CENTRAL.voice * (profile.voice + profile.question)
  );
}
