import { normalise, termsOf } from "./tokens.js";

/** Longest alphabetic name, in words. */
const MAX_WORDS = 5;

/** A concept with the terms of the name by which a text calls it. */
export interface Named {
  concept: string;
  terms: string[];
}

/** Names in many languages with the one concept they stand for. */
export interface Glossary {
  /** The concepts that a text names, each once, in order of first mention. */
  conceptsIn(text: string): string[];
  /** The same, each with the name that was used first. */
  namesIn(text: string): Named[];
}

interface Tables {
  words: Map<string, string>;
  letters: Map<string, { name: string; concept: string }[]>;
  single: Map<string, string>;
}

const CJK = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** A thing that the desk watches, with all its names in all languages. */
export interface OwnConcept {
  id: string;
  names: string[];
}

/**
 * Reads a glossary table: a line a concept, its id, a tab, its names set apart by bars; `#` begins a comment.
 * A name that begins two concepts' lines belongs to the first.
 * @param own the desk's own things; one that the table knows by any of its names adds the others to that concept
 */
export function parseGlossary(table: string, own: OwnConcept[] = []): Glossary {
  const tables: Tables = { words: new Map(), letters: new Map(), single: new Map() };
  for (const line of table.split("\n")) {
    const [concept, names] = line.split("\t");
    if (concept === undefined || names === undefined || concept.startsWith("#")) continue;
    for (const name of names.split("|")) addName(tables, name.trim(), concept);
  }
  for (const { id, names } of own) {
    const known = names.map((name) => conceptOf(tables, name)).find((concept) => concept !== undefined);
    for (const name of names) addName(tables, name, known ?? id);
  }
  for (const names of tables.letters.values()) names.sort((a, b) => b.name.length - a.name.length);
  return {
    conceptsIn: (text) => namesIn(tables, text).map(({ concept }) => concept),
    namesIn: (text) => namesIn(tables, text),
  };
}

function addName(tables: Tables, name: string, concept: string): void {
  if (!CJK.test(name)) {
    const key = termsOf(name).join(" ");
    if (key !== "" && !tables.words.has(key)) tables.words.set(key, concept);
    return;
  }
  const letters = lettersOf(name);
  if (letters.length === 1) {
    if (!tables.single.has(letters)) tables.single.set(letters, concept);
    return;
  }
  const first = letters[0]!;
  const list = tables.letters.get(first);
  if (list === undefined) tables.letters.set(first, [{ name: letters, concept }]);
  else list.push({ name: letters, concept });
}

function conceptOf(tables: Tables, name: string): string | undefined {
  if (!CJK.test(name)) return tables.words.get(termsOf(name).join(" "));
  const letters = lettersOf(name);
  return tables.letters.get(letters[0]!)?.find((known) => known.name === letters)?.concept;
}

function lettersOf(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

function namesIn(tables: Tables, text: string): Named[] {
  const found = new Map<string, string[]>();
  wordConcepts(tables, termsOf(text), found);
  if (CJK.test(text)) letterConcepts(tables, normalise(text), found);
  return [...found].map(([concept, terms]) => ({ concept, terms }));
}

function note(found: Map<string, string[]>, concept: string, terms: string[]): void {
  if (!found.has(concept)) found.set(concept, terms);
}

/** Longest name first at each word. */
function wordConcepts(tables: Tables, terms: string[], found: Map<string, string[]>): void {
  for (let i = 0; i < terms.length; ) {
    let taken = 1;
    for (let n = Math.min(MAX_WORDS, terms.length - i); n > 0; n--) {
      const name = terms.slice(i, i + n);
      const concept = tables.words.get(name.join(" "));
      if (concept === undefined) continue;
      note(found, concept, name);
      taken = n;
      break;
    }
    i += taken;
  }
}

function letterConcepts(tables: Tables, text: string, found: Map<string, string[]>): void {
  const korean = /\p{Script=Hangul}/u.test(text);
  for (let i = 0; i < text.length; ) {
    const hit = tables.letters.get(text[i]!)?.find(({ name }) => text.startsWith(name, i));
    if (hit !== undefined) note(found, hit.concept, termsOf(hit.name));
    else if (korean && standsForCountry(tables, text, i)) note(found, tables.single.get(text[i]!)!, [text[i]!]);
    i += hit?.name.length ?? 1;
  }
}

/** Korean headlines write countries with one Han letter, alone or in a row; inside a longer Han word it is no country. */
function standsForCountry(tables: Tables, text: string, at: number): boolean {
  if (!tables.single.has(text[at]!)) return false;
  if (!/\p{Script=Han}/u.test(text[at]!)) return !/[\p{L}\p{N}]/u.test((text[at - 1] ?? " ") + (text[at + 1] ?? " "));
  const around = (text[at - 1] ?? " ") + (text[at + 1] ?? " ");
  return [...around].every((letter) => !/\p{Script=Han}/u.test(letter) || tables.single.has(letter));
}
