/** One request and its answer: no redirects, no meaning, only bytes within their limits of size and time. */
import type { Dispatcher } from "undici";
import { WatchdeskError } from "../errors.js";
import type { Clock } from "../ports.js";
import { ACCEPT_ENCODING, readWire, unpack } from "./body.js";
import type { Headers } from "./headers.js";

/** A server that has taken the connection and says nothing for so long will not. */
export const HEADERS_TIMEOUT_MS = 15_000;
/** Of a body that nobody wants so much is read, to keep the connection; beyond, it is closed. */
const DUMP_BYTES = 64 * 1024;

const ACCEPT = [
  "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml",
  "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.8, application/xhtml+xml;q=0.8",
  "*/*;q=0.5",
].join(", ");

export interface Question {
  url: URL;
  /** Conditions and the like; names in lower case. */
  headers: Headers;
  userAgent: string;
  maxBytes: number;
  /** ms for headers and body together. */
  timeoutMs: number;
  signal: AbortSignal | undefined;
  dispatcher: Dispatcher;
  clock: Clock;
  /** Whether the body of this answer is wanted; throws to refuse it. */
  wanted(status: number, headers: Headers): boolean;
}

export interface Answer {
  status: number;
  headers: Headers;
  /** Null when it was not wanted. */
  body: Uint8Array | null;
}

/** Asks once. Throws WatchdeskError (`network`, `limit`, `http`, `refused`) or what the client throws. */
export async function exchange(question: Question): Promise<Answer> {
  const { url, clock } = question;
  const stop = new AbortController();
  const abort = () => stop.abort(new WatchdeskError("network", "the request was called off"));
  if (question.signal?.aborted) abort();
  question.signal?.addEventListener("abort", abort, { once: true });
  let answered = false;
  const endWatch = watch(clock, question.timeoutMs, {
    answered: () => answered,
    late: (what) => stop.abort(new WatchdeskError("network", `${url.host} ${what}`)),
  });
  try {
    const answer = await question.dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: "GET",
      headers: requestHeaders(question),
      signal: stop.signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    answered = true;
    const headers = flatten(answer.headers);
    if (!accepts(question, answer, headers)) {
      await answer.body.dump({ limit: DUMP_BYTES, signal: stop.signal }).catch(() => undefined);
      return { status: answer.statusCode, headers, body: null };
    }
    const wire = await readWire(answer.body, question.maxBytes);
    const body = await unpack(wire, headers["content-encoding"], question.maxBytes);
    return { status: answer.statusCode, headers, body };
  } catch (error) {
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    endWatch();
    question.signal?.removeEventListener("abort", abort);
  }
}

/** Whether the body is to be read; a refusal lets go of the connection before it is thrown. */
function accepts(question: Question, answer: Dispatcher.ResponseData, headers: Headers): boolean {
  try {
    if (!question.wanted(answer.statusCode, headers)) return false;
    if (Number(headers["content-length"]) > question.maxBytes) {
      throw new WatchdeskError("limit", `the body is over ${question.maxBytes} bytes`);
    }
    return true;
  } catch (error) {
    answer.body.on("error", () => undefined).destroy();
    throw error;
  }
}

/** Ends the watch. An abort without a reason makes an error with its stack, a tenth of a request's whole cost. */
const OVER = "the exchange is over";

/** Watches over both times with one timer at a time: first the headers', then what is left of the whole. */
function watch(
  clock: Clock,
  timeoutMs: number,
  question: { answered(): boolean; late(what: string): void },
): () => void {
  const over = new AbortController();
  const headersMs = Math.min(HEADERS_TIMEOUT_MS, timeoutMs);
  const run = async () => {
    await clock.sleep(headersMs, over.signal);
    if (over.signal.aborted) return;
    if (!question.answered()) return question.late("takes the request and does not answer in time");
    await clock.sleep(timeoutMs - headersMs, over.signal);
    if (!over.signal.aborted) question.late("does not send its whole answer in time");
  };
  void run();
  return () => over.abort(OVER);
}

function requestHeaders({ url, headers, userAgent }: Question): Headers {
  const user = `${decoded(url.username)}:${decoded(url.password)}`;
  return {
    "user-agent": userAgent,
    accept: ACCEPT,
    "accept-encoding": ACCEPT_ENCODING,
    ...(user === ":" ? {} : { authorization: `Basic ${Buffer.from(user).toString("base64")}` }),
    ...headers,
  };
}

/** What stands percent-encoded in an address; a stray percent sign stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function flatten(headers: Record<string, string | string[] | undefined>): Headers {
  const flat: Headers = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}
