/** Lists of feeds in and out: OPML as other readers keep them, and YAML as the configuration holds them. */
import { stringify } from "yaml";
import { FEED_KINDS } from "../enumerations.js";
import { asWatchdeskError, WatchdeskError } from "../errors.js";
import { shownUrl } from "../mask.js";
import type { Feed } from "../model.js";
import type { Answer, AnswerRow } from "./command.js";
import { checkFeed, type FeedDesk, feedByUrl, freeId, type ListedFeed, type WrittenFeed } from "./feeds-desk.js";

/** Problems shown; the rest is counted. */
const SHOWN_PROBLEMS = 50;

/** The feeds in force as OPML: in the folders they came with, else in one a kind. */
export function exportOpml(desk: FeedDesk): string {
  const feeds = desk.feeds.map(
    (feed): ListedFeed => ({
      url: feed.url,
      title: feed.title ?? feed.publisher,
      siteUrl: null,
      folder: feed.folder ? feed.folder.split("/") : [feed.kind],
    }),
  );
  return desk.writeOpml({ title: "Watchdesk feeds", feeds });
}

/**
 * Adds what a list holds and is not there yet, as one change. What is wrong in it is told with file and line, and what
 * was good comes in. A folder named after a kind gives its feeds that kind.
 */
export async function importOpml(desk: FeedDesk, file: string, text: string): Promise<Answer> {
  const list = desk.readOpml(text);
  const problems: AnswerRow[] = list.problems.map(({ line, message }) => problemRow(`${file}:${line}: ${message}`));
  const taken = new Set(desk.feeds.map((feed) => feed.id));
  const written: WrittenFeed[] = [];
  let known = 0;
  for (const listed of list.feeds) {
    if (feedByUrl(desk, listed.url)) {
      known++;
      continue;
    }
    const one = writeListed(listed, taken);
    try {
      checkFeed(desk, one, `${file}: ${shownUrl(one.url)}`);
      taken.add(one.id);
      written.push(one);
    } catch (error) {
      problems.push(problemRow(asWatchdeskError(error).message));
    }
  }
  if (written.length === 0 && known === 0 && problems.length > 0) {
    throw new WatchdeskError(
      "input",
      problems
        .slice(0, SHOWN_PROBLEMS)
        .map((row) => row.text)
        .join("\n"),
      {
        hint: "nothing was added",
      },
    );
  }
  const changes = written.map((value) => ({ subject: value.id, what: "added", value }));
  await desk.store.changes.add("feed", desk.who, changes);
  const counts = [`${written.length} added`, `${known} known already`, `${problems.length} left out`];
  return {
    title: `${file}: ${counts.join(", ")}`,
    rows: [
      ...problems.slice(0, SHOWN_PROBLEMS),
      ...written.map(
        (one): AnswerRow => ({ text: `${one.id}: ${String(one["title"] ?? "")}`, url: shownUrl(one.url) }),
      ),
    ],
    footer: written.length > 0 ? `"watchdesk feeds revert" takes all of it back.` : null,
    data: { added: written, known, problems: problems.map((row) => row.text) },
  };
}

function problemRow(text: string): AnswerRow {
  return { text, tone: "bad" };
}

function writeListed({ url, title, folder }: ListedFeed, taken: ReadonlySet<string>): WrittenFeed {
  const host = new URL(url).hostname.replace(/^(www|rss|feeds?)\./, "");
  const kind = FEED_KINDS.find((one) => one === folder.at(-1)?.trim().toLowerCase());
  const place = folder.map((name) => name.replaceAll("/", "-")).join("/");
  return {
    id: freeId(title ?? host, taken),
    url,
    publisher: host.slice(0, MAX_PUBLISHER_CHARS),
    ...(title === null ? {} : { title: title.slice(0, MAX_TITLE_CHARS) }),
    ...(kind === undefined ? {} : { kind }),
    ...(place === "" || place === kind ? {} : { folder: place.slice(0, MAX_TITLE_CHARS) }),
  };
}

const MAX_TITLE_CHARS = 200;
const MAX_PUBLISHER_CHARS = 120;

/** The feeds in force as a file of `config/feeds/` would hold them. */
export function feedsAsYaml(feeds: Feed[]): string {
  return stringify({ feeds: feeds.map(writtenAs) }, { lineWidth: 0 });
}

/** Only what differs from the defaults is written. */
function writtenAs(feed: Feed): object {
  const { id, url, publisher, title, kind, family, language, timeZone, every, teaserOnly, enabled, folder } = feed;
  return {
    id,
    url,
    publisher,
    ...(title === null ? {} : { title }),
    kind,
    ...(family === null ? {} : { family }),
    ...(language === null ? {} : { language }),
    ...(timeZone === "UTC" ? {} : { timeZone }),
    every: typeof every === "number" ? `${every / 1000}s` : every,
    ...(teaserOnly ? { teaserOnly } : {}),
    ...(folder ? { folder } : {}),
    ...(enabled ? {} : { enabled }),
  };
}
