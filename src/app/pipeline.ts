/** What the pipeline works with, from the parts that the composition root has opened. */
import type { AppOptions } from "../app.js";
import { operatorsOf } from "../config/routes.js";
import { createFeedCadence } from "../pipeline/feed-cadence.js";
import { createOutage } from "../pipeline/outage.js";
import type { PipelineOptions } from "../pipeline/run.js";
import type { Embedder, Fetcher, Notifier, Reader, Store, StoryIndex, Summariser } from "../ports.js";
import { nextCronRun } from "../schedule/cron.js";
import { MAX_QUEUE_MS } from "../web/hosts.js";
import type { FeedsInForce } from "./feeds.js";
import type { InForce } from "./in-force.js";
import type { OpenIntake } from "./intake.js";

export interface Parts {
  store: Store;
  fetcher: Fetcher;
  intake: OpenIntake;
  reader: Reader;
  embedder: Embedder | null;
  feeds: FeedsInForce;
  inForce: InForce;
  summariser: Summariser;
  notifiers: Map<string, Notifier>;
  index: StoryIndex;
  /** Aborted when what is under way has to end. */
  ending: AbortController;
}

/** Past every request and its turn in a host's queue, a feed's lease needs so long for the rest of a poll. */
const POLL_SPARE_MS = 60_000;

export function pipelineOptions(options: AppOptions, parts: Parts): PipelineOptions {
  const { config, clock, log, owner, random } = options;
  const { store, inForce, notifiers, ending } = parts;
  const common = { store, clock, log, owner };
  const voiced = { matcher: () => inForce.matcher, routes: () => inForce.routes };
  const operators = operatorsOf(config);
  const { floor: floorMs, timeout: timeoutMs, maxBytes, lookBack: lookBackMs, concurrency } = config.polling;
  return {
    ...common,
    channels: [...notifiers.keys()],
    concurrency,
    feedLeaseMs: MAX_QUEUE_MS + timeoutMs * 2 + POLL_SPARE_MS,
    poll: {
      ...common,
      ...voiced,
      fetcher: parts.fetcher,
      takeIn: parts.intake.takeIn,
      feeds: () => parts.feeds.byId(),
      cadence: options.cadence ?? createFeedCadence({ floorMs, random, nextRun: nextCronRun }),
      signal: ending.signal,
      operators,
      outage: createOutage(),
      limits: { maxBytes, timeoutMs, lookBackMs, readingDeadlineMs: config.reading.deadline },
    },
    place: {
      ...common,
      ...voiced,
      index: parts.index,
      reader: parts.reader,
      embedder: parts.embedder,
      watches: () => inForce.rules.watches,
    },
    deliver: {
      ...common,
      notifiers,
      summariser: parts.summariser,
      findPlaces: (source) => inForce.findPlaces(source),
      summaryLimits: { maxSentences: config.summary.maxSentences, maxChars: config.summary.maxChars },
      random,
      operators,
      signal: ending.signal,
    },
  };
}
