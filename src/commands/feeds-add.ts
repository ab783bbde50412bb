/** Adds a feed by its own address or by that of its site. */
import { counted } from "../channels/wording.js";
import { type FeedConfig, resolveFeed } from "../config/feed-schema.js";
import { WatchdeskError } from "../errors.js";
import { shownUrl } from "../mask.js";
import { urlOf } from "../url.js";
import type { Answer } from "./command.js";
import { checkFeed, type FeedDesk, feedByUrl, freeId, type WrittenFeed } from "./feeds-desk.js";
import { type Look, lookAt } from "./feeds-look.js";
import { itemRows } from "./feeds-test.js";

export interface AddOptions {
  id?: string;
  publisher?: string;
  title?: string;
  kind?: string;
  every?: string;
}

/** Items shown of what was added. */
const SHOWN = 3;
/** Feeds of comments carry readers' words, not news. */
const COMMENTS = /\bcomments?\b/i;

/**
 * What is found is read once before it is added: what cannot be read is refused with the stage at which it stops. Throws
 * WatchdeskError (`usage`, `config`, or what fetching and parsing say).
 */
export async function addFeed(desk: FeedDesk, url: string, options: AddOptions): Promise<Answer> {
  const address = addressOf(url);
  const known = feedByUrl(desk, address);
  if (known) throw standsAlready(known.id);
  checkFeed(desk, { ...options, id: options.id ?? "feed", url: address }, "feeds add");
  if (options.id !== undefined && desk.feeds.some((feed) => feed.id === options.id)) {
    throw new WatchdeskError("usage", `feeds add: id: the id "${options.id}" is taken; give another with --id`);
  }
  const [first, ...others] = await candidates(desk, address);
  if (!first) throw await nothingFound(desk, address);
  const elder = feedByUrl(desk, first.url);
  if (elder) throw standsAlready(elder.id);
  const look = await lookAt(desk, resolveFeed({ id: "feed", url: first.url }, {}, desk.polling.every));
  const written = write(desk, look.movedTo ?? first.url, options, look, first.title);
  const checked: FeedConfig = checkFeed(desk, written, "feeds add");
  await desk.store.changes.add("feed", desk.who, [{ subject: checked.id, what: "added", value: written }]);
  const feed = resolveFeed(checked, {}, desk.polling.every);
  return {
    title: `Added ${feed.id}: ${feed.title ?? feed.publisher}, ${counted(look.items.length, "item")}`,
    rows: [
      { text: shownUrl(feed.url), url: shownUrl(feed.url), details: [`found: ${first.by}`, look.document.feed.format] },
      ...itemRows(desk, feed, look.items.slice(0, SHOWN)),
      ...others.map((other) => ({
        text: `not added: ${shownUrl(other.url)}`,
        url: shownUrl(other.url),
        details: [other.title ?? ""],
      })),
    ],
    footer: `A running bot polls it within seconds; "watchdesk feeds revert" takes it back.`,
    data: { ...feed, found: [first, ...others] },
  };
}

function addressOf(url: string): string {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(url) && !/^[^/]+:\d/.test(url) ? url : `https://${url}`;
  if (!/^https?:$/.test(urlOf(whole)?.protocol ?? "")) {
    throw new WatchdeskError("usage", `feeds add: "${url}" is not an address of the web`, {
      hint: "for example: watchdesk feeds add https://www.38north.org",
    });
  }
  return whole;
}

async function candidates(desk: FeedDesk, address: string) {
  const found = await desk.findFeeds(address);
  const news = found.filter(({ url, title }) => !COMMENTS.test(url) && !COMMENTS.test(title ?? ""));
  return news.length > 0 ? news : found;
}

function standsAlready(id: string): WatchdeskError {
  return new WatchdeskError("usage", `feeds add: this address stands already as feed "${id}"`, {
    hint: `"watchdesk feeds test ${id}" shows what comes; "watchdesk feeds resume ${id}" ends a pause`,
  });
}

/** Why nothing was found: the address cannot be asked, or it leads to no feed. */
async function nothingFound(desk: FeedDesk, url: string): Promise<WatchdeskError> {
  const { maxBytes, timeout: timeoutMs } = desk.polling;
  const result = await desk.fetcher.fetch({ url, validators: null, maxBytes, timeoutMs });
  const { host } = new URL(url);
  if (result.kind === "gone") return new WatchdeskError("input", `feeds add: ${host} says that it is gone for good`);
  if (result.kind === "failed") {
    return new WatchdeskError(
      "input",
      `feeds add: ${result.reason}`,
      result.hint === null ? {} : { hint: result.hint },
    );
  }
  return new WatchdeskError(
    "input",
    `feeds add: ${host} names no feed, links to none, and none stands at the usual places`,
    {
      hint: "look for a feed's own address on the site (RSS, Atom), and add that",
    },
  );
}

function write(desk: FeedDesk, url: string, options: AddOptions, look: Look, found: string | null): WrittenFeed {
  const taken = new Set(desk.feeds.map((feed) => feed.id));
  const { title, language } = look.document.feed;
  const host = new URL(url).hostname.replace(/^(www|rss|feeds?)\./, "");
  return {
    id: options.id ?? freeId(options.publisher ?? host.replace(/\.[a-z]+$/, ""), taken),
    url,
    publisher: (options.publisher ?? host).slice(0, 120),
    title: (options.title ?? title ?? found ?? host).slice(0, 200),
    ...(options.kind === undefined ? {} : { kind: options.kind }),
    ...(options.every === undefined ? {} : { every: options.every }),
    ...(language !== null && LANGUAGE.test(language) ? { language } : {}),
  };
}

/** As the configuration takes it; documents say "en-us" and worse. */
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
