/** Polls one feed: asks its server, reads the document, matches what is new and commits all of it in one step. */
import { asWatchdeskError } from "../errors.js";
import type { Feed, FeedValidators, Hit, NewItem, ParsedDocument } from "../model.js";
import type {
  Clock,
  FeedParser,
  FeedState,
  Fetcher,
  FetchResult,
  KnownItem,
  Log,
  Matcher,
  PollCommit,
  PolledItem,
  Store,
} from "../ports.js";
import type { Cadence } from "./cadence.js";
import { identifyItems } from "./identify.js";
import { matchItem } from "./match-item.js";
import { feedWord } from "./operators.js";

export interface PollDeps {
  store: Store;
  fetcher: Fetcher;
  parser: FeedParser;
  matcher: () => Matcher;
  feeds: () => Map<string, Feed>;
  cadence: Cadence;
  clock: Clock;
  log: Log;
  owner: string;
  /** Channels for word of a feed's health. */
  operators: string[];
  limits: { maxBytes: number; timeoutMs: number; lookBackMs: number; readingDeadlineMs: number };
}

/** No validators: the whole document is asked for. */
const NONE: FeedValidators = { etag: null, lastModified: null };

/** Resolves when the poll is committed; what went wrong with the feed is part of the commit, not an error. */
export async function pollFeed(deps: PollDeps, state: FeedState): Promise<void> {
  const feed = deps.feeds().get(state.id);
  if (!feed) return;
  const full = deps.cadence.wantsFullFetch(state);
  const result = await deps.fetcher.fetch({
    url: state.movedTo ?? feed.url,
    validators: full ? null : state.validators,
    maxBytes: deps.limits.maxBytes,
    timeoutMs: deps.limits.timeoutMs,
  });
  const commit = await toCommit(deps, feed, state, result, full);
  const outcome = await deps.store.feeds.commitPoll(commit);
  if (!outcome.committed) {
    deps.log.warn({ stage: "fetch", feed: feed.id }, "another process took this feed over; its poll counts");
  } else if (outcome.added > 0) {
    deps.log.info({ feed: feed.id, items: outcome.added }, "new items");
  }
}

async function toCommit(
  deps: PollDeps,
  feed: Feed,
  state: FeedState,
  result: FetchResult,
  full: boolean,
): Promise<PollCommit> {
  switch (result.kind) {
    case "fetched":
      return fetchedCommit(deps, feed, state, result, full);
    case "unchanged":
      return successCommit(deps, feed, state, { validators: result.validators, freshForMs: result.freshForMs, full });
    case "gone":
      return failureCommit(deps, feed, state, {
        stage: "fetch",
        reason: `the server says that the feed is gone for good (HTTP ${result.status})`,
        retryAfterMs: null,
        gone: true,
      });
    case "failed":
      return failureCommit(deps, feed, state, {
        stage: "fetch",
        reason: result.reason,
        retryAfterMs: result.retryAfterMs,
        gone: false,
      });
  }
}

async function fetchedCommit(
  deps: PollDeps,
  feed: Feed,
  state: FeedState,
  result: Extract<FetchResult, { kind: "fetched" }>,
  full: boolean,
): Promise<PollCommit> {
  let document: ParsedDocument;
  try {
    const { body, contentType, url } = result;
    document = await deps.parser.parse({ body, contentType, url, timeZone: feed.timeZone });
  } catch (error) {
    const { message } = asWatchdeskError(error);
    // What cannot be read is asked for again in full: the next answer must not be "unchanged".
    const commit = failureCommit(deps, feed, state, {
      stage: "parse",
      reason: message,
      retryAfterMs: null,
      gone: false,
    });
    return { ...commit, state: { ...commit.state, validators: NONE } };
  }
  const items = identifyItems(feed, document.items);
  const known = await deps.store.feeds.known(
    feed.id,
    items.flatMap((item) => item.identities),
  );
  const sorted = sortKnown(items, known, (item) => matchItem(deps.matcher(), item).hits);
  const polled = sorted.fresh.map((item) => toPolled(deps, feed, state, item));
  const base = successCommit(deps, feed, state, {
    validators: result.validators,
    freshForMs: result.freshForMs,
    full,
    document,
    movedTo: result.movedTo,
    changed: polled.length > 0 || sorted.revisions.length > 0,
    lastItemAt: polled.length > 0 ? deps.clock.now() : null,
  });
  const capture =
    polled.length > 0
      ? { url: result.url, headers: result.headers, body: result.body, contentType: result.contentType }
      : null;
  return { ...base, items: polled, revisions: sorted.revisions, identities: sorted.identities, capture };
}

/** Which items are new, which are known with another text, which are known under a further identity. */
export function sortKnown(items: NewItem[], known: KnownItem[], match: (item: NewItem) => Hit[]) {
  const byIdentity = new Map(known.flatMap((one) => one.identities.map((key) => [key, one] as const)));
  const fresh: NewItem[] = [];
  const revisions: PollCommit["revisions"] = [];
  const identities: PollCommit["identities"] = [];
  for (const item of items) {
    const elder = item.identities.map((key) => byIdentity.get(key)).find((one) => one !== undefined);
    if (!elder) {
      fresh.push(item);
      continue;
    }
    if (elder.title !== item.title || elder.text !== item.text) {
      const { title, text, updatedAt } = item;
      revisions.push({ id: elder.id, title, text, updatedAt, hits: match(item) });
    }
    const added = item.identities.filter((key) => !byIdentity.has(key));
    if (added.length > 0) identities.push({ id: elder.id, identities: added });
  }
  return { fresh, revisions, identities };
}

function toPolled(deps: PollDeps, feed: Feed, state: FeedState, item: NewItem): PolledItem {
  const { hits } = matchItem(deps.matcher(), item);
  // The first poll of a feed floods nobody: what is older than the look-back, or of unknown age, is remembered only.
  const old =
    state.firstPolledAt === null &&
    (item.publishedAt ?? Number.NEGATIVE_INFINITY) < deps.clock.now() - deps.limits.lookBackMs;
  return { item, hits, read: !old && (hits.length > 0 || feed.teaserOnly) };
}

interface Success {
  validators: FeedValidators;
  freshForMs: number | null;
  full: boolean;
  document?: ParsedDocument;
  movedTo?: string | null;
  changed?: boolean;
  lastItemAt?: number | null;
}

function successCommit(deps: PollDeps, feed: Feed, state: FeedState, success: Success): PollCommit {
  const now = deps.clock.now();
  const changed = success.changed ?? false;
  const next = deps.cadence.afterSuccess(feed, state, {
    now,
    changed,
    freshForMs: success.freshForMs,
    hints: success.document?.hints ?? null,
  });
  return {
    ...emptyCommit(deps, feed),
    state: {
      validators: success.validators,
      ...(success.movedTo ? { movedTo: success.movedTo } : {}),
      firstPolledAt: state.firstPolledAt ?? now,
      lastPolledAt: now,
      lastSuccessAt: now,
      ...(changed ? { lastChangedAt: now } : {}),
      ...(success.lastItemAt ? { lastItemAt: success.lastItemAt } : {}),
      failures: 0,
      failingSince: null,
      lastError: null,
      health: next.health,
      conditionalPolls: success.full ? 0 : state.conditionalPolls + 1,
      habit: next.habit,
    },
    nextInMs: next.inMs,
    deliveries: feedWord(deps.operators, feed, state, next.health, null),
  };
}

interface Failure {
  stage: "fetch" | "parse";
  reason: string;
  retryAfterMs: number | null;
  gone: boolean;
}

function failureCommit(deps: PollDeps, feed: Feed, state: FeedState, failure: Failure): PollCommit {
  const now = deps.clock.now();
  deps.log.warn({ stage: failure.stage, feed: feed.id, reason: failure.reason }, "the feed could not be read");
  const next = deps.cadence.afterFailure(feed, state, { now, retryAfterMs: failure.retryAfterMs, gone: failure.gone });
  return {
    ...emptyCommit(deps, feed),
    state: {
      lastPolledAt: now,
      failures: state.failures + 1,
      failingSince: state.failingSince ?? now,
      lastError: `${failure.stage}: ${failure.reason}`,
      health: next.health,
      habit: next.habit,
    },
    nextInMs: next.inMs,
    deliveries: feedWord(deps.operators, feed, state, next.health, failure.reason),
  };
}

function emptyCommit(deps: PollDeps, feed: Feed) {
  return {
    feed: feed.id,
    owner: deps.owner,
    items: [],
    revisions: [],
    identities: [],
    capture: null,
    readingDeadlineMs: deps.limits.readingDeadlineMs,
  };
}
