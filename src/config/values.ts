/** The small zod types that configuration files are made of. */
import ipaddr from "ipaddr.js";
import { z } from "zod";
import { durationMs } from "../duration.js";
import { cronProblem } from "../schedule/cron.js";
import { urlOf } from "../url.js";

/** A duration such as `30s`, `5m`, `2h`, `1d`; becomes ms. */
export const duration = z.string().transform((text, context) => {
  const value = durationMs(text);
  if (value === null) {
    context.addIssue({ code: "custom", message: "expected a duration such as 30s, 5m, 2h or 1d" });
    return z.NEVER;
  }
  return value;
});

/** A number of bytes: `500KB`, `10MB`, or a bare number. */
export const byteSize = z.union([z.number().int().positive(), z.string()]).transform((value, context) => {
  if (typeof value === "number") return value;
  const match = /^(\d+(?:\.\d+)?)\s?(B|KB|MB|GB)$/i.exec(value.trim());
  const unit = { b: 1, kb: 1e3, mb: 1e6, gb: 1e9 }[(match?.[2] ?? "").toLowerCase()];
  if (!match?.[1] || unit === undefined) {
    context.addIssue({ code: "custom", message: "expected a size such as 500KB or 10MB" });
    return z.NEVER;
  }
  return Math.round(Number(match[1]) * unit);
});

/** An interval (`5m`) as ms, or a cron expression (`0 9 * * 1-5`) as text. */
export const interval = z.string().transform((text, context): number | string => {
  const value = durationMs(text);
  if (value !== null) return value;
  // Expressions have spaces; of anything else it is of no use to say what it lacks as one.
  const problem = /\s/.test(text.trim()) ? cronProblem(text) : "";
  if (problem === null) return text.trim();
  const more = problem === "" ? "" : `: ${problem}`;
  context.addIssue({ code: "custom", message: `expected an interval such as 5m or a cron expression${more}` });
  return z.NEVER;
});

export const httpUrl = z.string().transform((text, context) => {
  const url = urlOf(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    context.addIssue({ code: "custom", message: "expected an address that begins with http:// or https://" });
    return z.NEVER;
  }
  return text;
});

/** A name without scheme and port, an address or a network: what cannot be one of them would allow nothing, unseen. */
export const hostOrNetwork = z
  .string()
  .refine(
    (text) => isAddressOrNetwork(text) || HOST_NAME.test(text),
    "expected a host name, an address or a network such as 10.0.0.0/8",
  );

/** With a letter in it: what has none and is no address is a slip. */
const HOST_NAME = /^(?=.{1,253}$)(?=.*\p{L})[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.?$/u;

/** Written out: `10.1/16` would be read as 10.0.0.1/16, which nobody means. */
function isAddressOrNetwork(text: string): boolean {
  const [address = ""] = text.split("/");
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) && !ipaddr.IPv6.isValid(address)) return false;
  return address === text || ipaddr.isValidCIDR(text);
}

/** A text that goes out in a header. */
export const headerText = z
  .string()
  .max(200)
  .regex(/^[\x20-\x7e]*$/, "expected plain ASCII on one line: it is sent in a header");

export const timeZone = z.string().refine(isTimeZone, "expected an IANA time zone such as Asia/Seoul");

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Names of feeds, channels, accounts and watches: short, printable, stable in commands. */
export const name = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u, "expected letters, digits, spaces, dots, dashes or underscores");
