/** Cuts a text into sentences as exact spans: Unicode's rules as the platform has them, and repairs for news. */
import { endsHere } from "./boundaries.js";
import { type Range, wholeStretches } from "./brackets.js";
import { datelines } from "./datelines.js";
import { flattenedLines } from "./flattened.js";
import { bareEndings } from "./korean.js";
import { listMarkers } from "./lists.js";

/** A sentence without the white space around it; offsets are UTF-16 into the text as given, end exclusive. */
export interface Sentence {
  text: string;
  start: number;
  end: number;
}

/** A stop glued to a word that opens a sentence ("it fell.The rest"), as bad markup leaves it. */
const GLUED = /(?<=\p{Ll}{3}[.!?]["”’)]?)(?=(?:The|It|He|She|They|We|But|And|In|This|A|However|According)\s)/gu;
const KANA = /[\u3040-\u30ff]/u;
const HANGUL = /[\uac00-\ud7a3]/u;

/** One segmenter a language; making one costs more than cutting a page. */
const segmenters = new Map<string, Intl.Segmenter>();

/**
 * The sentences of a text, in order, without overlap; together they hold every letter of it.
 *
 * @param text any text, of any length; line breaks end sentences except inside a wrapped line
 * @param language BCP 47, or null to judge by script; matters for Korean and Japanese quotations
 */
export function splitSentences(text: string, language: string | null): Sentence[] {
  const code = languageOf(text, language);
  const filed = datelines(text);
  // The agency's bracket ends its dateline even where the first word is glued to it.
  const whole = wholeStretches(text, code).filter(([at]) => !filed.some(([start, end]) => at >= start && at < end));
  const markers = listMarkers(text);
  const forced = new Set(markers.map((marker) => marker.start));
  if (code === "ko") for (const end of bareEndings(text)) forced.add(end);
  for (const at of flattenedLines(text)) forced.add(at);
  for (const [, end] of filed) forced.add(end);
  const inMarker: Range[] = [...markers.map((marker): Range => [marker.start, marker.end + 1]), ...filed];
  const sentences: Sentence[] = [];
  let start = 0;
  const wholeAt = within(whole);
  const markerAt = within(inMarker.sort((a, b) => a[0] - b[0]));
  for (const at of candidates(text, code, forced)) {
    if (at <= start) continue;
    const inside = wholeAt(at) || markerAt(at);
    if (inside || !(forced.has(at) || endsHere(text, start, at))) continue;
    push(sentences, text, start, at);
    start = at;
  }
  push(sentences, text, start, text.length);
  return sentences;
}

function languageOf(text: string, language: string | null): string {
  const given = language?.slice(0, 2).toLowerCase();
  if (given === "ko" || given === "ja") return given;
  const sample = text.slice(0, 500);
  if (HANGUL.test(sample)) return "ko";
  if (KANA.test(sample)) return "ja";
  return given ?? "en";
}

/** Every place where a sentence might begin, ascending. */
function candidates(text: string, code: string, forced: ReadonlySet<number>): number[] {
  const places = new Set(forced);
  for (const { index } of segmenter(code).segment(text)) places.add(index);
  for (const { index } of text.matchAll(GLUED)) places.add(index);
  return [...places].sort((a, b) => a - b);
}

function segmenter(code: string): Intl.Segmenter {
  let known = segmenters.get(code);
  if (known === undefined) {
    known = new Intl.Segmenter(["ko", "ja", "zh", "ru"].includes(code) ? code : "en", { granularity: "sentence" });
    segmenters.set(known.resolvedOptions().locale, known);
    segmenters.set(code, known);
  }
  return known;
}

/** Tells for ascending offsets whether they lie inside one of the ranges (not at an edge). */
function within(ranges: readonly Range[]): (at: number) => boolean {
  let next = 0;
  return (at) => {
    while (next < ranges.length && ranges[next]![1] <= at) next++;
    const range = ranges[next];
    return range !== undefined && range[0] < at;
  };
}

function push(sentences: Sentence[], text: string, from: number, to: number): void {
  const raw = text.slice(from, to);
  const cut = raw.trim();
  if (cut === "") return;
  const start = from + raw.indexOf(cut);
  if (!/[\p{L}\p{N}]/u.test(cut) && sentences.length > 0 && !text.slice(sentences.at(-1)!.end, start).includes("\n")) {
    const last = sentences.at(-1)!;
    last.end = start + cut.length;
    last.text = text.slice(last.start, last.end);
    return;
  }
  sentences.push({ text: cut, start, end: start + cut.length });
}
