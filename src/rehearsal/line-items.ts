/** Items from JSON lines, plain or gzipped, as items to rehearse on. */
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import { FEED_KINDS } from "../enumerations.js";
import { WatchdeskError } from "../errors.js";
import { linesOf } from "../lines.js";
import type { RecordedItem } from "./backtest.js";

const text = z.string().nullish();
const instant = z.union([z.number(), z.string()]).nullish();
/** What the stages `match` and `group` take; more is ignored. */
const lineSchema = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  title: text,
  text,
  url: text,
  language: text,
  publisher: text,
  at: instant,
  publishedAt: instant,
  feed: z.object({ id: text, kind: z.enum(FEED_KINDS).nullish(), publisher: text }).nullish(),
});

/** Longest line taken, in bytes. */
const MAX_LINE_BYTES = 5_000_000;

/**
 * A line an item, with `title`, and `text`, `language`, `feed`, `publisher`, `url`, `at` (else `publishedAt`; ISO 8601 or
 * ms) where they are known. Throws WatchdeskError (`input`) that names the first bad line.
 */
export async function* lineItems(input: Readable): AsyncGenerator<RecordedItem> {
  let number = 0;
  for await (const line of linesOf(await unpacked(input), MAX_LINE_BYTES)) {
    number++;
    if (line.text.trim() === "") continue;
    if (line.tooLong) throw bad(number, `is over ${MAX_LINE_BYTES} bytes`);
    yield toItem(line.text, number);
  }
}

function toItem(line: string, number: number): RecordedItem {
  const checked = lineSchema.safeParse(parsed(line));
  if (!checked.success) {
    const issue = checked.error.issues[0];
    throw bad(number, `${issue?.path.join(".") || "it"}: ${issue?.message ?? "is not as documented"}`);
  }
  const { id, title, text: body, url, language, publisher, at, publishedAt, feed } = checked.data;
  const outlet = publisher ?? feed?.publisher ?? feed?.id ?? null;
  const whole = { title: title ?? "", text: body ?? "", language: language ?? null };
  return {
    item: {
      ...whole,
      id: String(id ?? `line ${number}`),
      url: url ?? null,
      publisher: outlet,
      family: null,
      kind: feed?.kind ?? null,
      at: instantOf(at) ?? instantOf(publishedAt),
    },
    inputs: [
      {
        ...whole,
        feed: feed?.id ? { id: feed.id, kind: feed.kind ?? "newspaper", publisher: outlet ?? feed.id } : null,
      },
    ],
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function instantOf(value: string | number | null | undefined): number | null {
  if (value === null || value === undefined) return null;
  const ms = typeof value === "number" ? value : Date.parse(value);
  return Number.isFinite(ms) ? ms : null;
}

function bad(line: number, what: string): WatchdeskError {
  return new WatchdeskError("input", `line ${line}: ${what}`, {
    hint: 'expected an item a line: {"title":"...","text":"...","language":"en","at":"2019-03-08T12:00:00Z"}',
  });
}

/** Gzip is known by its first two bytes (RFC 1952), whatever the file is called. */
async function unpacked(input: Readable): Promise<Readable> {
  const first = await firstBytes(input);
  if (first?.[0] !== 0x1f || first[1] !== 0x8b) return input;
  const gunzip = createGunzip();
  input.on("error", (error) => gunzip.destroy(error));
  return input.pipe(gunzip);
}

function firstBytes(input: Readable): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const chunk: unknown = input.read();
      if (chunk === null) return;
      input.off("readable", look).off("end", none).off("error", reject);
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      input.unshift(bytes);
      resolve(bytes);
    };
    const none = () => resolve(null);
    input.on("readable", look).once("end", none).once("error", reject);
  });
}
