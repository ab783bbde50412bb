/** Whether a sentence really ends where Unicode's rules (UAX 29) see an end. */
import {
  AFTER_ORDINAL,
  AFTER_TIME,
  BEFORE_NAME,
  BEFORE_NUMBER,
  FRONTED,
  MAY_END,
  SAYING,
  STARTERS,
  TIME_OF_DAY,
} from "./abbreviations.js";

/** How far before and after a boundary its context is looked at, in characters. */
const CONTEXT = 80;
/** A fronted phrase ("At 5 a.m.") has at most so many words. */
const FRONTED_WORDS = 4;

/**
 * Does the sentence that began at `start` end at `at` (where the next one would begin)?
 * Decides on the words around alone; brackets, lists and quotations are looked at elsewhere.
 */
export function endsHere(text: string, start: number, at: number): boolean {
  const before = text.slice(Math.max(start, at - CONTEXT), at);
  const after = text.slice(at, at + CONTEXT);
  const trimmed = before.trimEnd();
  if (!/[\p{L}\p{N}]/u.test(text.slice(start, at))) return false;
  if (before.includes("\n", trimmed.length)) return !isWrapped(text.slice(start, at), trimmed, after);
  if (/^["'”’»)\]]*\s*\p{Ll}/u.test(after) && /[.!?…]["'”’»)\]]*$/u.test(trimmed)) return /^[a-z]\)/.test(after);
  if (/(^|[^.\s])\s\. \. \.$/u.test(trimmed)) return false;
  if (/[!?]["”’']$/u.test(trimmed) && isSaying(after)) return false;
  if (/[?!]$/u.test(trimmed) && /^["”’']\s/u.test(after)) return false;
  if (isMarker(text.slice(start, at))) return false;
  const word = /([^\s()[\]{}—–]+)\.$/u.exec(trimmed)?.[1];
  return word === undefined || !goesOnAfter(word.replace(/^["'“‘(«[]+/u, ""), text.slice(start, at), after);
}

/** A line broken inside a sentence: it began as sentences do, no mark ends it, and small letters go on. */
function isWrapped(sentence: string, trimmed: string, after: string): boolean {
  const blank = /\n\s*\n/u.test(sentence.slice(sentence.trimEnd().length));
  return !blank && /^\P{L}*\p{Lu}/u.test(sentence) && /[\p{L}\p{N},]$/u.test(trimmed) && /^\s*\p{Ll}/u.test(after);
}

/** "Why?" Smith asked. */
function isSaying(after: string): boolean {
  const words = after
    .split(/[^\p{L}]+/u)
    .filter(Boolean)
    .slice(0, 4);
  const verb = words.findIndex((word) => SAYING.has(word.toLowerCase()));
  return verb >= 0 && !STARTERS.has((words[0] ?? "").toLowerCase());
}

/** "1." or "b)" with nothing else before the boundary. */
function isMarker(sentence: string): boolean {
  return /^\W*(\d{1,3}|[A-Za-z])(\.\)|[.)])\s*$/u.test(sentence);
}

/** The word before the stop, without it, and what comes after: is the stop only the word's own? */
function goesOnAfter(word: string, sentence: string, after: string): boolean {
  const known = word.toLowerCase().replace(/’/gu, "'");
  const next = /^["'“‘(«[]*([\p{L}\p{N}][\p{L}\p{N}'’-]*)/u.exec(after)?.[1] ?? "";
  const opensQuote = /^["'“‘«]/u.test(after);
  const starts = STARTERS.has(next.toLowerCase()) || opensQuote;
  if (/^\p{N}/u.test(next) && BEFORE_NUMBER.has(known)) return true;
  if (/^\d{1,2}$/.test(word) && AFTER_ORDINAL.has(next.toLowerCase())) return true;
  if (TIME_OF_DAY.has(known)) return AFTER_TIME.has(next.toLowerCase()) || isFronted(sentence);
  if (/^\p{Lu}$/u.test(word)) return isInitial(word, sentence, next, starts);
  if (BEFORE_NAME.has(known)) return !(MAY_END.has(known) && starts);
  if (MAY_END.has(known) || /^(\p{L}\.)+\p{L}$/u.test(word)) return !starts && next !== "";
  return false;
}

/** "At 5 a.m." */
function isFronted(sentence: string): boolean {
  const words = sentence.trim().split(/\s+/u);
  return words.length <= FRONTED_WORDS && FRONTED.has((words[0] ?? "").toLowerCase());
}

/** "George W. Bush", not "you and I. Did you" or "Plan B. The". */
function isInitial(letter: string, sentence: string, next: string, starts: boolean): boolean {
  if (next === "") return false;
  if (!starts) return !(letter === "I" && /\p{Ll}\s+I\.\s*$/u.test(sentence) && STARTERS.has(next.toLowerCase()));
  return /(^|\s)\p{Lu}\.\s*\p{Lu}\.\s*$/u.test(sentence) && !/^(The|It|He|She|They)$/u.test(next);
}
