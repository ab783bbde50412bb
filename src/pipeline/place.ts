/** Ends one reading: reads the page, matches again, and commits placement, story change and wanted deliveries. */
import type { Hit, Item, MatchResult, PageText, Route } from "../model.js";
import type { Clock, Embedder, Log, Matcher, Reader, Reading, Store, StoryIndex } from "../ports.js";
import { placeItem } from "./group.js";
import { joinHits, matchItem } from "./match-item.js";
import { notesFor, placementEvents, shownAtOnce } from "./notes.js";
import { regroupPlan } from "./regroup.js";
import { routeStory } from "./route.js";
import { askOf, voiceOf, type WatchTraits } from "./voice.js";

export interface PlaceDeps {
  store: Store;
  reader: Reader;
  /** Null where no embedding provider is configured. */
  embedder: Embedder | null;
  matcher: () => Matcher;
  index: StoryIndex;
  routes: () => Route[];
  /** Those in force, with what keeps them silent. */
  watches: () => WatchTraits[];
  clock: Clock;
  log: Log;
  owner: string;
}

export async function placeReading(deps: PlaceDeps, reading: Reading): Promise<void> {
  const { item } = reading;
  const outcome = await deps.reader.read(item, AbortSignal.timeout(Math.max(1, reading.deadlineInMs)));
  const page = outcome.kind === "read" ? outcome.page : null;
  if (outcome.kind === "unread") deps.log.debug({ stage: "read", item: item.id, why: outcome.why }, "page not read");
  const match = matchAgain(deps.matcher(), item, reading.hits, page);
  const words = `${item.title}\n${page?.text ?? item.text}`;
  const meaning = match.hits.length > 0 ? await deps.embedder?.embed(words) : null;
  const watches = deps.watches();
  const { committed, placed } = await deps.store.readings.place(
    {
      item: item.id,
      owner: deps.owner,
      page,
      unread: outcome.kind === "unread" ? outcome.why : null,
      match,
      seen: deps.index.seen,
      meaning: meaning ?? null,
    },
    {
      place: (unseen, storyItem, regrouped) => placeItem(deps.index, unseen, storyItem, regrouped),
      ...regroupPlan(deps.routes(), deps.clock.now()),
      ask: askOf(watches),
      route: (story, _placement, memory) => {
        const alerts = routeStory(deps.routes(), story, deps.clock.now(), voiceOf(story, watches, memory));
        const notes = notesFor(alerts, memory, story, item.id, placementEvents(story));
        return [...shownAtOnce(alerts, notes), ...notes];
      },
    },
  );
  if (!committed) {
    deps.log.warn({ stage: "group", item: item.id }, "another process took this reading over; its placement counts");
  } else if (placed) {
    if (placed.arrival > deps.index.seen) deps.index.learn(placed);
    deps.log.debug({ stage: "group", item: item.id, story: placed.story }, "placed");
  }
}

function matchAgain(matcher: Matcher, item: Item, hits: Hit[], page: PageText | null): MatchResult {
  if (page === null) return hits.length > 0 ? { hits, rejected: [] } : matchItem(matcher, item);
  const again = matchItem(matcher, item, page.text);
  return { hits: joinHits(hits, again.hits), rejected: again.rejected };
}
