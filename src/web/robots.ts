/** Asks a site's robots.txt before a page is read (RFC 9309). Feeds are made for readers and are not asked about. */
import robotsParser, { type Robot } from "robots-parser";
import type { Clock, Fetcher, FetchResult } from "../ports.js";
import { urlOf } from "../url.js";

/** RFC 9309 2.4: not to be kept longer than a day. */
export const KEPT_MS = 24 * 3_600_000;
/** A site whose rules cannot be read is asked again after this. */
export const RETRY_MS = 10 * 60_000;
/** RFC 9309 2.5 wants 500 KiB at least to be read. */
const MAX_BYTES = 1_000_000;
const TIMEOUT_MS = 10_000;
const MAX_SITES = 2_000;

/** The package is CommonJS and its types say ES module; what is imported is the function itself. */
const parseRules = robotsParser as unknown as (url: string, text: string) => Robot;

/** `unseen` says why the site's rules could not be seen, where that is why nothing may be read. */
export interface Leave {
  allowed: boolean;
  delayMs: number | null;
  unseen?: string;
}

export interface Robots {
  /** Whether our program may read a page, and the pause in ms that the site asks for between two. Never rejects. */
  allows(url: string): Promise<Leave>;
}

interface Rules {
  until: number;
  /** Or why they could not be seen: then nothing may be read. */
  robot: Promise<Robot | string>;
}

/**
 * @param product the name by which robots.txt addresses us: the User-Agent's first word, without version
 */
export function createRobots(deps: { fetcher: Fetcher; clock: Clock; product: string }): Robots {
  const sites = new Map<string, Rules>();

  const rulesOf = (origin: string): Rules => {
    const kept = sites.get(origin);
    if (kept !== undefined && kept.until > deps.clock.now()) return kept;
    const rules: Rules = { until: deps.clock.now() + KEPT_MS, robot: Promise.resolve("") };
    rules.robot = load(deps.fetcher, origin).then(({ robot, sure }) => {
      if (!sure) rules.until = deps.clock.now() + RETRY_MS;
      return robot;
    });
    sites.delete(origin);
    sites.set(origin, rules);
    // a Map keeps the order of insertion: the first is the longest known
    for (const oldest of sites.keys()) {
      if (sites.size <= MAX_SITES) break;
      sites.delete(oldest);
    }
    return rules;
  };

  return {
    async allows(url) {
      const site = urlOf(url)?.origin;
      if (site === undefined) return { allowed: false, delayMs: null };
      const robot = await rulesOf(site).robot;
      if (typeof robot === "string") return { allowed: false, delayMs: null, unseen: robot };
      const delay = robot.getCrawlDelay(deps.product);
      return {
        allowed: robot.isAllowed(url, deps.product) !== false,
        delayMs: typeof delay === "number" && delay > 0 ? delay * 1_000 : null,
      };
    },
  };
}

/** `sure` is false when the answer may be another in a while. */
async function load(fetcher: Fetcher, origin: string): Promise<{ robot: Robot | string; sure: boolean }> {
  const url = `${origin}/robots.txt`;
  const result = await fetcher.fetch({ url, validators: null, maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS });
  if (result.kind === "fetched") return { robot: parseRules(url, new TextDecoder().decode(result.body)), sure: true };
  if (saysNothing(result)) return { robot: parseRules(url, ""), sure: true };
  return { robot: result.kind === "failed" ? result.reason : "it gave no answer", sure: false };
}

/**
 * RFC 9309 2.3.1.3: a site that answers 4xx has no rules and all may be read; one that answers 5xx or not at all has
 * rules that we cannot see, and nothing may be. 429 is such a "not now". An empty or overlong file says nothing.
 */
function saysNothing(result: FetchResult): boolean {
  if (result.kind === "gone") return true;
  if (result.kind !== "failed") return false;
  if (result.code === "limit" && result.status === null) return true;
  const { status } = result;
  return status !== null && status < 500 && status !== 429;
}
