import type { StoryEvent } from "../model.js";
import { compareFirmness, firmnessOf } from "./firmness.js";
import { type Quantity, quantitiesIn } from "./numbers.js";
import { overlap, shinglesOf } from "./shingles.js";
import { normalise } from "./tokens.js";

/** One state of an item. */
export interface Wording {
  title: string;
  text: string;
}

/** What stays and what goes; `kept` parts are in both. */
export interface DiffPart {
  kind: "kept" | "added" | "removed";
  text: string;
}

/** Longest pair of texts that is compared word by word, in words of either; beyond it the whole counts as replaced. */
export const MAX_DIFF_WORDS = 400;

const WITHDRAWN =
  /\b(?:withdrawn|retract(?:ed|ion|s)|kill(?:s|ed)? (?:the )?story|removed pending|disregard|story deleted)\b|기사 ?삭제|기사 ?철회|보도 ?철회|撤回|取り消し|撤稿|отозван[ао]?|снят[ао] с публикации/iu;
const CORRECTED =
  /\b(?:correction|corrects|corrected|clarification|an earlier version)\b|정정|바로잡습니다|訂正|更正|исправлен[ао]?/iu;

/**
 * The difference of two texts, word by word (in scripts without spaces, letter by letter), by the longest common
 * subsequence. Joined, kept and removed parts give the old text's words, kept and added parts the new one's.
 */
export function diffWords(before: string, after: string): DiffPart[] {
  const old = pieces(before);
  const now = pieces(after);
  if (old.length > MAX_DIFF_WORDS || now.length > MAX_DIFF_WORDS) {
    return [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
  }
  return joined(walk(old, now, commonLengths(old, now)));
}

/** What a change of an item means for its story; empty when the change is one of punctuation or layout. */
export function revisionEvents(before: Wording, after: Wording, publisher: string): StoryEvent[] {
  const isNew = (words: RegExp) => matches(words, after) && !matches(words, before);
  if (isNew(WITHDRAWN)) return [{ kind: "withdrawn", by: publisher }];
  const events: StoryEvent[] = [];
  if (plain(before.title) !== plain(after.title)) {
    events.push({ kind: "headline-changed", before: before.title, after: after.title });
  }
  const firmed = firmnessChange(before, after);
  if (firmed !== null) events.push(firmed);
  events.push(...numberChanges(before, after));
  if (isNew(CORRECTED) && events.length === 0) {
    events.push({ kind: "headline-changed", before: before.title, after: after.title });
  }
  return events;
}

/** How much of a text is new: 0 the same, 1 nothing in common. */
export function newness(before: string, after: string): number {
  const now = shinglesOf(after);
  return now.size === 0 ? 0 : 1 - overlap(shinglesOf(before), now).shared / now.size;
}

function firmnessChange(before: Wording, after: Wording): StoryEvent | null {
  const was = firmnessOf(before.title, before.text);
  const is = firmnessOf(after.title, after.text);
  if (was === null || is === null) return null;
  const step = compareFirmness(is.firmness, was.firmness);
  if (step === 0) return null;
  const kind = step > 0 ? "firmed" : "softened";
  return { kind, before: `${was.firmness}: ${was.text}`, after: `${is.firmness}: ${is.text}` };
}

/** Numbers that changed while what they count stayed; a unit that had or has several numbers is left alone. */
function numberChanges(before: Wording, after: Wording): StoryEvent[] {
  const was = byUnit(quantitiesIn(before.title, before.text));
  const is = byUnit(quantitiesIn(after.title, after.text));
  const events: StoryEvent[] = [];
  for (const [unit, values] of is) {
    const old = was.get(unit);
    if (old?.length !== 1 || values.length !== 1 || old[0] === values[0]) continue;
    events.push({ kind: "number-changed", before: `${old[0]} ${unit}`, after: `${values[0]} ${unit}` });
  }
  return events;
}

function byUnit(quantities: Quantity[]): Map<string, string[]> {
  const units = new Map<string, string[]>();
  for (const { value, unit } of quantities) if (unit !== null) units.set(unit, [...(units.get(unit) ?? []), value]);
  return units;
}

function matches(words: RegExp, { title, text }: Wording): boolean {
  return words.test(title) || words.test(text);
}

function plain(text: string): string {
  return normalise(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function pieces(text: string): string[] {
  return (
    text.match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\s*|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+\s*/gu,
    ) ?? []
  );
}

function commonLengths(old: string[], now: string[]): Uint16Array[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      lengths[i]![j] = same(old[i]!, now[j]!)
        ? lengths[i + 1]![j + 1]! + 1
        : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  return lengths;
}

function walk(old: string[], now: string[], lengths: Uint16Array[]): DiffPart[] {
  const parts: DiffPart[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && same(old[i]!, now[j]!)) {
      parts.push({ kind: "kept", text: now[j]! });
      i += 1;
      j += 1;
    } else if (j === now.length || (i < old.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) {
      parts.push({ kind: "removed", text: old[i]! });
      i += 1;
    } else {
      parts.push({ kind: "added", text: now[j]! });
      j += 1;
    }
  }
  return parts;
}

function joined(parts: DiffPart[]): DiffPart[] {
  const runs: DiffPart[] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (last?.kind === part.kind) last.text += part.text;
    else runs.push({ ...part });
  }
  return runs;
}

function same(a: string, b: string): boolean {
  return a.trim() === b.trim();
}
