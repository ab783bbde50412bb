/** Polls one feed: asks its server, reads the document, matches what is new and commits all of it in one step. */
import { asWatchdeskError } from "../errors.js";
import type { Feed, FeedValidators, NewItem, Route } from "../model.js";
import type {
  Capture,
  Clock,
  FeedState,
  Fetcher,
  FetchResult,
  Log,
  Matcher,
  PollCommit,
  RevisionPlan,
  Store,
  WantedDelivery,
} from "../ports.js";
import { addressToAsk, keepValidators } from "./asking.js";
import type { Cadence } from "./cadence.js";
import type { Intake, TakenIn } from "./intake.js";
import { hitsOfAll, hitsOfEdits } from "./match-item.js";
import { changeWanted } from "./notes.js";
import { outageWord, reachableWord } from "./operators.js";
import type { Outage } from "./outage.js";
import { emptyCommit, type Failure, failureCommit, successCommit } from "./poll-commit.js";
import { routeStory } from "./route.js";
import { sortKnown, toPolled } from "./sort-items.js";
import type { Turns } from "./turns.js";

export interface PollDeps {
  store: Store;
  fetcher: Fetcher;
  takeIn: Intake;
  matcher: () => Matcher;
  feeds: () => Map<string, Feed>;
  routes: () => Route[];
  cadence: Cadence;
  clock: Clock;
  log: Log;
  owner: string;
  /** Channels for word of a feed's health. */
  operators: string[];
  outage: Outage;
  limits: PollLimits;
  /** Aborted when the process has to end: what is asked for then is not waited for. */
  signal: AbortSignal;
}

export interface PollLimits {
  maxBytes: number;
  timeoutMs: number;
  lookBackMs: number;
  readingDeadlineMs: number;
}

/** One poll under way. */
interface Poll {
  deps: PollDeps;
  feed: Feed;
  state: FeedState;
  /** Asked without validators. */
  full: boolean;
  address: string;
}

type Fetched = Extract<FetchResult, { kind: "fetched" }>;

/** No validators: the whole document is asked for. */
const NONE: FeedValidators = { etag: null, lastModified: null };

/** A feed that this process does not know is given back for so long: by then it has read the changes. */
const UNKNOWN_FEED_MS = 5_000;

/** Resolves when the poll is committed; what went wrong with the feed is part of the commit, not an error. */
export async function pollFeed(deps: PollDeps, state: FeedState, fetching: Turns): Promise<void> {
  const feed = deps.feeds().get(state.id);
  if (!feed) return giveBack(deps, state.id, UNKNOWN_FEED_MS);
  const full = deps.cadence.wantsFullFetch(state);
  const address = addressToAsk(feed.url, state);
  const result = await fetching(() =>
    deps.fetcher.fetch({
      url: address,
      validators: full ? null : state.validators,
      maxBytes: deps.limits.maxBytes,
      timeoutMs: deps.limits.timeoutMs,
      signal: deps.signal,
    }),
  );
  // The failure is ours, not the feed's.
  if (deps.signal.aborted && result.kind === "failed") return giveBack(deps, feed.id, 0);
  const word = noteReach(deps, feed, result);
  const polled = await toCommit({ deps, feed, state, full, address }, result);
  const commit = { ...polled, deliveries: [...word, ...polled.deliveries] };
  const outcome = await deps.store.feeds.commitPoll(commit, revisionPlan(deps));
  if (!outcome.committed) {
    deps.log.warn({ stage: "fetch", feed: feed.id }, "another process took this feed over; its poll counts");
  } else if (outcome.added > 0) {
    deps.log.info({ feed: feed.id, items: outcome.added }, "new items");
  }
}

/** An edit is followed by the alert, with a note for what it means. */
function revisionPlan({ routes, clock }: PollDeps): RevisionPlan {
  return {
    revised: (story, change, memory) => {
      // An edit opens no alert where there is none.
      const silent = new Set(story.watches.map(({ watch }) => watch));
      const alerts = routeStory(routes(), story, clock.now(), { silent, surges: [], alerted: memory.alerted });
      return changeWanted(alerts, memory, story, change);
    },
  };
}

/** Tells the operators once when nothing can be reached any more, and once when something can. */
function noteReach({ outage, operators, clock, log }: PollDeps, feed: Feed, result: FetchResult): WantedDelivery[] {
  const since = outage.since();
  if (result.kind !== "failed" || result.code !== "network") {
    return outage.reached() && since !== null ? reachableWord(operators, since) : [];
  }
  const now = clock.now();
  if (!outage.missed(feed.id, now)) return [];
  log.error({ stage: "fetch", reason: result.reason }, "no feed can be reached: the network seems to be gone");
  return outageWord(operators, now);
}

/** The feed as it was, due after so many ms for whoever comes next. */
async function giveBack(deps: PollDeps, id: string, inMs: number): Promise<void> {
  const nothing = emptyCommit(id, deps.owner, deps.limits.readingDeadlineMs);
  await deps.store.feeds.commitPoll({ ...nothing, state: {}, nextInMs: inMs, deliveries: [] });
}

async function toCommit(poll: Poll, result: FetchResult): Promise<PollCommit> {
  switch (result.kind) {
    case "fetched":
      return fetched(poll, result);
    case "unchanged":
      return unchanged(poll, result);
    case "gone":
      return failed(poll, {
        stage: "fetch",
        reason: `the server says that the feed is gone for good (HTTP ${result.status})`,
        retryAfterMs: null,
        gone: true,
      });
    case "failed":
      return failed(poll, {
        stage: "fetch",
        reason: result.reason,
        hint: result.hint,
        retryAfterMs: result.retryAfterMs,
        gone: false,
      });
  }
}

async function fetched(poll: Poll, result: Fetched): Promise<PollCommit> {
  const { deps, feed, state } = poll;
  // Of a feed that never answered nothing is known.
  const whole = state.firstPolledAt === null;
  let taken: TakenIn;
  try {
    const { body, contentType, url } = result;
    taken = await deps.takeIn({ document: { body, contentType, url, timeZone: feed.timeZone }, feed, whole });
  } catch (error) {
    // The stage is told beside the reason.
    const reason = asWatchdeskError(error).message.replace(/^parse: /, "");
    // What cannot be read is asked for again in full: the next answer must not be "unchanged".
    return failed(poll, { stage: "parse", reason, retryAfterMs: null, gone: false }, { validators: NONE });
  }
  const { items, kept, hints } = taken;
  const known = whole ? [] : await deps.store.feeds.known(feed.id, identitiesOf(items));
  const sorted = sortKnown(items, known);
  const look = { now: deps.clock.now(), lookBackMs: deps.limits.lookBackMs };
  const matcher = deps.matcher();
  // Of a whole document all is fresh, in its order. Rules may have changed since its worker began.
  const made = kept?.matched?.version === matcher.version ? kept.matched.hits : null;
  const hits = made ?? (await hitsOfAll(matcher, sorted.fresh));
  const revised = await hitsOfEdits(matcher, sorted.revised);
  const polled = sorted.fresh.map((item, at) => ({
    ...toPolled(feed, state, item, hits[at] ?? [], look),
    words: kept?.words[at],
  }));
  const changed = polled.length > 0 || sorted.revised.length > 0;
  const base = succeeded(poll, {
    validators: keepValidators(state.validators, result.validators, changed),
    fullValidators: poll.full ? result.validators : null,
    freshForMs: result.freshForMs,
    hints,
    movedTo: result.movedTo ?? movedBefore(poll),
    tookMs: result.tookMs,
    itemTimes: items.flatMap((item) => item.publishedAt ?? []),
    changed,
    added: polled.length,
  });
  return {
    ...base,
    items: polled,
    revisions: sorted.revised.map(({ id, item }, at) => ({
      id,
      title: item.title,
      text: item.text,
      updatedAt: item.updatedAt,
      hits: revised[at] ?? [],
    })),
    identities: sorted.identities,
    capture: polled.length > 0 ? { ...captureOf(result), packed: kept?.packed } : null,
  };
}

const identitiesOf = (items: NewItem[]) => items.flatMap((item) => item.identities);

/** A move stays known while its address answers; an answer at the configured address ends it. */
function movedBefore({ feed, state, address }: Poll): string | null {
  return address === feed.url ? null : state.movedTo;
}

function captureOf({ url, headers, body, contentType }: Fetched): Capture {
  return { url, headers, body, contentType };
}

function unchanged(poll: Poll, result: Extract<FetchResult, { kind: "unchanged" }>): PollCommit {
  return succeeded(poll, {
    validators: result.validators,
    fullValidators: null,
    freshForMs: result.freshForMs,
    hints: null,
    movedTo: result.movedTo ?? movedBefore(poll),
    tookMs: result.tookMs,
    itemTimes: [],
    changed: false,
    added: 0,
  });
}

function succeeded(poll: Poll, success: Omit<Parameters<typeof successCommit>[1], "now" | "full">) {
  const { deps, full } = poll;
  const now = deps.clock.now();
  return { ...commitBase(poll), ...successCommit(poll, { ...success, now, full }, deps) };
}

function failed(poll: Poll, failure: Failure, also: PollCommit["state"] = {}): PollCommit {
  const { deps, feed } = poll;
  const commit = { ...commitBase(poll), ...failureCommit(poll, failure, deps.clock.now(), deps) };
  const state = { ...commit.state, ...also };
  const { stage, reason } = failure;
  if (deps.outage.since() !== null) {
    // It is us, not the feed: nothing is said of it, and its health stays what it was.
    deps.log.debug({ stage, feed: feed.id, reason }, "the feed could not be read");
    return { ...commit, state: { ...state, health: poll.state.health }, deliveries: [] };
  }
  deps.log.warn({ stage, feed: feed.id, reason }, "the feed could not be read");
  return { ...commit, state };
}

function commitBase({ deps, feed }: Poll) {
  return emptyCommit(feed.id, deps.owner, deps.limits.readingDeadlineMs);
}
