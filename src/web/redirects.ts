/** Where a redirect leads and whether to go. Pure. */
import { WatchdeskError } from "../errors.js";
import { urlOf } from "../url.js";
import { parseUrl } from "./guard.js";
import type { Headers } from "./headers.js";

/** As Go's client and most feed readers: more is a fault of the server. */
export const MAX_REDIRECTS = 10;

const PERMANENT = new Set([301, 308]);
const TEMPORARY = new Set([302, 303, 307]);

export function isRedirect(status: number): boolean {
  return PERMANENT.has(status) || TEMPORARY.has(status);
}

/** The way taken so far. */
export interface Trail {
  url: URL;
  visited: Set<string>;
  permanent: boolean;
}

export function startTrail(url: URL): Trail {
  return { url, visited: new Set([url.href]), permanent: true };
}

/**
 * One step on. Throws `http` for a redirect without target, a circle or too many; `refused` for a step from https to
 * http, since whoever stands between could then write our news. User and password stay with their own origin.
 */
export function step(trail: Trail, status: number, headers: Headers): Trail {
  const location = asUtf8(headers["location"]);
  const from = trail.url;
  const target = location === undefined || location.trim() === "" ? null : urlOf(location, from.href);
  if (target === null) throw new WatchdeskError("http", `${from.host} redirects (${status}) to nowhere`);
  const url = parseUrl(target.href);
  if (from.protocol === "https:" && url.protocol === "http:") {
    throw new WatchdeskError("refused", `${from.host} redirects from https to http`, {
      hint: "if you trust that address, configure it with http:// yourself",
    });
  }
  if (trail.visited.has(url.href)) throw new WatchdeskError("http", `${from.host} redirects in a circle`);
  if (trail.visited.size > MAX_REDIRECTS) {
    throw new WatchdeskError("http", `${from.host} redirects more than ${MAX_REDIRECTS} times`);
  }
  if (url.origin === from.origin && url.username === "") {
    url.username = from.username;
    url.password = from.password;
  }
  return { url, visited: trail.visited.add(url.href), permanent: trail.permanent && PERMANENT.has(status) };
}

/** Header bytes come as one character each; an address beyond ASCII was meant as UTF-8. */
function asUtf8(text: string | undefined): string | undefined {
  if (text === undefined || !/[\x80-\xff]/.test(text) || /[^\0-\xff]/.test(text)) return text;
  const utf8 = Buffer.from(text, "latin1").toString("utf8");
  return utf8.includes("\ufffd") ? text : utf8;
}
