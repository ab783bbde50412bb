/** The facts of a story in a few words each, from its reports in their order: what an alert shows beside the summary. Pure. */
import type { AlertFact } from "../../model.js";
import type { StoryState } from "../../ports.js";
import { isKeptBack } from "../../reading/unread.js";
import { daysBetween, iso } from "./dates.js";
import { type Facts, factsOf } from "./facts.js";
import { type FindPlaces, mapOf, type NamedPlace } from "./places.js";
import type { EventClass } from "./tables.js";

/** What facts need of a report. */
export type FactReport = Pick<
  StoryState["reports"][number],
  "title" | "text" | "language" | "url" | "publisher" | "publishedAt" | "firstSeenAt" | "arrival" | "page" | "unread"
>;
type Kind = AlertFact["kind"];

/** Reports looked at: the first ones state what the others repeat. */
const MOST_REPORTS = 8;
/** Facts shown of a kind. */
const MOST: Record<Kind, number> = { event: 1, place: 3, when: 1, claim: 3, imagery: 2, page: 2 };
/** A page that is so many days older than the item that leads to it is an old one behind a new item. */
const OLD_PAGE_DAYS = 7;
/** Longest text of one fact, in characters. */
const MAX_FACT_CHARS = 160;

const EVENT_WORDS: Record<EventClass, string> = {
  "nuclear-test": "nuclear test",
  "launch-failure": "failed launch",
  launch: "launch",
  "engine-test": "engine test",
  "launch-notice": "notice of a launch",
  "launch-preparation": "preparations for a launch or test",
  "site-activity": "activity at a site",
  assessment: "assessment",
  statement: "statement",
};
const MONTHS = "January February March April May June July August September October November December".split(" ");

interface Found extends AlertFact {
  /** Two facts of a kind with the same key are one. */
  key: string;
}

/** Kind by kind, first report first, each fact once; empty where the reports state none. */
export function alertFacts(all: readonly FactReport[], findPlaces: FindPlaces): AlertFact[] {
  const reports = [...all].sort((a, b) => a.arrival - b.arrival).slice(0, MOST_REPORTS);
  const read = reports.map((report) => ({ report, facts: factsOf(report, writtenAt(report), findPlaces) }));
  const pictured = read.flatMap(({ facts }) => facts.imagery?.day ?? []);
  const provided = read.flatMap(({ facts }) => (facts.imagery?.provider ? (facts.imagery.day ?? []) : []));
  const found: Found[] = [
    ...eventFacts(read),
    ...read.flatMap(({ facts }) => facts.places.map(placeFact)),
    ...read.flatMap(({ report, facts }) => whenFact(facts, pictured, report.url)),
    ...claimFacts(read),
    ...read.flatMap(({ report, facts }) => imageryFact(facts, { pictured, provided }, report.url)),
    ...reports.flatMap(pageFact),
    ...unreadFact(reports),
  ];
  const seen = new Set<string>();
  const shown: Record<Kind, number> = { event: 0, place: 0, when: 0, claim: 0, imagery: 0, page: 0 };
  return found.flatMap(({ key, ...fact }) => {
    const own = `${fact.kind} ${key}`;
    if (seen.has(own) || shown[fact.kind] >= MOST[fact.kind]) return [];
    seen.add(own);
    shown[fact.kind]++;
    return [{ ...fact, text: fact.text.slice(0, MAX_FACT_CHARS) }];
  });
}

/** When the text was written: days in it are read against this. An old page behind a new item speaks of its own time. */
function writtenAt({ page, publishedAt, firstSeenAt }: FactReport): number {
  const dated = page?.publishedAt ?? publishedAt ?? firstSeenAt;
  return Math.min(dated, firstSeenAt);
}

/** What happened goes before what was said of it, whichever was reported first. */
function eventFacts(read: readonly { report: FactReport; facts: Facts }[]): Found[] {
  const told = read.flatMap(({ report, facts: { event } }) => (event ? [{ report, event }] : []));
  const first = told.find(({ event }) => event.class !== "statement" && event.class !== "assessment") ?? told[0];
  if (first === undefined) return [];
  const { report, event } = first;
  return [{ kind: "event", key: event.class, text: EVENT_WORDS[event.class], url: report.url, doubtful: false }];
}

function placeFact(place: NamedPlace): Found {
  const { entity, title, name, latitude, longitude, exact } = place;
  const called = title === name || title.includes(name) ? title : `${title} (“${name}”)`;
  const text = `${called}, ${exact ? "" : "about "}${latitude.toFixed(3)}, ${longitude.toFixed(3)}`;
  return { kind: "place", key: entity, text, url: mapOf(place), doubtful: false };
}

/** @param pictured the days of the pictures that any report speaks of: what they show was there, and happened before */
function whenFact({ when }: Facts, pictured: readonly string[], url: string | null): Found[] {
  if (when === null || (when.day !== null && pictured.includes(when.day))) return [];
  const parts = [when.day === null ? null : dayWords(when.day), when.clock];
  const clock = when.clock === null || when.zone === null ? "" : ` ${when.zone}`;
  const text = parts.filter((part) => part !== null).join(", ") + clock;
  return [{ kind: "when", key: text, text, url, doubtful: false }];
}

/** Who knows goes before who hands it on. */
function claimFacts(read: readonly { report: FactReport; facts: Facts }[]): Found[] {
  const all = read.flatMap(({ report, facts }) => facts.claims.map((claim) => ({ report, ...claim })));
  const [own, handedOn] = [false, true].map((on) => all.filter(({ firmness }) => (firmness === "reported") === on));
  return [...own!, ...handedOn!].map(({ who, firmness, report }) => claimFact(who, firmness, report));
}

function claimFact(who: string, firmness: string, { url }: FactReport): Found {
  const key = who.toLowerCase().replace(/[’']s\b/gu, "");
  return { kind: "claim", key, text: `${who} (${firmness})`, url, doubtful: false };
}

/**
 * Pictures whose day or provider one report states are not told as undated, or as nobody's, by another.
 *
 * @param told the days of pictures that any report speaks of, and of those whose provider it names
 */
function imageryFact(
  { imagery }: Facts,
  told: { pictured: readonly string[]; provided: readonly string[] },
  url: string | null,
): Found[] {
  if (imagery === null || (imagery.day === null && told.pictured.length > 0)) return [];
  if (imagery.provider === null && imagery.day !== null && told.provided.includes(imagery.day)) return [];
  const { day, provider, ageDays, old } = imagery;
  const dated = day === null ? "date not stated" : `of ${dayWords(day)}`;
  const age = ageDays === null || ageDays < 1 ? [] : [`${ageDays} ${ageDays === 1 ? "day" : "days"} before the report`];
  const text = [dated, ...(provider === null ? [] : [provider]), ...age].join(", ");
  return [{ kind: "imagery", key: `${day} ${provider?.toLowerCase()}`, text, url, doubtful: old }];
}

function pageFact({ page, publishedAt, firstSeenAt, url, publisher }: FactReport): Found[] {
  if (page?.publishedAt == null) return [];
  const item = iso(publishedAt ?? firstSeenAt);
  const written = iso(page.publishedAt);
  if (daysBetween(written, item) <= OLD_PAGE_DAYS) return [];
  const updated =
    page.updatedAt === null || iso(page.updatedAt) === written ? "" : `, updated ${dayWords(iso(page.updatedAt))}`;
  const text = `${publisher}: page of ${dayWords(written)}${updated} behind an item of ${dayWords(item)}`;
  return [{ kind: "page", key: text, text, url, doubtful: true }];
}

/** Where no page of the story was read: why the first report's was not. One that was read makes up for the others. */
function unreadFact(reports: readonly FactReport[]): Found[] {
  if (reports.some(({ page }) => page !== undefined)) return [];
  const kept = reports.find(({ unread }) => unread !== undefined && isKeptBack(unread));
  if (kept === undefined) return [];
  const text = `${kept.publisher}: page not read, ${kept.unread}`;
  return [{ kind: "page", key: text, text, url: kept.url, doubtful: false }];
}

/** "5 March 2019": no two readers take it for two days. */
function dayWords(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${date} ${MONTHS[month! - 1]} ${year}`;
}
