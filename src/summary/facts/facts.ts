/** What a text states beside its summary, each with the place where it states it. Pure. */
import { datelines } from "../datelines.js";
import { type Sentence, splitSentences } from "../sentences.js";
import { type Claim, claimOf } from "./claims.js";
import { isOfTelling, localTime, type NamedDay, namedDays } from "./dates.js";
import { eventOf, isOnlySaid, type ToldEvent } from "./events.js";
import { type Imagery, imageryOf } from "./imagery.js";
import type { FactSource, FindPlaces, NamedPlace } from "./places.js";

/** UTF-16 offsets into the text as given, end exclusive. */
export interface Span {
  start: number;
  end: number;
}

export interface Facts {
  event: ToldEvent | null;
  places: NamedPlace[];
  /** `day` is an ISO calendar day where the event happened; `clock` and `zone` as written, null when not stated. */
  when: (Span & { day: string | null; clock: string | null; zone: string | null }) | null;
  claims: Claim[];
  /** Null when the text speaks of no imagery. */
  imagery: Imagery | null;
}

/** Text looked at, in characters, and sentences: the facts of a report stand near its beginning. */
const MOST_CHARS = 20_000;
const MOST_SENTENCES = 60;
const MOST_PLACES = 5;
const MOST_CLAIMS = 4;

const CLOCK =
  /\b(\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?)(?: \(?(?:local time|(KST|JST|UTC|GMT|EST|EDT|CET|CEST|MSK|PST|PDT|BST|IST)))?|((?:오전|오후) ?\d{1,2}시(?: ?\d{1,2}분)?)/iu;
const ZONE = /\b(KST|JST|UTC|GMT|EST|EDT|CET|CEST|MSK|PST|PDT|BST|IST|local time)\b|현지 ?시간/u;

/**
 * @param publishedAt ms since 1970 UTC, or null; days without a year are read against it
 * @param findPlaces names the places there are; none of them is guessed
 */
export function factsOf(source: FactSource, publishedAt: number | null, findPlaces: FindPlaces): Facts {
  const { title, language } = source;
  const text = source.text.slice(0, MOST_CHARS);
  const sentences = splitSentences(text, language).slice(0, MOST_SENTENCES);
  const localAt = publishedAt === null ? null : localTime(publishedAt, language);
  const days = namedDays(text, localAt);
  const event = eventOf(title, sentences, localAt);
  const claims = sentences.flatMap(claimOf);
  // The day of the pictures is told with them, and that of a statement is not when what it speaks of happened.
  const filed = datelines(text);
  const told = days.filter(
    (day) =>
      !isOfTelling(text, day) &&
      !followsOne(claims, day) &&
      !filed.some(([start, end]) => day.start >= start && day.end <= end),
  );
  const imagery = imageryOf(title, sentences, told, localAt);
  const own = told.filter(({ day }) => day !== imagery?.day);
  return {
    event,
    places: findPlaces({ title, text, language }).slice(0, MOST_PLACES),
    when: event === null || isOnlySaid(event.class) ? null : whenOf(sentences, event, own),
    claims: claims.slice(0, MOST_CLAIMS),
    imagery,
  };
}

/** The day and hour in the event's own sentence, else in the one after it; what the title tells is told again at the top. */
function whenOf(sentences: readonly Sentence[], found: NonNullable<Facts["event"]>, days: readonly NamedDay[]) {
  const event = found.field === "title" ? { start: 0, end: 0 } : found;
  const at = Math.max(
    0,
    sentences.findIndex((sentence) => event.start >= sentence.start && event.end <= sentence.end),
  );
  for (const sentence of sentences.slice(at, at + 2)) {
    const near = days.filter((day) => day.start >= sentence.start && day.end <= sentence.end);
    const day = near.sort((a, b) => distance(a, event) - distance(b, event))[0];
    const clock = CLOCK.exec(sentence.text);
    if (day === undefined && clock === null) continue;
    const zone = ZONE.exec(sentence.text)?.[0] ?? null;
    const span = day ?? spanOf(sentence, clock!);
    return { start: span.start, end: span.end, day: day?.day ?? null, clock: clock?.[1] ?? clock?.[3] ?? null, zone };
  }
  return null;
}

/** "합동참모본부는 5일 ...고 밝혔다": a day that comes right behind who says it is that of saying. */
function followsOne(claims: readonly Claim[], { start }: NamedDay): boolean {
  return claims.some((claim) => start > claim.end && start <= claim.end + PARTICLE_CHARS);
}
const PARTICLE_CHARS = 3;

function distance(a: Span, b: Span): number {
  return Math.min(Math.abs(a.start - b.end), Math.abs(b.start - a.end));
}

function spanOf(sentence: Sentence, match: RegExpExecArray): Span {
  const start = sentence.start + match.index;
  return { start, end: start + match[0].length };
}
