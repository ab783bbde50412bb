/** Texts that come decomposed (jamo, combining accents, half-width kana): composed, with a way back to the offsets as given. */
import { folding, Mark } from "./fold.js";

export interface Composed {
  text: string;
  /** Unit of `text` -> where it begins in the text as given. */
  starts: Uint32Array;
  /** Unit of `text` -> where it ends in the text as given. */
  ends: Uint32Array;
}

/** Longest cluster that is composed as one; a longer chain of marks is cut, which loses no name anybody writes. */
const MAX_CLUSTER = 32;
/** Joins the unit before it: accents, voicing marks, vowels and finals of Hangul. */
const FOLLOWER = /[\u0300-\u036f\u3099\u309a\uff9e\uff9f\u1160-\u11ff\uffc2-\uffdc]/u;

/** NFKC of every cluster that needs its neighbours; all else stays, unit for unit. Marks that compose with nothing are dropped. */
export function compose(text: string): Composed {
  const { symbol } = folding();
  const units: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (let at = 0; at < text.length; ) {
    let end = at + 1;
    while (end < text.length && end - at < MAX_CLUSTER && FOLLOWER.test(text[end]!)) end++;
    const plain = end === at + 1 && symbol[text.charCodeAt(at)] !== Mark.composing;
    for (const unit of plain ? [text[at]!] : text.slice(at, end).normalize("NFKC").split("")) {
      if (!plain && symbol[unit.charCodeAt(0)] === Mark.composing) continue;
      units.push(unit);
      starts.push(at);
      ends.push(end);
    }
    at = end;
  }
  return { text: units.join(""), starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
}
