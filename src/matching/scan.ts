/** The one pass over a text: finds pattern ends, walks back to where they began in the text as given, checks borders. */
import { type Automaton, BOUNDARY, Class, HOT, nextState } from "./automaton.js";
import { type Composed, compose } from "./compose.js";
import { afterInitial, folding, Mark, symbolAt } from "./fold.js";

/** A pattern seen: UTF-16 offsets into the text as given. */
export interface Sighting {
  pattern: number;
  start: number;
  end: number;
}

/** Sightings kept of one text; a text made to hold more tells no more. */
export const MAX_SIGHTINGS = 20_000;

/** The ends of all patterns in one text; where each began is worked out only for whoever needs it. */
export interface Sweep {
  /** Pairs of a pattern and the index of its last unit in the text that was read. */
  ends: number[];
  /** The text that was read: as given, or composed. */
  text: string;
  composed: Composed | null;
}

/** Every place where a pattern stands in `text`, in order of their ends. Linear in the text. */
export function scan(automaton: Automaton, lengths: Uint16Array, text: string): Sighting[] {
  return sightingsOf(sweep(automaton, text), lengths);
}

export function sweep(automaton: Automaton, text: string): Sweep {
  const ends: number[] = [];
  if (run(automaton, text, ends)) return { ends, text, composed: null };
  const composed = compose(text);
  ends.length = 0;
  run(automaton, composed.text, ends);
  return { ends, text: composed.text, composed };
}

export function sightingsOf({ ends, text, composed }: Sweep, lengths: Uint16Array): Sighting[] {
  const found: Sighting[] = [];
  for (let pair = 0; pair < ends.length; pair += 2) {
    const pattern = ends[pair]!;
    const at = ends[pair + 1]!;
    const start = startOf(text, at, lengths[pattern]!);
    if (composed === null) found.push({ pattern, start, end: at + 1 });
    else found.push({ pattern, start: composed.starts[start]!, end: composed.ends[at]! });
  }
  return found;
}

/** False, at once, when the text holds units that must be composed first. */
function run(automaton: Automaton, text: string, found: number[]): boolean {
  const { classOf, hot, full, childClass, child, endsAt, ends } = automaton;
  const { kind } = folding();
  let state = BOUNDARY;
  let softEnd = -1;
  for (let at = 0; at < text.length; at++) {
    let symbol: number = classOf[text.charCodeAt(at)]!;
    if (symbol < Class.firstLetter) {
      if (symbol === Class.composing) return false;
      if (symbol === Class.dot || symbol === Class.apostrophe) symbol = markAt(symbol, text, at, kind);
      if (symbol === Class.skip) continue;
      if (symbol === Class.soft) {
        if (softEnd === at) {
          softEnd = at + 1;
          continue;
        }
        softEnd = at + 1;
      } else if (symbol === Class.boundary) {
        state = BOUNDARY;
        continue;
      }
    }
    if (state < full && symbol < HOT) state = hot[state * HOT + symbol]!;
    else if (state >= full && childClass[state] === symbol) state = child[state]!;
    else state = nextState(automaton, state, symbol);
    let pair = endsAt[state]!;
    if (pair < 0) continue;
    for (; pair >= 0; pair = ends[pair + 1]!) found.push(ends[pair]!, at);
    if (found.length >= 2 * MAX_SIGHTINGS) return true;
  }
  return true;
}

function markAt(symbol: number, text: string, at: number, kind: Uint8Array): number {
  if (afterInitial(text, at, kind)) return Class.soft;
  return symbol === Class.dot ? Class.boundary : Class.skip;
}

/** Walks back over `length` symbols (soft runs count as one, skipped units as none) from the last one at `at`. */
function startOf(text: string, at: number, length: number): number {
  const table = folding();
  let start = at + 1;
  for (let left = length; left > 0 && start > 0; left--) {
    start--;
    while (start > 0 && symbolAt(text, start, table) === Mark.skip) start--;
    if (symbolAt(text, start, table) === Mark.soft) {
      while (start > 0 && isJoint(symbolAt(text, start - 1, table))) start--;
    }
  }
  return start;
}

function isJoint(symbol: number): boolean {
  return symbol === Mark.soft || symbol === Mark.skip;
}
