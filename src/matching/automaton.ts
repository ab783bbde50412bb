/**
 * The term automaton: Aho and Corasick's (1975) over folded UTF-16 units, flat in typed arrays. One pass finds every
 * pattern, whatever their number. Frequent symbols have a full transition table (a row of 64 a state); the rest,
 * thousands of Hangul and Han units, live in a hash table and fall back along failure links.
 *
 * Two roots: state 0 is inside a word, where no Latin name may begin; BOUNDARY is at a word's beginning. After a
 * Hangul, Han or kana unit a Latin word may begin too, so these lead to BOUNDARY where they lead nowhere else.
 */
import { WatchdeskError } from "../errors.js";
import { folding, Kind, Mark } from "./fold.js";

export const ROOT = 0;
export const BOUNDARY = 1;
/** Columns of the full table. */
export const HOT = 64;
/** States up to which a set of names is taken (some 100 MB of tables). */
export const MAX_STATES = 400_000;

/** Classes that are handled apart from letters; `firstLetter` and above are symbols of patterns. */
export const Class = {
  outside: 0,
  soft: 1,
  boundary: 2,
  skip: 3,
  dot: 4,
  apostrophe: 5,
  composing: 6,
  firstLetter: 7,
} as const;

export interface Automaton {
  /** Unit -> class. */
  classOf: Uint16Array;
  classes: number;
  /** state * HOT + class -> next state * HOT, or its complement (~) when something ends there. */
  hot: Int32Array;
  fail: Int32Array;
  /** First entry of a state's list in `ends`, or -1; lists include those of shorter suffixes. */
  endsAt: Int32Array;
  /** Pairs of (pattern, index of the next pair or -1). */
  ends: Int32Array;
  /** Cold transitions: open addressing over (state, class) -> next state. */
  cold: { mask: number; states: Int32Array; classes: Int32Array; next: Int32Array };
  /** Class -> whether a word may begin after it. */
  boundaryLike: Uint8Array;
}

interface Trie {
  children: Map<number, number>[];
  symbolOf: number[];
  ends: number[][];
}

/** Builds the automaton of the patterns (sequences of folded symbols, see names.ts); pattern i is reported as i. Throws `limit` over MAX_STATES. */
export function buildAutomaton(patterns: number[][]): Automaton {
  const { classOf, classes, boundaryLike, classOfSymbol } = classify(patterns);
  const trie = plant(patterns.map((pattern) => pattern.map((symbol) => classOfSymbol.get(symbol) ?? Class.boundary)));
  const size = trie.children.length;
  const automaton: Automaton = {
    classOf,
    classes,
    hot: new Int32Array(size * HOT),
    fail: new Int32Array(size),
    endsAt: new Int32Array(size).fill(-1),
    ends: new Int32Array(0),
    cold: coldTable(trie),
    boundaryLike,
  };
  link(automaton, trie);
  return automaton;
}

/** Gives each symbol of the patterns a class, the most frequent first. */
function classify(patterns: number[][]) {
  const counts = new Map<number, number>();
  for (const pattern of patterns) {
    for (const symbol of pattern) if (symbol > Mark.composing) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  }
  const ordered = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([symbol]) => symbol);
  const classOfSymbol = new Map(ordered.map((symbol, index) => [symbol, Class.firstLetter + index]));
  classOfSymbol.set(Mark.soft, Class.soft);
  const { symbol, kind } = folding();
  const classOf = new Uint16Array(symbol.length);
  const boundaryLike = new Uint8Array(Class.firstLetter + ordered.length);
  boundaryLike[Class.soft] = 1;
  boundaryLike[Class.boundary] = 1;
  for (let unit = 0; unit < symbol.length; unit++) {
    const own = classOfSymbol.get(symbol[unit]!);
    classOf[unit] = own ?? markClass(symbol[unit]!, kind[unit]!);
    if (own !== undefined && kind[unit]! >= Kind.hangul) boundaryLike[own] = 1;
  }
  return { classOf, classes: boundaryLike.length, boundaryLike, classOfSymbol };
}

function markClass(symbol: number, kind: number): number {
  if (symbol === Mark.hard) return Class.boundary;
  if (symbol === Mark.skip) return Class.skip;
  if (symbol === Mark.dot) return Class.dot;
  if (symbol === Mark.apostrophe) return Class.apostrophe;
  if (symbol === Mark.composing) return Class.composing;
  return kind >= Kind.hangul ? Class.boundary : Class.outside;
}

function plant(patterns: number[][]): Trie {
  const trie: Trie = { children: [new Map(), new Map()], symbolOf: [Class.outside, Class.soft], ends: [[], []] };
  patterns.forEach((pattern, index) => {
    let state: number = ROOT;
    pattern.forEach((symbol, at) => {
      if (at === 0 && symbol === Class.soft) {
        state = BOUNDARY;
        return;
      }
      let next = trie.children[state]!.get(symbol);
      if (next === undefined) {
        next = trie.children.length;
        if (next >= MAX_STATES)
          throw new WatchdeskError(
            "limit",
            `the watches hold more names than one automaton takes (${MAX_STATES} states)`,
          );
        trie.children[state]!.set(symbol, next);
        trie.children.push(new Map());
        trie.symbolOf.push(symbol);
        trie.ends.push([]);
      }
      state = next;
    });
    trie.ends[state]!.push(index);
  });
  return trie;
}

function coldTable(trie: Trie): Automaton["cold"] {
  let count = 0;
  for (const children of trie.children) for (const symbol of children.keys()) if (symbol >= HOT) count++;
  let size = 16;
  while (size < count * 2) size *= 2;
  const table = {
    mask: size - 1,
    states: new Int32Array(size).fill(-1),
    classes: new Int32Array(size),
    next: new Int32Array(size),
  };
  trie.children.forEach((children, state) => {
    for (const [symbol, next] of children) {
      if (symbol < HOT) continue;
      let slot = slotOf(state, symbol) & table.mask;
      while (table.states[slot] !== -1) slot = (slot + 1) & table.mask;
      table.states[slot] = state;
      table.classes[slot] = symbol;
      table.next[slot] = next;
    }
  });
  return table;
}

function slotOf(state: number, symbol: number): number {
  const mixed = Math.imul(state, 0x9e3779b1) ^ Math.imul(symbol, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

function coldChild({ mask, states, classes, next }: Automaton["cold"], state: number, symbol: number): number {
  for (let slot = slotOf(state, symbol) & mask; states[slot] !== -1; slot = (slot + 1) & mask) {
    if (states[slot] === state && classes[slot] === symbol) return next[slot]!;
  }
  return -1;
}

/** The next state for a symbol outside the full table, in amortised constant time. */
export function coldNext(automaton: Automaton, from: number, symbol: number): number {
  for (let state = from; ; state = automaton.fail[state]!) {
    const next = coldChild(automaton.cold, state, symbol);
    if (next >= 0) return next;
    if (state === ROOT) return automaton.boundaryLike[symbol] ? BOUNDARY : ROOT;
  }
}

/** Breadth first: failure links, lists of ends, and the full table's rows from those of shorter states. */
function link(automaton: Automaton, trie: Trie): void {
  const { hot, fail, endsAt, boundaryLike } = automaton;
  const ends: number[] = [];
  const queue = [ROOT, BOUNDARY];
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head]!;
    let list = state > BOUNDARY ? endsAt[fail[state]!]! : -1;
    for (const pattern of trie.ends[state]!) {
      ends.push(pattern, list);
      list = ends.length - 2;
    }
    endsAt[state] = list;
    for (let symbol = 0; symbol < HOT; symbol++) {
      hot[state * HOT + symbol] =
        state === ROOT ? (boundaryLike[symbol] ? BOUNDARY : ROOT) * HOT : hot[fail[state]! * HOT + symbol]!;
    }
    for (const [symbol, child] of trie.children[state]!) {
      fail[child] =
        state === ROOT ? (boundaryLike[symbol] ? BOUNDARY : ROOT) : followed(automaton, fail[state]!, symbol);
      queue.push(child);
    }
    for (const [symbol, child] of trie.children[state]!) if (symbol < HOT) hot[state * HOT + symbol] = child * HOT;
  }
  automaton.ends = Int32Array.from(ends);
  for (let at = 0; at < hot.length; at++) if (endsAt[hot[at]! / HOT]! >= 0) hot[at] = ~hot[at]!;
}

function followed(automaton: Automaton, state: number, symbol: number): number {
  return symbol < HOT ? automaton.hot[state * HOT + symbol]! / HOT : coldNext(automaton, state, symbol);
}
