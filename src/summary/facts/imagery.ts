/** What a text says of the pictures from above that it rests on: their day, who took them, and whether they are old. */
import type { Sentence } from "../sentences.js";
import { daysBetween, iso, type NamedDay } from "./dates.js";
import { IMAGERY, PICTURES, PROVIDERS } from "./tables.js";

export interface Imagery {
  /** ISO calendar day; null when the text does not state it. */
  day: string | null;
  provider: string | null;
  /** Whole days between the pictures and the text; null when either is not dated. */
  ageDays: number | null;
  old: boolean;
  start: number;
  end: number;
}

/** Imagery older than this at publication is flagged, in days. */
const OLD_IMAGERY_DAYS = 30;
/**
 * @param title of the report; pictures that it names need no second naming in full below
 * @param days those that the text names, without days on which something was told
 */
export function imageryOf(
  title: string,
  sentences: readonly Sentence[],
  days: readonly NamedDay[],
  publishedAt: number | null,
): Imagery | null {
  const named = sentences.filter((sentence) => IMAGERY.test(sentence.text));
  if (named.length === 0 && !IMAGERY.test(title)) return null;
  // What the title or one sentence calls satellite images, the others call images.
  const speaking = [...named, ...sentences.filter((one) => !named.includes(one) && PICTURES.test(one.text))];
  const first = speaking[0];
  if (first === undefined) return null;
  const dated = speaking.flatMap((sentence) => dayIn(sentence, days)).at(0) ?? null;
  const provider = speaking.map((sentence) => PROVIDERS.exec(sentence.text)?.[0]).find(Boolean) ?? null;
  const ageDays = dated === null || publishedAt === null ? null : daysBetween(dated.day, iso(publishedAt));
  const { index, 0: words } = IMAGERY.exec(first.text) ?? PICTURES.exec(first.text)!;
  const start = first.start + index;
  const old = ageDays !== null && ageDays > OLD_IMAGERY_DAYS;
  return { day: dated?.day ?? null, provider, ageDays, old, start, end: start + words.length };
}

/** The day in a sentence about pictures that stands nearest to their name. */
function dayIn(sentence: Sentence, days: readonly NamedDay[]): NamedDay[] {
  const picture = sentence.start + (PICTURES.exec(sentence.text)?.index ?? 0);
  return days
    .filter((day) => day.start >= sentence.start && day.end <= sentence.end)
    .filter((day) => !isOfWhoeverActs(sentence, day))
    .sort((a, b) => Math.abs(a.start - picture) - Math.abs(b.start - picture))
    .slice(0, 1);
}

/** "연구소는 22일 위성사진을 공개했다": behind a topic stands the day on which it did something, but for pictures taken. */
function isOfWhoeverActs({ text, start }: Sentence, day: NamedDay): boolean {
  const taken = /^.{0,8}(?:촬영|찍|撮影|撮ら)/u.test(text.slice(day.end - start));
  return !taken && /(?:은|는|は)\s?(?:지난 )?$/u.test(text.slice(0, day.start - start));
}
