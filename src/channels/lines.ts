/** Lines of runs: what a message says, before a platform writes it. */
import { breakMentions, type Drawing, drawWithin } from "./text.js";

/**
 * A piece of a line. Words are literal, ours as those from outside; `max` is what they may take of a platform's limit.
 * A link is named by where it leads; only one to a message of our own has a name, in words of ours.
 */
export type Run =
  | { kind: "words"; text: string; max: number; strong: boolean }
  | { kind: "time"; seconds: number }
  | { kind: "link"; url: string | null; name?: string };

export interface Line {
  runs: Run[];
  /** Smaller or paler than the rest, where the platform can. */
  faint?: boolean;
  /** One of a list. */
  bullet?: boolean;
  /** What all words of the line may take together. */
  max?: number;
}

/** Words from outside; of ours see `ours`. */
export function words(text: string, max: number, strong = false): Run {
  return { kind: "words", text, max, strong };
}

/** Far above what any of our own words take, escapes included. */
const OUR_CHARS = 200;

/** Words of our own, which are never cut. */
export function ours(text: string, strong = false): Run {
  return words(text, OUR_CHARS, strong);
}

/** How a platform writes the pieces; an empty result is left out. */
export interface Pen<Piece> extends Drawing {
  /** @param text as `write` gave it, cut to its limit; never empty */
  words(text: string, strong: boolean): Piece;
  time(seconds: number): Piece;
  /** @param name in place of the host */
  link(url: string | null, name?: string): Piece[];
}

/** The line's pieces in order, all words within the limits of run and line. */
export function drawLine<Piece>({ runs, max = Number.POSITIVE_INFINITY }: Line, pen: Pen<Piece>): Piece[] {
  const pieces: Piece[] = [];
  let left = max;
  for (const run of runs) {
    if (run.kind === "time") pieces.push(pen.time(run.seconds));
    else if (run.kind === "link") pieces.push(...pen.link(run.url, run.name));
    else if (left > 0) {
      const said = breakMentions(run.text);
      const whole = drawWithin(said, run.max, pen);
      const text = pen.weigh(whole) <= left ? whole : drawWithin(said, left, pen);
      // What does not fit ends the line's words: nothing stands behind the mark of the cut.
      left = text === whole ? left - pen.weigh(text) : 0;
      if (text !== "") pieces.push(pen.words(text, run.strong));
    }
  }
  return pieces;
}
