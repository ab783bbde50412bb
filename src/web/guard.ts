/**
 * Keeps feeds and pages out of our own network. Everything that comes from outside (a feed's address, a redirect, a
 * link) is checked three times: the address as written, every address that its name resolves to, and the one that the
 * socket reached in the end, so that a name which resolves differently a moment later gains nothing.
 */
import { type LookupAddress, type LookupAllOptions, lookup as resolve } from "node:dns";
import type { LookupFunction } from "node:net";
import { WatchdeskError } from "../errors.js";
import { maskUrl } from "../mask.js";
import { urlOf } from "../url.js";
import { type AddressRange, addressFault, inRange, parseAddress, parseRange } from "./addresses.js";

/** Longer addresses are refused: servers in the field take about 8,000 characters (RFC 9110 4.1). */
export const MAX_URL_CHARS = 8_000;

/** Names that never leave a network (without a dot; RFC 6761, RFC 6762, ICANN's .internal); they matter where a proxy resolves. */
const LOCAL_NAMES = /^[^.]+$|(^|\.)(localhost|local|internal|localdomain|home\.arpa|intranet|lan)$/;

export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface Guard {
  /** The address as URL without fragment; throws `refused` or `input` for what may not be asked. */
  checkUrl(url: string): URL;
  /** The same for a name that somebody else (a proxy) resolves. */
  checkProxied(url: URL): void;
  /** Resolves a name to the addresses that may be connected to; fails with `refused` when there are none. */
  lookup: LookupFunction;
  /** Throws `refused` when the address that was reached may not be, by whatever way it came about. */
  checkReached(hostname: string, address: string | undefined): void;
}

/**
 * @param allow host names, addresses and networks (CIDR) that may be reached although they are not public
 */
export function createGuard(allow: string[], resolver: Resolve = resolve): Guard {
  const ranges: AddressRange[] = [];
  const hosts = new Set<string>();
  for (const text of allow) {
    const range = parseRange(text);
    if (range === null) hosts.add(bareHost(asHostname(text)));
    else ranges.push(range);
  }

  const faultOf = (hostname: string, address: string): string | null => {
    const fault = addressFault(address);
    if (fault === null || hosts.has(bareHost(hostname))) return null;
    return ranges.some((range) => inRange(address, range)) ? null : fault;
  };

  return {
    checkUrl(text) {
      const url = parseUrl(text);
      const literal = literalAddress(url.hostname);
      if (literal !== null) this.checkReached(url.hostname, literal);
      return url;
    },

    checkProxied(url) {
      const host = bareHost(url.hostname);
      if (literalAddress(host) === null && LOCAL_NAMES.test(host) && !hosts.has(host)) {
        throw refusal(`${host} is a name of the local network`);
      }
    },

    lookup(hostname, options, done) {
      resolver(hostname, { ...options, all: true }, (error, addresses) => {
        if (error !== null) return done(error, "");
        const open = addresses.filter((entry) => faultOf(hostname, entry.address) === null);
        const first = open[0];
        if (first === undefined) {
          const shut = addresses[0];
          return done(refusalOf(hostname, shut?.address, shut && faultOf(hostname, shut.address)), "");
        }
        if (options.all === true) return done(null, open);
        return done(null, first.address, first.family);
      });
    },

    checkReached(hostname, address) {
      const fault = address === undefined ? "an unknown address" : faultOf(hostname, address);
      if (fault !== null) throw refusalOf(bareHost(hostname), address, fault);
    },
  };
}

/** Reads an address of the web; throws `input` when it is none. */
export function parseUrl(text: string): URL {
  if (text.length > MAX_URL_CHARS) throw new WatchdeskError("input", `the address is over ${MAX_URL_CHARS} characters`);
  const url = urlOf(text);
  if (url === null) throw new WatchdeskError("input", `${maskUrl(text)} is not an address`);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new WatchdeskError("refused", `${url.protocol} addresses are not fetched, only http and https`);
  }
  url.hash = "";
  return url;
}

/** Node asks no lookup for an address written out, so those are found here. URL has already normalised odd spellings. */
function literalAddress(hostname: string): string | null {
  const bare = bareHost(hostname);
  return parseAddress(bare) === null ? null : bare;
}

/** As URL writes it: in lower case, letters beyond ASCII as `xn--`. */
function asHostname(text: string): string {
  return urlOf(`http://${text}`)?.hostname ?? text;
}

function bareHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "");
}

function refusalOf(host: string, address = "no address", fault: string | null | undefined = null): WatchdeskError {
  if (host === address) return refusal(`${host} is ${fault}`);
  return refusal(`${host} leads to ${address}${fault === null ? "" : `, ${fault}`}`);
}

function refusal(what: string): WatchdeskError {
  return new WatchdeskError("refused", `${what}: not part of the public internet`, {
    hint: "if this is your own network and wanted, name the host or its network in polling.allow",
  });
}
