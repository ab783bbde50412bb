/** What a text states beside its summary, each with the place where it states it. Pure. */
import { nameFinder } from "../names.js";
import { type Sentence, splitSentences } from "../sentences.js";
import { daysBetween, iso, type NamedDay, namedDays } from "./dates.js";
import { EVENTS, type EventClass, type Firmness, IMAGERY, PROVIDERS, VERBS } from "./tables.js";

/** UTF-16 offsets into the text as given, end exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** A place that may be named: an entity with coordinates. */
export interface KnownPlace {
  entity: string;
  names: readonly string[];
  latitude: number;
  longitude: number;
}

export interface Facts {
  event: (Span & { class: EventClass }) | null;
  places: (Span & { entity: string; name: string; latitude: number; longitude: number; map: string })[];
  /** `day` is an ISO calendar day where the event happened; `clock` and `zone` as written, null when not stated. */
  when: (Span & { day: string | null; clock: string | null; zone: string | null }) | null;
  claims: (Span & { who: string; firmness: Firmness })[];
  /** Null when the text speaks of no imagery; a date or provider that is not stated is null. */
  imagery: (Span & { day: string | null; provider: string | null; old: boolean }) | null;
}

/** Sentences looked at: the facts of a report stand near its beginning. */
const MOST_SENTENCES = 60;
const MOST_PLACES = 5;
const MOST_CLAIMS = 4;
/** Imagery older than this at publication is flagged, in days. */
const OLD_IMAGERY_DAYS = 30;

const CLOCK =
  /\b(\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?)(?: \(?(?:local time|(KST|JST|UTC|GMT|EST|EDT|CET|CEST|MSK|PST|PDT|BST|IST)))?|((?:오전|오후) ?\d{1,2}시(?: ?\d{1,2}분)?)/iu;
const ZONE = /\b(KST|JST|UTC|GMT|EST|EDT|CET|CEST|MSK|PST|PDT|BST|IST|local time)\b|현지 ?시간/u;

/**
 * @param publishedAt ms since 1970 UTC, or null; days without a year are read against it
 * @param places that the text may name; none of them is guessed
 */
export function factsOf(
  article: { title: string; text: string; language: string | null },
  publishedAt: number | null,
  places: readonly KnownPlace[],
): Facts {
  const sentences = splitSentences(article.text, article.language).slice(0, MOST_SENTENCES);
  const days = namedDays(article.text, publishedAt);
  const event = eventOf(sentences);
  return {
    event,
    places: placesOf(article.text, places),
    when: event === null ? null : whenOf(sentences, event, days),
    claims: sentences.flatMap(claimOf).slice(0, MOST_CLAIMS),
    imagery: imageryOf(sentences, days, publishedAt),
  };
}

/** The first sentence that tells an event; statements and assessments only where nothing else happens. */
function eventOf(sentences: readonly Sentence[]): Facts["event"] {
  for (const [kind, pattern] of EVENTS) {
    for (const sentence of sentences.slice(0, LEAD_SENTENCES)) {
      const match = pattern.exec(sentence.text);
      if (match !== null) return { class: kind, ...spanOf(sentence, match) };
    }
  }
  return null;
}
/** An event is what the beginning tells; further down stand those of the past. */
const LEAD_SENTENCES = 3;

function placesOf(text: string, places: readonly KnownPlace[]): Facts["places"] {
  const found: Facts["places"] = [];
  for (const { entity, names, latitude, longitude } of places) {
    const hits = names
      .map((name) => ({ name, start: nameFinder([name]).first(text) }))
      .filter((hit) => hit.start >= 0)
      .sort((a, b) => a.start - b.start || b.name.length - a.name.length);
    const hit = hits[0];
    if (hit === undefined) continue;
    const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=14/${latitude}/${longitude}`;
    found.push({ entity, ...hit, end: hit.start + hit.name.length, latitude, longitude, map });
  }
  return found.sort((a, b) => a.start - b.start).slice(0, MOST_PLACES);
}

/** The day and hour in the event's own sentence, else a day in the sentence after it. */
function whenOf(sentences: readonly Sentence[], event: Span, days: readonly NamedDay[]): Facts["when"] {
  const at = sentences.findIndex((sentence) => event.start >= sentence.start && event.end <= sentence.end);
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

function distance(a: Span, b: Span): number {
  return Math.min(Math.abs(a.start - b.end), Math.abs(b.start - a.end));
}

const ENGLISH_CLAIM = new RegExp(
  `((?:\\p{Lu}[\\p{L}.'’-]*|the|of|and|for)(?: (?:\\p{Lu}[\\p{L}.'’-]*|of|and|for|the|on|military|officials?|ministry|agency|media|government|analysts?|experts?|spokesman|spokeswoman))*) (${VERBS.map(([, verbs]) => verbs.replace(/\|[가-힣|]+/u, "")).join("|")})\\b`,
  "u",
);
const ACCORDING =
  /\b[Aa]ccording to ((?:the |a |an )?\p{Lu}[\p{L}\p{N}.'’& -]{1,80}?)(?=[,.;]| (?:on|in|which|that|who|and|said)\b)/u;
const KOREAN_CLAIM = new RegExp(
  `^(?:\\([^)]*\\)\\s*)?([가-힣A-Za-z\\p{N}· ]{2,30}?)(?:은|는|이|가) .*(${VERBS.flatMap(([, verbs]) => verbs.match(/[가-힣]+/gu) ?? []).join("|")})`,
  "u",
);

function claimOf(sentence: Sentence): Facts["claims"] {
  const match = ENGLISH_CLAIM.exec(sentence.text) ?? KOREAN_CLAIM.exec(sentence.text);
  if (match !== null) {
    const who = match[1]!.replace(/^(?:the|and|of|for)\s+/iu, "").trim();
    const start = sentence.start + sentence.text.indexOf(who);
    if (who.length > 1 && /\p{Lu}|\p{Script=Hangul}/u.test(who) && !/^(?:He|She|They|It|But|And|We|I)$/u.test(who)) {
      return [{ who, firmness: firmnessOf(match[2]!), start, end: start + who.length }];
    }
  }
  const source = ACCORDING.exec(sentence.text);
  if (source === null) return [];
  const start = sentence.start + source.index + source[0].length - source[1]!.length;
  return [{ who: source[1]!, firmness: "reported", start, end: start + source[1]!.length }];
}

function firmnessOf(verb: string): Firmness {
  return VERBS.find(([, verbs]) => verbs.split("|").includes(verb))?.[0] ?? "reported";
}

function imageryOf(
  sentences: readonly Sentence[],
  days: readonly NamedDay[],
  publishedAt: number | null,
): Facts["imagery"] {
  const speaking = sentences.filter((sentence) => IMAGERY.test(sentence.text));
  if (speaking.length === 0) return null;
  const dated = speaking.flatMap((s) => days.filter((day) => day.start >= s.start && day.end <= s.end))[0] ?? null;
  const provider = speaking.map((s) => PROVIDERS.exec(s.text)?.[0]).find(Boolean) ?? null;
  const old = dated !== null && publishedAt !== null && daysBetween(dated.day, iso(publishedAt)) > OLD_IMAGERY_DAYS;
  const first = speaking[0]!;
  return { day: dated?.day ?? null, provider, old, ...spanOf(first, IMAGERY.exec(first.text)!) };
}

function spanOf(sentence: Sentence, match: RegExpExecArray): Span {
  const start = sentence.start + match.index;
  return { start, end: start + match[0].length };
}
