/**
 * The term automaton: Aho and Corasick's (1975) over folded UTF-16 units, flat in typed arrays. One pass finds every
 * pattern, whatever their number. States are numbered breadth first: the shallow ones, where a text spends its time,
 * have a full row of transitions for the frequent symbols and fit the processor's cache; deeper ones know their only
 * child and fall back along failure links; what is left (thousands of Hangul and Han units) is in a hash table.
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
/** States that have a row of their own (256 bytes each). */
export const FULL_STATES = 8_192;
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
  /** state * HOT + class -> next state, for the first `full` states. */
  hot: Int32Array;
  full: number;
  /** Class and state of the first child of the others; class 0 where there is none. */
  childClass: Uint16Array;
  child: Int32Array;
  fail: Int32Array;
  /** First entry of a state's list in `ends`, or -1; lists include those of shorter suffixes. */
  endsAt: Int32Array;
  /** Pairs of (pattern, index of the next pair or -1). */
  ends: Int32Array;
  /** All other transitions: open addressing over (state, class) -> next state. */
  rest: { mask: number; states: Int32Array; classes: Uint16Array; next: Int32Array };
  /** State -> whether `rest` holds more children of it. */
  branches: Uint8Array;
  /** Class -> whether a word may begin after it. */
  boundaryLike: Uint8Array;
}

interface Trie {
  children: Map<number, number>[];
  ends: number[][];
}

/** Builds the automaton of the patterns (sequences of folded symbols, see names.ts); pattern i is reported as i. Throws `limit` over MAX_STATES. */
export function buildAutomaton(patterns: number[][]): Automaton {
  const { classOf, classes, boundaryLike, classOfSymbol } = classify(patterns);
  const trie = breadthFirst(
    plant(patterns.map((pattern) => pattern.map((symbol) => classOfSymbol.get(symbol) ?? Class.boundary))),
  );
  const size = trie.children.length;
  const full = Math.min(size, FULL_STATES);
  const automaton: Automaton = {
    classOf,
    classes,
    hot: new Int32Array(full * HOT),
    full,
    childClass: new Uint16Array(size),
    child: new Int32Array(size),
    fail: new Int32Array(size),
    endsAt: new Int32Array(size).fill(-1),
    ends: new Int32Array(0),
    ...restTable(trie, full),
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
  // A flat copy of the map: it is asked for every unit there is, at every reload of the rules.
  const flat = new Uint16Array(symbol.length);
  for (const [letter, own] of classOfSymbol) flat[letter] = own;
  const boundaryLike = new Uint8Array(Class.firstLetter + ordered.length);
  boundaryLike[Class.soft] = 1;
  boundaryLike[Class.boundary] = 1;
  for (let unit = 0; unit < symbol.length; unit++) {
    const own = flat[symbol[unit]!]!;
    classOf[unit] = own || markClass(symbol[unit]!, kind[unit]!);
    if (own && kind[unit]! >= Kind.hangul) boundaryLike[own] = 1;
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
  const trie: Trie = { children: [new Map(), new Map()], ends: [[], []] };
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
        trie.ends.push([]);
      }
      state = next;
    });
    trie.ends[state]!.push(index);
  });
  return trie;
}

/** The same trie with its states numbered by depth. */
function breadthFirst(trie: Trie): Trie {
  const order: number[] = [ROOT, BOUNDARY];
  for (let head = 0; head < order.length; head++) order.push(...trie.children[order[head]!]!.values());
  const numbers = new Int32Array(order.length);
  order.forEach((old, number) => {
    numbers[old] = number;
  });
  const renumber = (children: Map<number, number>) =>
    new Map([...children].map(([symbol, next]) => [symbol, numbers[next]!]));
  return { children: order.map((old) => renumber(trie.children[old]!)), ends: order.map((old) => trie.ends[old]!) };
}

/** Transitions that neither a full row nor the first child holds. */
function restTable(trie: Trie, full: number): Pick<Automaton, "rest" | "branches"> {
  const left: [state: number, symbol: number, next: number][] = [];
  trie.children.forEach((children, state) => {
    const entries = [...children];
    const others = state < full ? entries.filter(([symbol]) => symbol >= HOT) : entries.slice(1);
    for (const [symbol, next] of others) left.push([state, symbol, next]);
  });
  let size = 16;
  while (size < left.length * 2) size *= 2;
  const rest = {
    mask: size - 1,
    states: new Int32Array(size).fill(-1),
    classes: new Uint16Array(size),
    next: new Int32Array(size),
  };
  const branches = new Uint8Array(trie.children.length);
  for (const [state, symbol, next] of left) {
    let slot = slotOf(state, symbol) & rest.mask;
    while (rest.states[slot] !== -1) slot = (slot + 1) & rest.mask;
    rest.states[slot] = state;
    rest.classes[slot] = symbol;
    rest.next[slot] = next;
    branches[state] = 1;
  }
  return { rest, branches };
}

function slotOf(state: number, symbol: number): number {
  const mixed = Math.imul(state, 0x9e3779b1) ^ Math.imul(symbol, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

function lookUp({ mask, states, classes, next }: Automaton["rest"], state: number, symbol: number): number {
  for (let slot = slotOf(state, symbol) & mask; states[slot] !== -1; slot = (slot + 1) & mask) {
    if (states[slot] === state && classes[slot] === symbol) return next[slot]!;
  }
  return -1;
}

/** The next state, in amortised constant time. */
export function nextState(automaton: Automaton, from: number, symbol: number): number {
  const { hot, full, childClass, child, fail, branches, rest } = automaton;
  for (let state = from; ; state = fail[state]!) {
    if (state < full) {
      if (symbol < HOT) return hot[state * HOT + symbol]!;
    } else if (childClass[state] === symbol) return child[state]!;
    if (branches[state] === 1) {
      const next = lookUp(rest, state, symbol);
      if (next >= 0) return next;
    }
    if (state === ROOT) return automaton.boundaryLike[symbol] === 1 ? BOUNDARY : ROOT;
  }
}

/** Breadth first: failure links, lists of ends, and each full row from that of a shorter state. */
function link(automaton: Automaton, trie: Trie): void {
  const { hot, full, fail, endsAt, boundaryLike } = automaton;
  const ends: number[] = [];
  for (let state = 0; state < trie.children.length; state++) {
    let list = state > BOUNDARY ? endsAt[fail[state]!]! : -1;
    for (const pattern of trie.ends[state]!) {
      ends.push(pattern, list);
      list = ends.length - 2;
    }
    endsAt[state] = list;
    const children = trie.children[state]!;
    for (const [symbol, next] of children) {
      fail[next] =
        state === ROOT ? (boundaryLike[symbol] ? BOUNDARY : ROOT) : nextState(automaton, fail[state]!, symbol);
    }
    if (state < full) fillRow(hot, state, fail[state]!, children, boundaryLike);
    else for (const [symbol, next] of [...children].slice(0, 1)) setChild(automaton, state, symbol, next);
  }
  automaton.ends = Int32Array.from(ends);
}

function fillRow(
  hot: Int32Array,
  state: number,
  shorter: number,
  children: Map<number, number>,
  boundaryLike: Uint8Array,
): void {
  for (let symbol = 0; symbol < HOT; symbol++) {
    const otherwise = state === ROOT ? (boundaryLike[symbol] ? BOUNDARY : ROOT) : hot[shorter * HOT + symbol]!;
    hot[state * HOT + symbol] = children.get(symbol) ?? otherwise;
  }
}

function setChild(automaton: Automaton, state: number, symbol: number, next: number): void {
  automaton.childClass[state] = symbol;
  automaton.child[state] = next;
}
