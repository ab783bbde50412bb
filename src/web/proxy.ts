/** Which requests go through a proxy, by the rules that curl and others share for HTTP_PROXY and NO_PROXY. Pure. */
import { inRange, parseAddress, parseRange } from "./addresses.js";

export interface ProxySettings {
  /** Proxy for http addresses, with user and password if it wants them; null for none. */
  http: string | null;
  /** Proxy for https addresses. */
  https: string | null;
  /** Hosts asked directly: names (their sub-domains too), `host:port`, addresses, networks, or `*` for all. */
  except: string[];
}

/** The proxy for an address, or null when it is asked directly. */
export function proxyFor(url: URL, settings: ProxySettings | null): string | null {
  if (settings === null) return null;
  const proxy = url.protocol === "https:" ? settings.https : settings.http;
  if (proxy === null || settings.except.some((rule) => matches(url, rule.trim().toLowerCase()))) return null;
  return proxy;
}

function matches(url: URL, rule: string): boolean {
  if (rule === "") return false;
  if (rule === "*") return true;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const range = parseRange(rule.replace(/^\[|\]$/g, ""));
  if (range !== null) return parseAddress(host) !== null && inRange(host, range);
  const [, name = "", port] = /^(?:\*?\.)?([^:]+)(?::(\d+))?$/.exec(rule) ?? [];
  if (port !== undefined && port !== (url.port || (url.protocol === "https:" ? "443" : "80"))) return false;
  return name !== "" && (host === name || host.endsWith(`.${name}`));
}
