import type { StoryItem } from "../model.js";
import { bareText, bareTitle, isAnalysis, isRoundUp } from "./cues.js";
import { datesNamed } from "./dates.js";
import type { Glossary, Named } from "./glossary.js";
import { wordsOfAddress } from "./identity.js";
import { quantitiesIn } from "./numbers.js";
import { piecesOf } from "./pieces.js";
import { type Script, scriptOf } from "./script.js";
import { MAX_TEXT_CHARS, termsOf } from "./tokens.js";

/** Weights of a term by where it stands; the study gives what they are worth. */
const TITLE_WEIGHT = 1;
const CONCEPT_WEIGHT = 0.8;
const LEAD_WEIGHT = 0.6;
const BODY_WEIGHT = 0.36;
const LEAD_TERMS = 40;
/** A title of so few terms says little by itself. */
const SHORT_TITLE = 4;
/** Fewer terms than this are no text to judge by. */
const TEXT_TERMS = 9;

/** What a concept's term begins with; no word does. */
export const CONCEPT = "=";

/** An item as evidence: everything by which it can be like or unlike a story. */
export interface Evidence {
  terms: string[];
  weights: number[];
  /** Weight of each term; the same as the two lists. */
  byTerm: Map<string, number>;
  /** To which word or name of the text each term belongs. */
  pieces: string[];
  titleTerms: Set<string>;
  names: string[];
  numbers: string[];
  /** `value unit` where the text says what is counted. */
  measures: Map<string, string[]>;
  years: string[];
  days: string[];
  /** The script of the title: two scripts share no word, only concepts, numbers and dates. */
  script: Script;
  hasText: boolean;
  short: boolean;
  roundUp: boolean;
  analysis: boolean;
}

/** Takes an item apart. Concepts of the glossary are terms with `=` in front, the same in every language. */
export function evidenceOf(item: StoryItem, glossary: Glossary): Evidence {
  const title = bareTitle(item.title);
  const text = bareText(item.text).slice(0, MAX_TEXT_CHARS);
  const byTerm = new Map<string, number>();
  const titleTerms = termsOf(title);
  const textTerms = termsOf(text);
  raise(byTerm, titleTerms, TITLE_WEIGHT);
  raise(byTerm, termsOf(wordsOfAddress(item.url)), LEAD_WEIGHT);
  raise(byTerm, textTerms.slice(0, LEAD_TERMS), LEAD_WEIGHT);
  raise(byTerm, textTerms.slice(LEAD_TERMS), BODY_WEIGHT);
  const namedInTitle = namedIn(glossary, title);
  const namedInText = namedIn(glossary, text);
  const inTitle = namedInTitle.map(({ concept }) => concept);
  raise(byTerm, inTitle, CONCEPT_WEIGHT);
  raise(
    byTerm,
    namedInText.map(({ concept }) => concept),
    LEAD_WEIGHT * CONCEPT_WEIGHT,
  );
  const pieces = piecesOf([title, text], [...namedInTitle, ...namedInText]);
  const quantities = quantitiesIn(title, text);
  return {
    terms: [...byTerm.keys()],
    weights: [...byTerm.values()],
    byTerm,
    pieces: [...byTerm.keys()].map((term) => pieces.get(term) ?? term),
    titleTerms: new Set([...titleTerms, ...inTitle]),
    names: namesIn(title, text),
    numbers: [...new Set(quantities.map(({ value }) => value))],
    measures: measuresOf(quantities),
    ...datesNamed(`${title} . ${text}`),
    script: scriptOf(title),
    hasText: textTerms.length >= TEXT_TERMS,
    short: titleTerms.length <= SHORT_TITLE,
    roundUp: isRoundUp(title),
    analysis: isAnalysis(title),
  };
}

function namedIn(glossary: Glossary, text: string): Named[] {
  return glossary.namesIn(text).map(({ concept, terms }) => ({ concept: `${CONCEPT}${concept}`, terms }));
}

function raise(byTerm: Map<string, number>, terms: string[], weight: number): void {
  for (const term of terms) if ((byTerm.get(term) ?? 0) < weight) byTerm.set(term, weight);
}

function measuresOf(quantities: { value: string; unit: string | null }[]): Map<string, string[]> {
  const measures = new Map<string, string[]>();
  for (const { value, unit } of quantities) {
    if (unit === null) continue;
    const values = measures.get(unit);
    if (values === undefined) measures.set(unit, [value]);
    else values.push(value);
  }
  return measures;
}

/** A capital after a small letter, a digit or a comma: a name, in alphabets with capitals. */
const NAME = /(?<=[\p{Ll}\d,)]["'‘“`]* ["'‘“`]*)\p{Lu}[\p{L}\p{M}'’-]+/gu;

/** Terms written as names; titles in which nearly every word has a capital are left out. */
function namesIn(title: string, text: string): string[] {
  const words = title.split(/\s+/).filter((word) => /^\p{L}{4,}/u.test(word));
  const capital = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  const body = words.length > 2 && capital / words.length > 0.75 ? text : `${title} . ${text}`;
  const names = new Set<string>();
  for (const [name] of body.matchAll(NAME)) for (const term of termsOf(name)) names.add(term);
  return [...names];
}
