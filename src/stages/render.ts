/** `render`: an alert as the body of the request that a platform would be sent. */
import { z } from "zod";
import { renderDiscord } from "../discord/render.js";
import { FEED_KINDS, SEVERITIES } from "../enumerations.js";
import type { Alert } from "../model.js";
import { INERT, NOT_UNFURLED, renderSlack } from "../slack/render.js";
import type { StageFilter } from "../stage.js";

const text = z.string().nullish();
const count = z.number().int().nonnegative();
const severity = z.enum(SEVERITIES);
const kind = z.enum(FEED_KINDS);

/** Instants as ISO text or ms; what is neither counts as not given. */
const instant = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((at) => {
    const ms = typeof at === "string" ? Date.parse(at) : (at ?? Number.NaN);
    return Number.isFinite(ms) ? ms : null;
  });

const report = z.object({
  item: text,
  title: z.string(),
  url: text,
  publisher: text,
  kind: kind.nullish(),
  language: text,
  origin: text,
  publishedAt: instant,
  firstSeenAt: instant,
});

const standing = z.object({
  rung: z.enum(["single origin", "several origins", "officially confirmed", "officially denied"]),
  by: text,
  firmness: text,
  words: text,
});

const fact = z.object({
  kind: z.enum(["event", "place", "when", "claim", "imagery", "page"]),
  text: z.string(),
  url: text,
  doubtful: z.boolean().nullish(),
});

const state = z.object({
  kind: z.enum(["open", "taken", "done", "snoozed", "irrelevant"]),
  by: text,
  until: instant,
});

const side = z.number().nullish();
const picture = z.object({
  url: z.string(),
  alt: text,
  width: side,
  height: side,
  publisher: text,
  kind: kind.nullish(),
});

const translation = z.object({ language: text, headline: text, sentences: z.array(z.string()).nullish() });

/** The alert as docs/alert.md describes it: only the headline must be there. */
const alertSchema = z.object({
  story: text,
  revision: count.nullish(),
  severity: severity.nullish(),
  headline: z.string(),
  summary: z.array(z.string()).nullish(),
  watches: z
    .array(z.object({ watch: z.string(), severity: severity.nullish(), terms: z.array(z.string()).nullish() }))
    .nullish(),
  reports: z.array(report).nullish(),
  origins: count.nullish(),
  firstSeenAt: instant,
  updatedAt: instant,
  standing: standing.nullish(),
  facts: z.array(fact).nullish(),
  summaryMethod: z.enum(["extractive", "model", "lead"]).nullish(),
  translation: translation.nullish(),
  state: state.nullish(),
  picture: picture.nullish(),
  mergedInto: z.object({ story: z.string(), url: text }).nullish(),
});

const line = z.object({
  platform: z.enum(["slack", "discord"]),
  alert: alertSchema,
  /** The delivery's key, at most 25 of [a-z0-9]. */
  key: z
    .string()
    .regex(/^[a-z0-9]{1,25}$/, "expected 1 to 25 of [a-z0-9]")
    .nullish(),
  channel: text,
});

const DEFAULT_KEY = "preview";
const DEFAULT_CHANNEL = "C00000000";

/** The filter; it answers `{payload}`, the body of chat.postMessage or of Discord's create message. */
export function createRenderStage(): StageFilter {
  return {
    answer(row) {
      const read = line.parse(row);
      const alert = alertOf(read.alert);
      const options = { key: read.key ?? DEFAULT_KEY, revision: alert.revision };
      const body = { kind: "alert", alert } as const;
      if (read.platform === "discord") {
        return { payload: { ...renderDiscord(body, options), nonce: options.key, enforce_nonce: true } };
      }
      const channel = read.channel ?? DEFAULT_CHANNEL;
      return { payload: { channel, ...renderSlack(body, options), ...INERT, ...NOT_UNFURLED } };
    },
  };
}

/** Times that were not given are before all others, and are not shown. */
const UNKNOWN = -1;

function alertOf(read: z.infer<typeof alertSchema>): Alert {
  const reports = (read.reports ?? []).map((one, index) => ({
    item: one.item ?? String(index),
    title: one.title,
    url: one.url ?? null,
    publisher: one.publisher ?? "unnamed",
    kind: one.kind ?? ("newspaper" as const),
    language: one.language ?? null,
    origin: one.origin ?? String(index),
    publishedAt: one.publishedAt,
    firstSeenAt: one.firstSeenAt ?? UNKNOWN,
  }));
  const grade = read.severity ?? "normal";
  return {
    story: read.story ?? "story",
    revision: read.revision ?? 1,
    severity: grade,
    headline: read.headline,
    summary: read.summary ?? [],
    watches: (read.watches ?? []).map((one) => ({
      watch: one.watch,
      severity: one.severity ?? grade,
      terms: one.terms ?? [],
    })),
    reports,
    origins: read.origins ?? new Set(reports.map((one) => one.origin)).size,
    firstSeenAt: read.firstSeenAt ?? UNKNOWN,
    updatedAt: read.updatedAt ?? UNKNOWN,
    ...knownOf(read),
    ...pictureOf(read),
    mergedInto: read.mergedInto ? { story: read.mergedInto.story, url: read.mergedInto.url ?? null } : null,
  };
}

/** What is absent stays absent: nobody knows it. */
function knownOf({ standing, facts, summaryMethod, translation, state }: z.infer<typeof alertSchema>): Partial<Alert> {
  return {
    ...(standing
      ? {
          standing: {
            rung: standing.rung,
            by: standing.by ?? null,
            firmness: standing.firmness ?? null,
            words: standing.words ?? null,
          },
        }
      : {}),
    ...(facts
      ? { facts: facts.map((one) => ({ ...one, url: one.url ?? null, doubtful: one.doubtful ?? false })) }
      : {}),
    ...(summaryMethod ? { summaryMethod } : {}),
    ...(translation
      ? {
          translation: {
            language: translation.language ?? "",
            headline: translation.headline ?? null,
            sentences: translation.sentences ?? [],
          },
        }
      : {}),
    ...(state ? { state: { kind: state.kind, by: state.by ?? null, until: state.until } } : {}),
  };
}

function pictureOf({ picture }: z.infer<typeof alertSchema>): Pick<Alert, "picture"> {
  if (!picture) return {};
  const { url, alt, width, height, publisher, kind: of } = picture;
  return {
    picture: {
      url,
      alt: alt ?? null,
      width: width ?? null,
      height: height ?? null,
      publisher: publisher ?? "",
      kind: of ?? "newspaper",
    },
  };
}
