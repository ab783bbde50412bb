import type { PlacedItem } from "../model.js";
import type { Script } from "./script.js";
import { type Reading, rootOf, type Term } from "./vocabulary.js";

/** Members that an item is compared with one by one: the first and the latest. */
export const COMPARED_MEMBERS = 12;

/** One placed item of a story. */
export interface Member {
  placed: PlacedItem;
  reading: Reading;
  /**
   * The story is known by it. What tells of many events (a round-up, a live blog, an analysis) belongs to a story and
   * does not say what it is about, unless it opened it: two events would be one as soon as both were told of in one
   * breath. This depends on the item alone, so that what was forgotten leaves no trace.
   */
  speaks: boolean;
}

/** What a story holds of a term. */
export interface TermCounts {
  /** In hundredths. */
  weight: number;
  items: number;
}

/** A story as the sum of its items. All counts are whole numbers, so that taking an item out leaves no trace of it. */
export interface Profile {
  story: string;
  /** In order of arrival. */
  members: Member[];
  terms: Map<Term, TermCounts>;
  names: Map<Term, number>;
  /** Items that state a number, a `value unit`, a unit, a year, a day: the key says which. */
  facts: Map<string, number>;
  scripts: Map<Script, number>;
  roundUps: number;
  /** Items that state any number, year or day. */
  numbered: number;
  yeared: number;
  dayed: number;
}

/** A story without items. */
export function emptyProfile(story: string): Profile {
  return {
    story,
    members: [],
    terms: new Map(),
    names: new Map(),
    facts: new Map(),
    scripts: new Map(),
    roundUps: 0,
    numbered: 0,
    yeared: 0,
    dayed: 0,
  };
}

/** Adds a member's evidence; members must come in order of arrival (`absorb` sorts when stories merge). */
export function addMember(profile: Profile, member: Member): void {
  profile.members.push(member);
  if (member.speaks) count(profile, member.reading, 1);
}

/** Takes a member's evidence away again. */
export function removeMember(profile: Profile, member: Member): void {
  profile.members.splice(profile.members.indexOf(member), 1);
  if (member.speaks) count(profile, member.reading, -1);
}

/** Moves all of one story's items into another. */
export function absorb(into: Profile, from: Profile): void {
  for (const member of [...from.members]) {
    removeMember(from, member);
    addMember(into, member);
  }
  into.members.sort((a, b) => a.placed.arrival - b.placed.arrival);
}

/** The members that stand for the story: the first and the latest that speak for it, or any where none does. */
export function comparedMembers({ members }: Profile): Member[] {
  const first = members.findIndex(({ speaks }) => speaks);
  if (first < 0) return members.slice(-COMPARED_MEMBERS);
  const latest: Member[] = [];
  for (let i = members.length - 1; i > first && latest.length < COMPARED_MEMBERS - 1; i--) {
    if (members[i]!.speaks) latest.push(members[i]!);
  }
  return [members[first]!, ...latest.reverse()];
}

/** Keys of `facts`. */
export const fact = {
  number: (value: string) => `n ${value}`,
  measure: (unit: string, value: string) => `m ${unit} ${value}`,
  unit: (unit: string) => `u ${unit}`,
  year: (year: string) => `y ${year}`,
  day: (day: string) => `d ${day}`,
};

function count(profile: Profile, reading: Reading, by: 1 | -1): void {
  const { evidence } = reading;
  const members = profile.members.length;
  reading.totals.spread += rootOf(members) - rootOf(members - by);
  reading.terms.forEach((term, i) => {
    const entry = profile.terms.get(term) ?? hold(profile, term);
    entry.weight += by * Math.round(reading.weights[i]! * 100);
    entry.items += by;
    term.spread += rootOf(entry.items) - rootOf(entry.items - by);
    if (entry.items === 0) letGo(profile, term);
  });
  for (const name of reading.names) tally(profile.names, name, by);
  for (const key of factsOf(reading)) tally(profile.facts, key, by);
  tally(profile.scripts, evidence.script, by);
  if (evidence.roundUp) profile.roundUps += by;
  if (evidence.numbers.length > 0) profile.numbered += by;
  if (evidence.years.length > 0) profile.yeared += by;
  if (evidence.days.length > 0) profile.dayed += by;
}

function hold(profile: Profile, term: Term): TermCounts {
  const counts = { weight: 0, items: 0 };
  profile.terms.set(term, counts);
  term.stories.set(profile, counts);
  return counts;
}

function letGo(profile: Profile, term: Term): void {
  profile.terms.delete(term);
  term.stories.delete(profile);
}

function factsOf({ evidence }: Reading): string[] {
  const measures = [...evidence.measures].flatMap(([unit, values]) => [
    fact.unit(unit),
    ...new Set(values.map((value) => fact.measure(unit, value))),
  ]);
  return [
    ...evidence.numbers.map(fact.number),
    ...measures,
    ...evidence.years.map(fact.year),
    ...evidence.days.map(fact.day),
  ];
}

function tally<K>(counts: Map<K, number>, key: K, by: number): void {
  const now = (counts.get(key) ?? 0) + by;
  if (now === 0) counts.delete(key);
  else counts.set(key, now);
}
