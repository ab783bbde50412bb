/** The gate at the end of parsing: only clean strings, real instants and openable addresses go on. */
import { z } from "zod";
import { PICTURE_ALT_CHARS, PICTURE_URL_CHARS } from "../picture.js";
import { PARSE_LIMITS } from "./limits.js";

const field = z.string().max(PARSE_LIMITS.maxFieldChars).nullable();
const instant = z.iso.datetime().nullable();
const language = z
  .string()
  .regex(/^[a-z]{2,3}(?:[-_][a-z0-9]{1,8}){0,4}$/i)
  .transform((tag) => tag.replaceAll("_", "-"))
  .nullable()
  .catch(null);

const side = z.int().positive().nullable();
/** Which may be shown is decided where they are read; what is none after all that is as good as absent. */
const picture = z
  .object({
    url: z.string().max(PICTURE_URL_CHARS).startsWith("https://"),
    alt: z.string().max(PICTURE_ALT_CHARS).nullable(),
    width: side,
    height: side,
  })
  .optional()
  .catch(undefined);

export const parsedDocumentSchema = z.object({
  feed: z.object({ title: field, url: field, language, format: z.string().max(40) }),
  items: z
    .array(
      z.object({
        guid: field,
        url: field,
        title: field,
        text: z.string().max(PARSE_LIMITS.maxTextChars).nullable(),
        author: field,
        publishedAt: instant,
        updatedAt: instant,
        language,
        publisher: field.optional(),
        picture,
      }),
    )
    .max(PARSE_LIMITS.maxItems),
  hints: z.object({
    ttlMs: z.number().positive().nullable(),
    skipHoursUtc: z.array(z.int().min(0).max(23)),
    skipDaysUtc: z.array(z.int().min(0).max(6)).optional(),
  }),
});
