/** The one pass over a text: finds pattern ends, walks back to where they began in the text as given, checks borders. */
import { type Automaton, BOUNDARY, Class, HOT, nextState } from "./automaton.js";
import { compose } from "./compose.js";
import { afterInitial, folding, Mark, symbolAt } from "./fold.js";

/** A pattern seen: UTF-16 offsets into the text as given. */
export interface Sighting {
  pattern: number;
  start: number;
  end: number;
}

/** Sightings kept of one text; a text made to hold more tells no more. */
export const MAX_SIGHTINGS = 20_000;

/** Every place where a pattern stands in `text`, in order of their ends. Linear in the text. */
export function scan(automaton: Automaton, lengths: Uint16Array, text: string): Sighting[] {
  const found: Sighting[] = [];
  if (run(automaton, lengths, text, found)) return found;
  const composed = compose(text);
  found.length = 0;
  run(automaton, lengths, composed.text, found);
  for (const sighting of found) {
    sighting.start = composed.starts[sighting.start]!;
    sighting.end = composed.ends[sighting.end - 1]!;
  }
  return found;
}

/** False, at once, when the text holds units that must be composed first. */
function run(automaton: Automaton, lengths: Uint16Array, text: string, found: Sighting[]): boolean {
  const { classOf, hot, full, childClass, child, endsAt } = automaton;
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
    if (endsAt[state]! >= 0) {
      report(automaton, lengths, text, at, state, found);
      if (found.length >= MAX_SIGHTINGS) return true;
    }
  }
  return true;
}

function markAt(symbol: number, text: string, at: number, kind: Uint8Array): number {
  if (afterInitial(text, at, kind)) return Class.soft;
  return symbol === Class.dot ? Class.boundary : Class.skip;
}

function report(
  automaton: Automaton,
  lengths: Uint16Array,
  text: string,
  at: number,
  state: number,
  found: Sighting[],
): void {
  for (let pair = automaton.endsAt[state]!; pair >= 0; pair = automaton.ends[pair + 1]!) {
    const pattern = automaton.ends[pair]!;
    found.push({ pattern, start: startOf(text, at, lengths[pattern]!), end: at + 1 });
  }
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
