/** The parse stage as a filter: a feed document in, its feed and items out. */
import { z } from "zod";
import { createFeedParser, createParsePool } from "../parsing/feed-parser.js";
import { PARSE_LIMITS } from "../parsing/limits.js";
import { refuseTooLarge } from "../parsing/parse-document.js";
import type { FeedParser } from "../ports.js";
import type { StageFilter } from "../stage.js";

const BASE64_BYTES = 3 / 4;
/** A document of the largest size in base64, and as much again as the line's other fields can be. */
const MAX_LINE_BYTES = Math.ceil(PARSE_LIMITS.maxBytes / BASE64_BYTES) + 100_000;

const line = z.object({
  url: z
    .url({ protocol: /^https?$/ })
    .max(PARSE_LIMITS.maxFieldChars)
    .nullish(),
  contentType: z.string().max(PARSE_LIMITS.maxFieldChars).nullish(),
  timeZone: z.string().max(60).nullish(),
  body: z
    .string({ error: "the document in base64 is missing" })
    .superRefine((body) => refuseTooLarge(Math.floor(body.length * BASE64_BYTES)))
    .regex(/^[A-Za-z0-9+/\s]*={0,2}\s*$/, "is not base64"),
});

/** @param parser by default one with its own workers, closed with the filter */
export function createParseStage(
  parser: FeedParser = createFeedParser(createParsePool({ maxThreads: 1 })),
): StageFilter {
  return {
    async answer(row) {
      const { url, contentType, timeZone, body } = line.parse(row);
      return parser.parse({
        body: Buffer.from(body, "base64"),
        contentType: contentType ?? null,
        url: url ?? null,
        timeZone: timeZone ?? "UTC",
      });
    },
    close: () => parser.close(),
    maxLineBytes: MAX_LINE_BYTES,
  };
}
