import type { Background } from "./background.js";
import { CONCEPT, type Evidence } from "./evidence.js";
import type { Profile } from "./profile.js";

/**
 * Documents of the window that the background weighs as much as: a desk that reads of one country all day soon learns
 * that the country's name says nothing.
 */
const BACKGROUND_WEIGHT = 400;
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
  stories: Set<Profile>;
  /** Its rarity while the window held so many items: a full window's count stands, and most terms' do. */
  idf: number;
  idfFor: number;
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
}

/** A vocabulary without items. */
export function createVocabulary(background: Background): Vocabulary {
  const known = new Map<string, Term>();
  let items = 0;

  const fresh = (text: string): Term => ({
    text,
    concept: text.startsWith(CONCEPT),
    share: background.count(text) / background.documents,
    items: 0,
    stories: new Set(),
    idf: 0,
    idfFor: UNKNOWN,
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
  };
}
