/** Which IP addresses a feed or page may lead to. Pure. */
import ipaddr from "ipaddr.js";

/**
 * Public by their range and still not for visitors: the platform's own services on Azure, which every machine there
 * reaches (Microsoft, "What is IP address 168.63.129.16?").
 */
const PLATFORM_ADDRESSES = new Set(["168.63.129.16"]);

/** Only this part of IPv6 is handed out for use on the internet (RFC 4291 2.4, IANA registry). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");
/** The well-known prefix by which networks without IPv4 reach it (RFC 6052); what counts is the address inside. */
const NAT64 = ipaddr.IPv6.parseCIDR("64:ff9b::/96");

export type AddressRange = [ipaddr.IPv4 | ipaddr.IPv6, number];

/**
 * Why an address may not be connected to, in a word or two ("loopback", "private"), or null when it is public.
 * Takes an IPv4 or IPv6 address in any spelling that `inet_aton` or RFC 4291 know, without brackets.
 */
export function addressFault(address: string): string | null {
  const parsed = parseAddress(address);
  if (parsed === null) return "not an address";
  const plain = unwrap(parsed);
  if (PLATFORM_ADDRESSES.has(plain.toString())) return "platform service";
  const range = plain.range();
  if (range !== "unicast") return range.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (plain instanceof ipaddr.IPv6 && !plain.match(GLOBAL_UNICAST)) return "not global";
  return null;
}

/** The address without zone, or null when it is none. */
export function parseAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const bare = address.replace(/%.*$/, "");
  return ipaddr.isValid(bare) ? ipaddr.parse(bare) : null;
}

/** Reads `10.0.0.0/8`, `fd00::/8` or a single address; null when it is neither. */
export function parseRange(text: string): AddressRange | null {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  const address = parseAddress(text);
  return address === null ? null : [address, address instanceof ipaddr.IPv4 ? 32 : 128];
}

export function inRange(address: string, range: AddressRange): boolean {
  const parsed = parseAddress(address);
  if (parsed === null) return false;
  const plain = unwrap(parsed);
  const [base, bits] = range;
  if (plain instanceof ipaddr.IPv4) return base instanceof ipaddr.IPv4 && plain.match(base, bits);
  return base instanceof ipaddr.IPv6 && plain.match(base, bits);
}

/** The IPv4 address inside an IPv6 one that stands for it; else the address itself. */
function unwrap(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (address instanceof ipaddr.IPv4) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  if (address.match(NAT64)) return new ipaddr.IPv4(address.toByteArray().slice(12));
  return address;
}
