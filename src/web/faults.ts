/** Every way in which asking a server fails, in words that a reader of the log understands. Pure. */
import { WatchdeskError } from "../errors.js";
import type { FetchResult } from "../ports.js";

export type FetchFailure = Extract<FetchResult, { kind: "failed" }>;

const CHECK_ADDRESS = "check the address; the site may have moved its feed";

/** Node's and undici's codes for faults of the network, and what they mean to the reader. */
const NETWORK: Record<string, string> = {
  ECONNREFUSED: "refuses the connection",
  ECONNRESET: "broke the connection off",
  EPIPE: "broke the connection off",
  UND_ERR_SOCKET: "broke the connection off",
  ENOTFOUND: "is a name that does not exist",
  EAI_AGAIN: "is a name that could not be looked up just now",
  EHOSTUNREACH: "cannot be reached from here",
  ENETUNREACH: "cannot be reached from here",
  ETIMEDOUT: "does not take the connection in time",
  UND_ERR_CONNECT_TIMEOUT: "does not take the connection in time",
  UND_ERR_HEADERS_OVERFLOW: "sends more headers than we read",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "broke its answer off",
  CERT_HAS_EXPIRED: "has a certificate that is out of date",
  DEPTH_ZERO_SELF_SIGNED_CERT: "has a certificate that nobody vouches for",
  SELF_SIGNED_CERT_IN_CHAIN: "has a certificate that nobody vouches for",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "has a certificate whose chain is incomplete",
  ERR_TLS_CERT_ALTNAME_INVALID: "has a certificate for another name",
  EPROTO: "could not agree on TLS with us",
  AbortError: "was not asked, since the request was called off",
};

const STATUS_HINTS: Record<number, string> = {
  401: "the server wants a user and password: give them in the address",
  403: "the server turns us away: check that it allows robots, and that the contact in the User-Agent is right",
  404: CHECK_ADDRESS,
  407: "the proxy wants a user and password",
  429: "poll this host less often",
};

/** Where a proxy is used, these are faults of the way to it: the server itself was not asked. */
const ON_THE_WAY = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
]);
const LOOK_AT_PROXY = "look at polling.proxy, HTTP_PROXY and HTTPS_PROXY";

/**
 * A failure from anything thrown on the way. `host` is shown, never the whole address.
 * @param proxy host of the proxy through which it was asked; null for none
 */
export function failureOf(error: unknown, host: string, proxy: string | null = null): FetchFailure {
  if (error instanceof WatchdeskError) {
    const code = error.code === "limit" || error.code === "http" || error.code === "network" ? error.code : "refused";
    return failure(code, error.message, error.hint);
  }
  const known = ownErrorWithin(error);
  if (known !== null) return failureOf(known, host);
  const code = codeOf(error);
  const ofProxy = proxy === null ? null : proxyFailure(error, host, proxy);
  if (ofProxy !== null) return ofProxy;
  const what =
    NETWORK[code] ?? (/^HPE_|^HTTPParserError$/.test(code) ? "answers with something that is not HTTP" : null);
  if (what !== null) return failure("network", `${host} ${what}`, code === "ENOTFOUND" ? CHECK_ADDRESS : null);
  return failure("network", `${host} could not be asked (${code})`, null);
}

/** A failure from an answer that is no success. */
export function statusFailure(status: number, host: string, retryAfterMs: number | null): FetchFailure {
  const hint = STATUS_HINTS[status] ?? (status >= 500 ? "the fault is the server's; polling goes on" : null);
  const wait = retryAfterMs === null ? "" : ` and asks to wait ${Math.ceil(retryAfterMs / 1000)} s`;
  return { ...failure("http", `${host} answers ${status}${wait}`, hint), status, retryAfterMs };
}

export function failure(code: FetchFailure["code"], reason: string, hint: string | null): FetchFailure {
  return { kind: "failed", code, reason, hint, status: null, retryAfterMs: null };
}

/** The guard's refusal comes back wrapped by the client that opened the socket. */
function ownErrorWithin(error: unknown): WatchdeskError | null {
  const cause = error instanceof Error ? error.cause : null;
  if (cause instanceof WatchdeskError) return cause;
  const all = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return all.find((inner): inner is WatchdeskError => inner instanceof WatchdeskError) ?? null;
}

/** What the proxy, and not the server behind it, is the cause of; null for all else. */
function proxyFailure(error: unknown, host: string, proxy: string): FetchFailure | null {
  const code = codeOf(error);
  if (ON_THE_WAY.has(code)) return failure("network", `the proxy ${proxy} ${NETWORK[code]}`, LOOK_AT_PROXY);
  // undici gives no code of its own to a tunnel that is refused.
  const [, status] = (error instanceof Error && /^Proxy response \((\d{3})\)/.exec(error.message)) || [];
  if (status === undefined) return null;
  const hint = STATUS_HINTS[status === "407" ? 407 : 0] ?? LOOK_AT_PROXY;
  return failure("network", `the proxy ${proxy} opens no way to ${host}: it answers ${status}`, hint);
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return "unknown";
  const code: unknown = Reflect.get(error, "code");
  return typeof code === "string" ? code : error.name;
}
