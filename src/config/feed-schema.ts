/** What a file in config/feeds/ may hold. */
import { z } from "zod";
import { FEED_KINDS } from "../enumerations.js";
import type { Feed } from "../model.js";
import { httpUrl, interval, name, timeZone } from "./values.js";

const shared = {
  kind: z.enum(FEED_KINDS).optional(),
  family: z.string().min(1).max(64).optional().describe("Outlets of one owner or of the same wire copy"),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "expected a language code such as en or zh-Hant")
    .optional()
    .describe("Language of items that do not say"),
  timeZone: timeZone.optional().describe("Zone of dates without one"),
  every: interval.optional().describe("How often to poll: 5m, 1h, or a cron expression"),
  teaserOnly: z.boolean().optional().describe("Read the page before matching, since the feed holds teasers only"),
  enabled: z.boolean().optional(),
  folder: z.string().min(1).max(200).optional().describe("Where lists of feeds (OPML) put it: Asia/Korea"),
};

export const feedSchema = z.strictObject({
  id: name,
  url: httpUrl,
  publisher: z.string().min(1).max(120).optional(),
  title: z.string().max(200).optional(),
  ...shared,
});

export const feedDefaultsSchema = z.strictObject(shared);

export const feedFileSchema = z.strictObject({
  defaults: feedDefaultsSchema.optional(),
  feeds: z.array(feedSchema),
});

export type FeedConfig = z.infer<typeof feedSchema>;
export type FeedDefaults = z.infer<typeof feedDefaultsSchema>;

/** A feed with the defaults of its file, then those of the whole configuration. */
export function resolveFeed(feed: FeedConfig, defaults: FeedDefaults, every: number): Feed {
  const one = { ...defaults, ...feed };
  return {
    id: one.id,
    url: one.url,
    title: one.title ?? null,
    publisher: one.publisher ?? new URL(one.url).hostname.replace(/^www\./, ""),
    family: one.family ?? null,
    kind: one.kind ?? "newspaper",
    language: one.language ?? null,
    timeZone: one.timeZone ?? "UTC",
    every: one.every ?? every,
    teaserOnly: one.teaserOnly ?? false,
    enabled: one.enabled ?? true,
    ...(one.folder === undefined ? {} : { folder: one.folder }),
  };
}
