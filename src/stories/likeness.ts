import { comparedMembers, fact, type Member, type Profile } from "./profile.js";
import type { Reading, Term, Vocabulary } from "./vocabulary.js";
import type { EvidenceValues } from "./weights.js";

const DAY_MS = 86_400_000;
/** Items that a story is thought to have had before its first, so that one item proves little (Laplace's rule). */
const PRIOR_ITEMS = 5;
/** Bounds of the evidence of one word, in log-odds. */
const LEAST_WORD_ODDS = -1;
const MOST_WORD_ODDS = 5;
/** A name tells something from this rarity on (one document in twenty). */
const NAME_IDF = 3;

/** Shared concepts that count nothing (two countries make no event), and so many more that count in full. */
const IDLE_CONCEPTS = 2;
const MORE_CONCEPTS = 2;

/** Share of what two items share that one word or name may hold before it counts against them. */
const ONE_PIECE_SHARE = 0.8;
/** Share of the window's items from which on a word is one that the desk sees in everything. */
const COMMON_SHARE = 0.5;

/** A window that holds so many items knows a little of what is common here, and one that holds so many enough. */
const FEW_ITEMS = 50;
const ENOUGH_ITEMS = 1_000;

/** What the window tells of now: its clock in items, and how often items open stories lately. */
export interface Moment {
  /** Arrivals so far. */
  arrival: number;
  /** Log-odds that a recent item opened a story. */
  newStories: number;
  /** Items remembered. */
  remembered: number;
}

/** How much a term tells. */
type Rarity = (term: Term) => number;

/** A reading with what every comparison needs of it. */
export interface Query {
  reading: Reading;
  idf: number[];
  length: number;
  at: number | null;
  /** A headline without time and text: words are all there is. */
  bare: boolean;
  /** For a bare headline counted over stories, else over items. */
  rarity: Rarity;
}

export function queryOf(vocabulary: Vocabulary, reading: Reading, at: number | null): Query {
  const bare = at === null && !reading.evidence.hasText;
  const rarity = bare ? vocabulary.idfOverStories : vocabulary.idf;
  return { reading, idf: reading.terms.map(rarity), length: lengthOf(rarity, reading), at, bare, rarity };
}

/** How an item is like and unlike a story. Every value is 0 where nothing is known. */
export function likeness(query: Query, profile: Profile, moment: Moment): EvidenceValues {
  const { evidence } = query.reading;
  const members = profile.members.length;
  const words = wordEvidence(query, profile);
  const time = timeEvidence(query.at, profile);
  const gap = Math.log1p(Math.max(0, moment.arrival - profile.members.at(-1)!.placed.arrival)) / 3;
  const root = Math.sqrt(words.cosine);
  const text = evidence.hasText ? 1 : 0;
  const size = Math.log(members);
  return {
    bias: 1,
    ...words,
    rootCosine: root,
    ...memberEvidence(query, profile, moment),
    ...nameEvidence(query, profile),
    ...factEvidence(query.reading, profile),
    ...conceptEvidence(query, profile),
    size,
    sizeCosine: size * words.cosine,
    newStories: moment.newStories,
    youngWindow: youngWindow(moment),
    hasText: text,
    ...time,
    timedCosine: time.timed * root,
    orderGap: gap,
    orderGapUntimed: gap * (1 - time.timed),
    roundUp: Math.max(evidence.roundUp ? 1 : 0, profile.roundUps / members),
    analysis: evidence.analysis ? 1 : 0,
    shortTitle: evidence.short ? 1 : 0,
    textCosine: text * root,
  };
}

function wordEvidence({ reading, idf, length, rarity: tells }: Query, profile: Profile) {
  let dot = 0;
  let odds = 0;
  let weights = 0;
  let covered = 0;
  let title = 0;
  let home = 0;
  let telling = 0;
  const members = profile.members.length;
  reading.terms.forEach((term, i) => {
    const weight = reading.weights[i]!;
    const rarity = idf[i]!;
    const entry = profile.terms.get(term);
    const items = entry?.items ?? 0;
    if (entry !== undefined) dot += weight * rarity * rarity * (entry.weight / 100);
    const expected = Math.exp(-rarity);
    const seen = (items + PRIOR_ITEMS * expected) / ((members + PRIOR_ITEMS) * expected);
    odds += weight * Math.min(MOST_WORD_ODDS, Math.max(LEAST_WORD_ODDS, Math.log(seen)));
    weights += weight;
    telling += weight * rarity;
    home += (weight * rarity * items) / (term.items + 1);
    if (!reading.inTitle[i]) return;
    title += rarity;
    if (items > 0) covered += rarity * (items > 1 ? 1 : 0.5);
  });
  return {
    cosine: dot / (length * profileLength(tells, profile)),
    wordOdds: odds / (weights || 1) / 3,
    titleCover: covered / (title || 1),
    home: home / (telling || 1),
  };
}

/** Concepts alone, where the story has no report in the item's script: there words cannot agree. */
function conceptEvidence({ reading, rarity }: Query, profile: Profile) {
  if (profile.scripts.has(reading.evidence.script)) return { otherScript: 0, conceptCosine: 0 };
  let dot = 0;
  let own = 0;
  let other = 0;
  let shared = 0;
  for (const [term, weight] of reading.byTerm) {
    if (!term.concept) continue;
    const value = weight * rarity(term);
    own += value * value;
    if (profile.terms.has(term)) shared += 1;
    dot += (value * rarity(term) * (profile.terms.get(term)?.weight ?? 0)) / 100;
  }
  for (const [term, { weight }] of profile.terms) {
    if (term.concept) other += ((weight / 100) * rarity(term)) ** 2;
  }
  const enough = Math.min(1, (shared - IDLE_CONCEPTS) / MORE_CONCEPTS);
  if (enough <= 0) return { otherScript: 1, conceptCosine: 0 };
  return { otherScript: 1, conceptCosine: (enough * dot) / Math.sqrt(own * other) };
}

function memberEvidence(query: Query, profile: Profile, moment: Moment) {
  const members = comparedMembers(profile);
  const near = members.map((member) => cosine(query, member));
  const first = near[0]!;
  const like = members[near.indexOf(Math.max(...near))]!;
  near.sort((a, b) => b - a);
  const best = near.slice(0, 3);
  return {
    nearest: best.reduce((sum, value) => sum + value, 0) / best.length,
    first,
    onePiece: onePiece(query, like.reading, moment) * openness(moment),
  };
}

/**
 * 1 where all that two readings share is one word or name, 0 where it is four fifths or less: a name alone makes no
 * event, and a desk that watches a name sees it in everything. Where the two cut what they share into pieces
 * differently, the coarser cut counts. For a bare headline it counts less where few items of the window hold the word;
 * a report has a time, and a desk of several watches sees each of its names in few items.
 */
function onePiece({ reading: a, rarity, bare }: Query, b: Reading, { remembered }: Moment): number {
  const inA = new Map<string, number>();
  const inB = new Map<string, number>();
  let whole = 0;
  let held = 0;
  a.terms.forEach((term, i) => {
    const j = b.placeOf.get(term);
    if (j === undefined) return;
    const worth = a.weights[i]! * b.weights[j]! * rarity(term) ** 2;
    add(inA, a.evidence.pieces[i]!, worth);
    add(inB, b.evidence.pieces[j]!, worth);
    whole += worth;
    held = Math.max(held, term.items);
  });
  if (whole === 0) return 0;
  const share = Math.max(...inA.values(), ...inB.values()) / whole;
  const common = bare ? Math.min(1, held / (COMMON_SHARE * Math.max(1, remembered))) : 1;
  return common * Math.max(0, (share - ONE_PIECE_SHARE) / (1 - ONE_PIECE_SHARE));
}

function add(sums: Map<string, number>, piece: string, worth: number): void {
  sums.set(piece, (sums.get(piece) ?? 0) + worth);
}

/** 1 while items open stories as often as they join them, 0 once three in four join: then one word may be enough. */
function openness({ newStories }: Moment): number {
  return Math.max(0, Math.min(1, 1 + newStories));
}

/** 1 for a window without items, 0 from a thousand on: too few cannot tell the rare from the common. */
function youngWindow({ remembered }: Moment): number {
  return Math.max(0, 1 - Math.log1p(remembered / FEW_ITEMS) / Math.log1p(ENOUGH_ITEMS / FEW_ITEMS));
}

function cosine(query: Query, { reading }: Member): number {
  let dot = 0;
  reading.terms.forEach((term, i) => {
    const weight = query.reading.byTerm.get(term);
    if (weight !== undefined) dot += weight * reading.weights[i]! * query.rarity(term) ** 2;
  });
  return dot / (query.length * lengthOf(query.rarity, reading));
}

function nameEvidence({ reading, rarity }: Query, profile: Profile) {
  const members = profile.members.length;
  const telling = (term: Term) => {
    const idf = rarity(term);
    return idf < NAME_IDF ? 0 : idf;
  };
  let named = 0;
  let known = 0;
  for (const term of reading.names) {
    const count = (profile.names.get(term) ?? 0) + (profile.terms.has(term) ? 0.5 : 0);
    named += telling(term);
    known += telling(term) * Math.min(1, count / Math.max(1, members * 0.3));
  }
  let salient = 0;
  let shared = 0;
  for (const [term, count] of profile.names) {
    if (count < members * 0.5) continue;
    salient += telling(term);
    if (reading.byTerm.has(term)) shared += telling(term);
  }
  return {
    nameCover: named > 0 ? known / named : 0,
    namesMissing: salient > 0 && reading.evidence.hasText ? 1 - shared / salient : 0,
  };
}

function factEvidence({ evidence }: Reading, { facts, numbered, yeared, dayed }: Profile) {
  const same = evidence.numbers.filter((value) => facts.has(fact.number(value))).length;
  const sameYear = evidence.years.some((year) => facts.has(fact.year(year)));
  const sameDay = evidence.days.some((day) => facts.has(fact.day(day)));
  let units = 0;
  let differ = 0;
  for (const [unit, values] of evidence.measures) {
    if (!facts.has(fact.unit(unit))) continue;
    units += 1;
    if (!values.some((value) => facts.has(fact.measure(unit, value)))) differ += 1;
  }
  return {
    sameNumbers: Math.min(2, same),
    otherNumbers: evidence.numbers.length > 0 && numbered > 0 && same === 0 ? 1 : 0,
    otherMeasures: units > 0 ? differ / units : 0,
    otherYear: evidence.years.length > 0 && yeared > 0 && !sameYear ? 1 : 0,
    sameDay: sameDay ? 1 : 0,
    otherDay: evidence.days.length > 0 && dayed > 0 && !sameDay ? 1 : 0,
  };
}

function timeEvidence(at: number | null, { members }: Profile) {
  const opened = members[0]!.placed.item.at;
  const last = members.at(-1)!.placed.item.at;
  if (at === null || opened === null || last === null) return { timed: 0, silence: 0, age: 0 };
  return {
    timed: 1,
    silence: Math.min(10, Math.max(0, (at - last) / DAY_MS)),
    age: Math.log1p(Math.max(0, (at - opened) / DAY_MS)),
  };
}

function lengthOf(rarity: Rarity, { terms, weights }: Reading): number {
  let sum = 0;
  for (let i = 0; i < terms.length; i++) sum += (weights[i]! * rarity(terms[i]!)) ** 2;
  return Math.sqrt(sum) || 1;
}

/** Cosine of the sums of two stories, 0 to 1. */
export function storyCosine(rarity: Rarity, a: Profile, b: Profile): number {
  const [few, many] = a.terms.size <= b.terms.size ? [a, b] : [b, a];
  let dot = 0;
  for (const [term, { weight }] of few.terms) {
    dot += (weight * (many.terms.get(term)?.weight ?? 0) * rarity(term) ** 2) / 10_000;
  }
  return dot / (profileLength(rarity, a) * profileLength(rarity, b));
}

function profileLength(rarity: Rarity, { terms }: Profile): number {
  let sum = 0;
  for (const [term, { weight }] of terms) sum += ((weight / 100) * rarity(term)) ** 2;
  return Math.sqrt(sum) || 1;
}
