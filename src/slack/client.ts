/**
 * One workspace's connection to Slack's web API, for sending. The client's own retries are off: after a lost answer it
 * would post a second time. A rate limit is told to us instead of pausing every call, since it is one channel's.
 */
import { webApi } from "@slack/bolt";

const { WebClient, LogLevel } = webApi;

export interface SlackClientOptions {
  /** Bot token, `xoxb-…`. */
  token: string;
  /** Base address of the web API; null for Slack's own. */
  apiUrl: string | null;
  /** For one call, its answer's body included, ms. */
  timeoutMs: number;
}

export interface SlackClient {
  /** The web client; its calls end when the signal aborts. */
  until(signal: AbortSignal): webApi.WebClient;
  /** The workspace's own address, `https://team.slack.com/`, learned once; null while it cannot be learned. */
  teamUrl(signal: AbortSignal): Promise<string | null>;
}

/** What a 429 without Retry-After asks for: Slack's limits are a minute's. https://docs.slack.dev/apis/web-api/rate-limits */
export const DEFAULT_RETRY_AFTER_S = 30;

/** Options of every web client that we make, those inside Bolt included. */
export function webClientOptions(options: Pick<SlackClientOptions, "apiUrl" | "timeoutMs">): webApi.WebClientOptions {
  return {
    ...(options.apiUrl === null ? {} : { slackApiUrl: options.apiUrl }),
    timeout: options.timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: silent,
    logLevel: LogLevel.ERROR,
    fetch: fetchUntil(null, options.timeoutMs),
  };
}

export function createSlackClient(options: SlackClientOptions): SlackClient {
  let teamUrl: string | null = null;
  const until = (signal: AbortSignal): webApi.WebClient =>
    new WebClient(options.token, { ...webClientOptions(options), fetch: fetchUntil(signal, options.timeoutMs) });
  return {
    until,
    async teamUrl(signal) {
      if (teamUrl !== null) return teamUrl;
      try {
        teamUrl = (await until(signal).auth.test()).url ?? null;
      } catch {
        // Without it a message merely has no link to itself.
      }
      return teamUrl;
    },
  };
}

/**
 * fetch that ends with the signal and in any case in time, and for which a 429 always says how long to wait: without
 * that the client throws what nobody can classify.
 */
function fetchUntil(until: AbortSignal | null, timeoutMs: number): webApi.FetchFunction {
  return async (url, init) => {
    const given = [until, init?.signal].filter((signal) => signal !== null && signal !== undefined);
    const signal = AbortSignal.any([...given, AbortSignal.timeout(timeoutMs)]);
    const response = await fetch(url, { ...init, signal });
    if (response.status !== 429 || Number.isFinite(Number.parseInt(response.headers.get("retry-after") ?? "", 10))) {
      return response;
    }
    await response.body?.cancel();
    return new Response(null, { status: 429, headers: { "retry-after": String(DEFAULT_RETRY_AFTER_S) } });
  };
}

/** The client logs each call's address and body; ours are logged where their outcome is classified. */
export const silent: webApi.Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
