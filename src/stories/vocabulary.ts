import type { Background } from "./background.js";
import { CONCEPT, type Evidence } from "./evidence.js";
import type { Profile, TermCounts } from "./profile.js";

/**
 * Documents of the window that the background weighs as much as: a desk that reads of one country all day soon learns
 * that the country's name says nothing.
 */
const BACKGROUND_WEIGHT = 400;
/** The same where rarity is counted over stories: the news at large says more of a bare headline's words. */
const STORY_BACKGROUND_WEIGHT = 1_500;
/** No term weighs nothing, so that no length is zero. */
const LEAST_IDF = 0.01;
/** No window holds so many items. */
const UNKNOWN = -1;

/** A term of the window with the stories that hold it. */
export interface Term {
  text: string;
  /** The same in every language. */
  concept: boolean;
  /** Share of the background's documents that hold it. */
  share: number;
  /** Items of the window that hold it. */
  items: number;
  /** With what it weighs there: the very counts that the story's profile holds. */
  stories: Map<Profile, TermCounts>;
  /** Its rarity while the window held so many items: a full window's count stands, and most terms' do. */
  idf: number;
  idfFor: number;
  /** The sum over its stories of `rootOf` the items there that hold it. */
  spread: number;
  /** Its rarity over stories, while its spread and that of all items were so much. */
  idfOverStories: number;
  spreadFor: number;
  spreadAllFor: number;
}

/** The sum over all stories of `rootOf` their items; whoever counts an item into a story keeps it. */
export interface Totals {
  spread: number;
}

/**
 * What so many items of one story count when rarity is counted over stories: the square root, in whole hundredths, so
 * that taking an item out leaves no trace. Between one for a story (a word by chance counts as much as its subject) and
 * one for an item (a story of three hundred reports makes its own subject common).
 */
export function rootOf(items: number): number {
  return Math.round(100 * Math.sqrt(items));
}

/** An item's evidence with its terms looked up. */
export interface Reading {
  evidence: Evidence;
  terms: Term[];
  weights: number[];
  byTerm: Map<Term, number>;
  /** Place of each term in the lists. */
  placeOf: Map<Term, number>;
  inTitle: boolean[];
  names: Term[];
  totals: Totals;
}

/** The terms of the window; those that no item holds any more are forgotten. */
export interface Vocabulary {
  /** Looks an item's terms up; what is unknown stays unknown until the item is counted. */
  read(evidence: Evidence): Reading;
  /** Counts an item in; gives its reading with terms that are now known. */
  add(evidence: Evidence): Reading;
  remove(reading: Reading): void;
  /** How much a term tells: the logarithm of its rarity in the window and the background together. */
  idf(term: Term): number;
  /** The same with the window's counts tempered by story: what one large story repeats stays telling. */
  idfOverStories(term: Term): number;
}

/** A vocabulary without items. */
export function createVocabulary(background: Background): Vocabulary {
  const known = new Map<string, Term>();
  const totals: Totals = { spread: 0 };
  let items = 0;

  const fresh = (text: string): Term => ({
    text,
    concept: text.startsWith(CONCEPT),
    share: background.count(text) / background.documents,
    items: 0,
    stories: new Map(),
    idf: 0,
    idfFor: UNKNOWN,
    spread: 0,
    idfOverStories: 0,
    spreadFor: UNKNOWN,
    spreadAllFor: UNKNOWN,
  });

  function lookUp(evidence: Evidence, find: (text: string) => Term): Reading {
    const terms = evidence.terms.map(find);
    const byTerm = new Map(terms.map((term, i) => [term, evidence.weights[i]!]));
    const byText = new Map(evidence.terms.map((text, i) => [text, terms[i]!]));
    return {
      evidence,
      terms,
      weights: evidence.weights,
      byTerm,
      placeOf: new Map(terms.map((term, i) => [term, i])),
      inTitle: evidence.terms.map((text) => evidence.titleTerms.has(text)),
      names: evidence.names.map((text) => byText.get(text)).filter((term) => term !== undefined),
      totals,
    };
  }

  return {
    read: (evidence) => lookUp(evidence, (text) => known.get(text) ?? fresh(text)),
    add(evidence) {
      items += 1;
      return lookUp(evidence, (text) => {
        const term = known.get(text) ?? fresh(text);
        known.set(text, term);
        term.items += 1;
        term.idfFor = UNKNOWN;
        return term;
      });
    },
    remove(reading) {
      items -= 1;
      for (const term of reading.terms) {
        term.items -= 1;
        term.idfFor = UNKNOWN;
        if (term.items === 0) known.delete(term.text);
      }
    },
    idf(term) {
      if (term.idfFor === items) return term.idf;
      const rarity = (items + BACKGROUND_WEIGHT + 1) / (term.items + BACKGROUND_WEIGHT * term.share + 0.5);
      term.idfFor = items;
      term.idf = Math.max(LEAST_IDF, Math.log(rarity));
      return term.idf;
    },
    idfOverStories(term) {
      if (term.spreadFor === term.spread && term.spreadAllFor === totals.spread) return term.idfOverStories;
      const documents = totals.spread / 100 + STORY_BACKGROUND_WEIGHT + 1;
      term.spreadFor = term.spread;
      term.spreadAllFor = totals.spread;
      term.idfOverStories = Math.max(
        LEAST_IDF,
        Math.log(documents / (term.spread / 100 + STORY_BACKGROUND_WEIGHT * term.share + 0.5)),
      );
      return term.idfOverStories;
    },
  };
}
