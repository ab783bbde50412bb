/** What the bot would see of a page: its text, what matches, summary and facts, and what it leaves out. */
import type { AlertFact, Hit, NearMiss, Summary } from "../model.js";
import type { Clock, Matcher, Summariser } from "../ports.js";
import type { LeftOut } from "../reading/left-out.js";
import type { ReadPage } from "../reading/page.js";
import type { PageLook } from "../reading/polite-reader.js";
import { alertFacts } from "../summary/facts/alert-facts.js";
import { type Facts, factsOf } from "../summary/facts/facts.js";
import type { FindPlaces } from "../summary/facts/places.js";

export interface ReadDeps {
  look(url: string, signal: AbortSignal): Promise<PageLook>;
  matcher: Matcher;
  findPlaces: FindPlaces;
  summariser: Summariser;
  summaryLimits: { maxSentences: number; maxChars: number };
  clock: Pick<Clock, "now">;
}

export interface ReadAnswer {
  ok: boolean;
  url: string;
  /** Why the feed's own text would serve in place of this page; null when it is read. */
  unread: string | null;
  /** The canonical or AMP address that was followed. */
  followed: string | null;
  page: Omit<ReadPage, "leftOut"> | null;
  hits: Hit[];
  rejected: NearMiss[];
  summary: Summary | null;
  /** As an alert shows them. */
  facts: AlertFact[];
  /** The same with the places where they stand. */
  spans: Facts | null;
  leftOut: LeftOut[];
}

/** Never throws for what a page or a server does; `unread` says it. */
export async function readForPerson(deps: ReadDeps, url: string, signal: AbortSignal): Promise<ReadAnswer> {
  const { page: whole, unread, followed } = await deps.look(url, signal);
  const answer = { ok: unread === null, url, unread, followed };
  if (whole === null) {
    return { ...answer, page: null, hits: [], rejected: [], summary: null, facts: [], spans: null, leftOut: [] };
  }
  const { leftOut = [], ...page } = whole;
  const { text, language } = page;
  const title = page.title ?? "";
  const { hits, rejected } = deps.matcher.match({ title, text, language, feed: null });
  const terms = [...new Set(hits.flatMap((hit) => hit.terms.map(({ term }) => term)))];
  const articles = [{ id: page.url, title, text, language }];
  const summary = await deps.summariser.summarise({ articles, terms, ...deps.summaryLimits }, signal);
  const now = deps.clock.now();
  const publishedAt = page.publishedAt === null ? null : Date.parse(page.publishedAt);
  const report = {
    title,
    text,
    language,
    url: page.url,
    publisher: page.siteName ?? "",
    publishedAt,
    firstSeenAt: now,
    arrival: 1,
  };
  return {
    ...answer,
    page,
    hits,
    rejected,
    summary,
    facts: alertFacts([report], deps.findPlaces),
    spans: factsOf({ title, text, language }, publishedAt ?? now, deps.findPlaces),
    leftOut,
  };
}
