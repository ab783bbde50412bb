/** Search feeds made from a watch's names. */
import { counted } from "../channels/wording.js";
import { WatchdeskError } from "../errors.js";
import type { Feed } from "../model.js";
import type { Answer } from "./command.js";
import { checkFeed, type FeedDesk, SEARCH_ENGINES, type SearchEngine, type WrittenFeed } from "./feeds-desk.js";
import { namesToSearch } from "./feeds-names.js";

export interface SearchOptions {
  /** Which engines, separated by commas; Google News and Bing News when not given, since GDELT is slow to ask. */
  engines?: string;
  /** Which languages, separated by commas; all of the names' when not given. */
  languages?: string;
  /** Adds them; else they are only shown. */
  add?: boolean;
}

const USUAL: SearchEngine[] = ["google-news", "bing-news"];

/** Throws WatchdeskError (`usage`) for an unknown watch, engine or language. */
export async function searchByNames(desk: FeedDesk, watch: string, options: SearchOptions): Promise<Answer> {
  const names = chosen(namesToSearch(desk.watchFiles, watch), options.languages);
  const made = enginesOf(options.engines).flatMap((engine) => desk.searchFeeds(watch, names, engine));
  const known = new Map(desk.feeds.map((feed) => [feed.id, feed.url]));
  const fresh = made.filter((feed) => known.get(feed.id) !== feed.url);
  if (options.add) {
    const written = fresh.map(writtenFrom);
    for (const one of written) checkFeed(desk, one, `feeds search ${watch}`);
    const changes = written.map((value) => ({ subject: value.id, what: "added", value }));
    await desk.store.changes.add("feed", desk.who, changes);
  }
  const verb = options.add ? "added" : "would be added";
  return {
    title: `${counted(fresh.length, "search feed")} ${verb} for ${watch}; ${made.length - fresh.length} stand already`,
    rows: fresh.map((feed) => ({
      text: feed.id,
      url: feed.url,
      details: [decodeURIComponent(new URL(feed.url).searchParams.get("q") ?? new URL(feed.url).search)],
    })),
    footer: options.add ? `"watchdesk feeds revert" takes them back.` : `Add them with --add.`,
    data: fresh,
  };
}

function chosen(names: Record<string, string[]>, languages: string | undefined): Record<string, string[]> {
  if (languages === undefined) return names;
  const wanted = listed(languages);
  const unknown = wanted.filter((language) => !Object.hasOwn(names, language));
  if (unknown.length === 0) return Object.fromEntries(wanted.map((language) => [language, names[language] ?? []]));
  throw new WatchdeskError("usage", `feeds search: it has no names in ${unknown.join(", ")}`, {
    hint: `there are: ${Object.keys(names).join(", ")}`,
  });
}

function enginesOf(text: string | undefined): SearchEngine[] {
  if (text === undefined) return USUAL;
  return listed(text).map((name) => {
    const engine = SEARCH_ENGINES.find((one) => one === name);
    if (engine) return engine;
    throw new WatchdeskError("usage", `feeds search: no engine "${name}"; there are ${SEARCH_ENGINES.join(", ")}`);
  });
}

function listed(text: string): string[] {
  return text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

function writtenFrom({ id, url, publisher, title, language, every, teaserOnly }: Feed): WrittenFeed {
  const said = language === null ? {} : { language };
  return { id, url, publisher, title, kind: "search", ...said, every: `${Number(every) / 1000}s`, teaserOnly };
}
