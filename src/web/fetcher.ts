/** Asks a server for a feed or a page as a good guest, and classifies every outcome. */
import { setMaxListeners } from "node:events";
import type { Dispatcher } from "undici";
import { WatchdeskError } from "../errors.js";
import type { FeedValidators } from "../model.js";
import type { Clock, Fetcher, FetchRequest, FetchResult, Random } from "../ports.js";
import { urlOf } from "../url.js";
import { CONNECT_TIMEOUT_MS, createDirect, createProxied } from "./connector.js";
import { type Answer, exchange } from "./exchange.js";
import { failure, failureOf, statusFailure } from "./faults.js";
import { createGuard, type Guard, type Resolve } from "./guard.js";
import { freshForMs, type Headers, retryAfterMs, validatorsOf } from "./headers.js";
import { createHostGate, type HostGate, type HostLimits } from "./hosts.js";
import { type ProxySettings, proxyFor } from "./proxy.js";
import { isRedirect, startTrail, step, type Trail } from "./redirects.js";
import { createSteadyClock } from "./steady-clock.js";

/** Neither a feed nor a page: not worth reading whatever the address promised. */
const WRONG_TYPE = /^(image|video|audio|font)\/|^application\/(pdf|zip|x-rar|msword|vnd\.(ms-|openxml))/i;

export interface FetcherOptions {
  /** Names the project and a contact. */
  userAgent: string;
  /** Hosts, addresses and networks (CIDR) outside the public internet that may be reached all the same. */
  allow: string[];
  proxy: ProxySettings | null;
  perHost: HostLimits;
  clock: Clock;
  random: Random;
  connectTimeoutMs?: number;
  resolve?: Resolve;
}

interface Parts {
  options: FetcherOptions;
  guard: Guard;
  gate: HostGate;
  /** For requests that nobody calls off. */
  never: AbortSignal;
  dispatcherFor(url: URL): Dispatcher;
}

/**
 * A fetcher over undici. Never rejects: what goes wrong is a FetchResult. Waiting for a turn at a host
 * (at most MAX_QUEUE_MS) does not count towards a request's `timeoutMs`.
 */
export function createFetcher(options: FetcherOptions): Fetcher {
  const guard = createGuard(options.allow, options.resolve);
  const { connections } = options.perHost;
  const connectTimeoutMs = options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
  const direct = createDirect(guard, connections, connectTimeoutMs);
  const proxied = new Map<string, Dispatcher>();

  const dispatcherFor = (url: URL): Dispatcher => {
    const proxy = proxyFor(url, options.proxy);
    if (proxy === null) return direct;
    guard.checkProxied(url);
    const known = proxied.get(proxy) ?? createProxied(proxy, connections, connectTimeoutMs);
    proxied.set(proxy, known);
    return known;
  };

  const gate = createHostGate(options.perHost, createSteadyClock(options.clock), options.random);
  const never = new AbortController().signal;
  // Every request that waits for its turn and brings no signal of its own listens to it.
  setMaxListeners(0, never);
  const parts: Parts = { options, guard, gate, never, dispatcherFor };
  return {
    async fetch(request) {
      try {
        return await follow(parts, request);
      } catch (error) {
        return failureOf(error, hostOf(request.url));
      }
    },
    async close() {
      await Promise.all([direct.destroy(), ...[...proxied.values()].map((dispatcher) => dispatcher.destroy())]);
    },
  };
}

async function follow(parts: Parts, request: FetchRequest): Promise<FetchResult> {
  let trail = startTrail(parts.guard.checkUrl(request.url));
  let leftMs = request.timeoutMs;
  for (;;) {
    const { url } = trail;
    const held = parts.gate.heldMs(url.hostname);
    if (held > 0) return { ...statusFailure(429, url.host, held), reason: `${url.host} has asked us to wait` };
    const leave = await parts.gate.enter(url.hostname, request.signal ?? parts.never);
    const startedAt = parts.options.clock.now();
    let answer: Answer;
    try {
      answer = await visit(parts, request, trail, leftMs);
    } catch (error) {
      const proxy = proxyFor(url, parts.options.proxy);
      return failureOf(error, url.host, proxy && new URL(proxy).host);
    } finally {
      leave();
    }
    leftMs -= parts.options.clock.now() - startedAt;
    if (!isRedirect(answer.status)) {
      return classify(parts, request, trail, { ...answer, tookMs: request.timeoutMs - leftMs });
    }
    trail = step(trail, answer.status, answer.headers);
    parts.guard.checkUrl(trail.url.href);
    const objection = (await request.objection?.(trail.url.href)) ?? null;
    if (objection !== null) return failure("refused", objection, null);
  }
}

function visit(parts: Parts, request: FetchRequest, trail: Trail, timeoutMs: number): Promise<Answer> {
  const { url } = trail;
  const dispatcher = parts.dispatcherFor(url);
  const { userAgent, clock } = parts.options;
  const { maxBytes, signal } = request;
  return exchange({
    url,
    headers: conditions(request),
    userAgent,
    maxBytes,
    timeoutMs,
    signal,
    dispatcher,
    clock,
    wanted,
  });
}

function conditions({ validators }: FetchRequest): Headers {
  return {
    ...(validators?.etag ? { "if-none-match": validators.etag } : {}),
    ...(validators?.lastModified ? { "if-modified-since": validators.lastModified } : {}),
  };
}

/** Successes are read; a type that can be neither feed nor page is refused before its body comes. */
function wanted(status: number, headers: Headers): boolean {
  const type = headers["content-type"] ?? "";
  if (status !== 200 && status !== 203) return false;
  if (WRONG_TYPE.test(type))
    throw new WatchdeskError("http", `the answer is of type ${type.slice(0, 60)}, neither feed nor page`);
  return true;
}

function classify(parts: Parts, request: FetchRequest, trail: Trail, answer: Answer & { tookMs: number }): FetchResult {
  const { status, headers, body, tookMs } = answer;
  const { host, hostname } = trail.url;
  const now = parts.options.clock.now();
  const movedTo = trail.permanent && trail.visited.size > 1 ? trail.url.href : null;
  if (status === 304 && Object.keys(conditions(request)).length === 0) {
    return { ...failure("http", `${host} answers 304 to a request without conditions`, null), status };
  }
  if (status === 304) {
    const validators = refreshed(request.validators, headers);
    return { kind: "unchanged", validators, freshForMs: freshForMs(headers, now), movedTo, tookMs };
  }
  if (status === 410) return { kind: "gone", status };
  if (body === null) {
    const waitMs = retryAfterMs(headers, now);
    if (status === 429 && waitMs !== null) parts.gate.hold(hostname, waitMs);
    return statusFailure(status, host, waitMs);
  }
  if (body.length === 0) {
    return { ...failure("http", `${host} answers ${status} with an empty body`, "the fault is the server's"), status };
  }
  return {
    kind: "fetched",
    url: trail.url.href,
    movedTo,
    status,
    headers,
    contentType: headers["content-type"] ?? null,
    body,
    validators: validatorsOf(headers),
    freshForMs: freshForMs(headers, now),
    tookMs,
  };
}

/**
 * A 304 may bring newer validators (RFC 9110 15.4.5); what it leaves out stays, and what was left out on purpose does
 * not come back.
 */
function refreshed(sent: FeedValidators | null, headers: Headers): FeedValidators {
  const { etag, lastModified } = validatorsOf(headers);
  return {
    etag: sent?.etag ? (etag ?? sent.etag) : null,
    lastModified: sent?.lastModified ? (lastModified ?? sent.lastModified) : null,
  };
}

function hostOf(url: string): string {
  return urlOf(url)?.host ?? "the address";
}
