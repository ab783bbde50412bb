/** What was seen of the names in one item: sightings that are whole, in the right language and not ruled out. */
import type { MatchInput } from "../model.js";
import { isWhole } from "./borders.js";
import { languageOf } from "./languages.js";
import { MAX_TAIL_CHARS } from "./names.js";
import type { OwnedName, Rules } from "./rules.js";
import { type Sighting, type Sweep, sightingsOf, sweep } from "./scan.js";

export type Field = "title" | "text";

export interface Occurrence {
  owner: number;
  field: Field;
  start: number;
  end: number;
}

/** Where a name of `owner` stood inside something else, which `by` names. */
export interface Cancelled extends Occurrence {
  by: string;
}

/** Ruled-out places told of one owner in one field. */
const MAX_CANCELLED = 10;

export interface Sighted {
  byOwner: Map<number, Occurrence[]>;
  cancelled: Cancelled[];
  language: string | null;
}

/** Both fields swept for all names of all watches. */
export type Swept = Record<Field, Sweep>;

export function sweepFields({ automaton }: Rules, { title, text }: MatchInput): Swept {
  return { title: sweep(automaton, title), text: sweep(automaton, text) };
}

/** Looks once over title and text for all names of all watches. @param swept both fields, where that is done already */
export function look(rules: Rules, input: MatchInput, swept: Swept = sweepFields(rules, input)): Sighted {
  const language = languageOf(input.title, input.text, input.language);
  const sighted: Sighted = { byOwner: new Map(), cancelled: [], language };
  for (const field of ["title", "text"] as const) {
    const raw = wholeNames(rules, sightingsOf(swept[field], rules.lengths), input[field], field, language);
    for (const [owner, { plain, against }] of raw) {
      const kept = settle(plain, against, input[field], sighted.cancelled);
      if (kept.length === 0) continue;
      const known = sighted.byOwner.get(owner);
      if (known) known.push(...kept);
      else sighted.byOwner.set(owner, kept);
    }
  }
  return sighted;
}

interface Raw {
  plain: Occurrence[];
  against: Occurrence[];
}

function wholeNames(
  rules: Rules,
  sightings: Sighting[],
  text: string,
  field: Field,
  language: string | null,
): Map<number, Raw> {
  const raw = new Map<number, Raw>();
  for (const { pattern, start, end } of sightings) {
    for (const number of rules.namesOf[pattern]!) {
      const name = rules.names[number]!;
      if (!spoken(name, language) || !isWhole(text, start, end, name)) continue;
      const rest = name.tail === null ? 0 : tailLength(name.tail, text, end);
      if (rest === null) continue;
      const of = raw.get(name.owner) ?? { plain: [], against: [] };
      raw.set(name.owner, of);
      (name.rulesOut ? of.against : of.plain).push({ owner: name.owner, field, start, end: end + rest });
    }
  }
  return raw;
}

/** How much of the text the rest of a name takes up after its beginning; null when it does not stand there. */
function tailLength(tail: RegExp, text: string, end: number): number | null {
  return tail.exec(text.slice(end, end + MAX_TAIL_CHARS))?.[0].length ?? null;
}

/** A name bound to a language counts where the text is in it, or where nobody knows the language. */
function spoken(name: OwnedName, language: string | null): boolean {
  return name.language === null || language === null || name.language === language;
}

/** In order, the longest of overlapping sightings alone, without those that a ruling-out name touches. Linear after the sort. */
function settle(plain: Occurrence[], against: Occurrence[], text: string, cancelled: Cancelled[]): Occurrence[] {
  plain.sort((a, b) => a.start - b.start || b.end - a.end);
  against.sort((a, b) => a.start - b.start || b.end - a.end);
  const walls = against.filter((wall, at) => at === 0 || wall.end > against[at - 1]!.end);
  const kept: Occurrence[] = [];
  let wall = 0;
  let reach = -1;
  for (const one of plain) {
    if (one.end <= reach) continue;
    reach = one.end;
    while (wall < walls.length && walls[wall]!.end <= one.start) wall++;
    const hit = walls[wall];
    if (!hit || hit.start >= one.end) kept.push(one);
  }
  for (const one of walls.slice(0, MAX_CANCELLED)) cancelled.push({ ...one, by: text.slice(one.start, one.end) });
  return kept;
}
