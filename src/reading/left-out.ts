/** What was taken out of a page and why, kept only where a person asks to see it. */
import type { PageElement } from "./dom.js";

export interface LeftOut {
  /** In words: "caption", "byline", "leads elsewhere". */
  why: string;
  /** How it begins. */
  text: string;
}

/** Notes one piece; absent where nobody asks. */
export type NoteLeftOut = (why: string, text: string) => void;

/** Pieces kept of one page, and the characters of each. */
const MOST_PIECES = 200;
const PIECE_CHARS = 200;

/** A list to note into. What lies inside a piece that is noted already is not noted again. */
export function createLeftOut(): { list: LeftOut[]; note: NoteLeftOut } {
  const list: LeftOut[] = [];
  const whole: string[] = [];
  return {
    list,
    note(why, raw) {
      const text = raw.replace(/\s+/g, " ").trim();
      if (text === "" || list.length >= MOST_PIECES || whole.some((one) => one.includes(text))) return;
      whole.push(text);
      list.push({ why, text: text.length <= PIECE_CHARS ? text : `${text.slice(0, PIECE_CHARS)}…` });
    },
  };
}

/** Takes an element out of its page, with a note; `why` is asked only where somebody reads it. */
export function takeOut(
  element: PageElement,
  why: (element: PageElement) => string,
  note: NoteLeftOut | undefined,
): void {
  note?.(why(element), element.textContent ?? "");
  element.remove();
}
