/** What watchdesk.yaml may hold, with its defaults. */
import { z } from "zod";
import { SEVERITIES } from "../enumerations.js";
import { feedSchema } from "./feed-schema.js";
import { byteSize, duration, headerText, hostOrNetwork, httpUrl, name, timeZone } from "./values.js";
import { watchListSchema } from "./watch-schema.js";

const secret = z.string().min(1, "expected a secret; set its environment variable or NAME_FILE");

const model = z
  .strictObject({
    provider: z.enum(["openai", "anthropic"]).describe("openai: any server of that protocol, Ollama and vLLM too"),
    name: z.string().min(1).max(200).describe("The model's name at its server"),
    baseUrl: httpUrl.optional().describe("Needed for openai, e.g. http://localhost:11434/v1"),
    apiKey: secret.optional(),
    timeout: duration.prefault("15s").describe("After that the extractive summary serves"),
    tokensPerDay: z.number().int().min(0).default(200_000).describe("Both ways together, counted in the store"),
    translateTo: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
      .optional()
      .describe("The team's language"),
  })
  .refine((one) => one.provider !== "openai" || one.baseUrl !== undefined, {
    path: ["baseUrl"],
    message: "expected the server's address, since the provider is openai",
  });

/** The most that a placement may wait for a vector. */
const MAX_EMBEDDING_WAIT_MS = 10_000;

const embedding = z.strictObject({
  baseUrl: httpUrl.describe("A server with OpenAI's protocol, e.g. http://localhost:11434/v1 for Ollama"),
  name: z.string().min(1).max(200).describe("The model's name at its server"),
  apiKey: secret.optional(),
  timeout: duration
    .refine((ms) => ms > 0 && ms <= MAX_EMBEDDING_WAIT_MS, "expected at most 10s: every placement may wait so long")
    .prefault("2s")
    .describe("After that the placement goes on without it"),
  tokensPerDay: z.number().int().min(0).default(1_000_000).describe("Counted in the store"),
});

/** What people and roles are named by: Slack's user ids, Discord's ids of users and roles. */
const allowed = {
  slack: z.array(z.string().regex(/^[UW][A-Z0-9]+$/, "expected a Slack user id such as U012AB3CD")),
  discord: z.array(z.string().regex(/^\d{1,20}$/, "expected the id of a Discord user or role (digits, quoted)")),
};
const MAY_ACT = "Ids of those who may use the buttons and commands that change a story";

const slackAccount = z.strictObject({
  platform: z.literal("slack"),
  botToken: secret.describe("xoxb-..."),
  appToken: secret.optional().describe("xapp-..., for Socket Mode"),
  signingSecret: secret.optional().describe("For HTTP mode in place of Socket Mode"),
  port: z.number().int().min(0).max(65535).optional().describe("Port of HTTP mode"),
  allow: allowed.slack.optional().describe(`${MAY_ACT}; everybody in the channel when absent`),
});

const discordAccount = z.strictObject({
  platform: z.literal("discord"),
  token: secret,
  guild: z.string().regex(/^\d+$/, "expected a server id (digits)").optional().describe("Register commands there only"),
  allow: allowed.discord.optional().describe(`${MAY_ACT}; everybody in the channel when absent`),
});

const pictures = { pictures: z.boolean().optional().describe("Show feeds' pictures here; as alerts say when absent") };

const terminalChannel = z.strictObject({ kind: z.literal("terminal") });
const webhookChannel = z.strictObject({
  kind: z.literal("webhook"),
  url: httpUrl,
  secret: secret.optional().describe("Signs each request (HMAC-SHA256)"),
  ...pictures,
});
const chatChannel = <Kind extends "slack" | "discord">(kind: Kind) => ({
  kind: z.literal(kind),
  account: name.describe("Which of the accounts"),
  channel: z.string().min(1).describe("The channel's id"),
  allow: allowed[kind].optional().describe(`${MAY_ACT}; those of the account when absent`),
  ...pictures,
});
const slackChannel = z.strictObject({
  ...chatChannel("slack"),
  thread: z
    .string()
    .regex(/^\d+\.\d{6}$/, "expected the ts of a message, such as 1712345678.123456")
    .optional()
    .describe("The ts of a message: everything goes into its thread"),
});
const snowflake = z.string().regex(/^\d{1,20}$/, "expected an id (digits, in quotes)");
const discordChannel = z.strictObject({
  ...chatChannel("discord"),
  forum: z.boolean().default(false).describe("The channel is a forum: each alert is a post there"),
  tags: z.array(snowflake).max(5).default([]).describe("Ids of the tags that each post in the forum gets"),
});
const slackWebhookChannel = z.strictObject({
  kind: z.literal("slack-webhook"),
  url: httpUrl.describe("https://hooks.slack.com/services/...; a secret"),
  ...pictures,
});
const discordWebhookChannel = z.strictObject({
  kind: z.literal("discord-webhook"),
  url: httpUrl
    .refine(
      (url) => /\/api(\/v\d+)?\/webhooks\/\d{1,20}\/[\w-]{1,200}\/?$/.test(url.split("?")[0] ?? ""),
      "expected the address that Discord gives: https://discord.com/api/webhooks/ID/TOKEN",
    )
    .describe("https://discord.com/api/webhooks/...; a secret"),
  thread: snowflake.optional().describe("A thread of the webhook's channel that takes everything"),
  ...pictures,
});

const quietHours = z.strictObject({
  from: z.string().regex(/^\d{1,2}:\d{2}$/, "expected a time such as 22:00"),
  to: z.string().regex(/^\d{1,2}:\d{2}$/, "expected a time such as 07:00"),
  timeZone: timeZone.default("UTC"),
  except: z.array(z.enum(SEVERITIES)).default(["critical"]).describe("Severities that are sent all the same"),
});

const route = z.strictObject({
  to: z.array(name).min(1),
  watches: z.array(z.string()).optional().describe("Only these watches; all when absent"),
  severities: z.array(z.enum(SEVERITIES)).optional().describe("Only these; all but digest when absent"),
  wait: duration.optional().describe("Collect for so long before the first send"),
  quietHours: quietHours.optional(),
});

export const mainSchema = z.strictObject({
  $schema: z.string().optional(),
  store: z
    .strictObject({
      path: z
        .string()
        .min(1)
        .default("data/watchdesk.db")
        .describe("The SQLite file, made when missing; a relative path counts from the working folder"),
      databaseUrl: z.string().optional().describe("postgres://... for several processes; also DATABASE_URL"),
      keepCaptures: duration.prefault("90d").describe("How long source bytes of new items are kept"),
    })
    .prefault({}),
  log: z.strictObject({ level: z.enum(["debug", "info", "warn", "error", "silent"]).default("info") }).prefault({}),
  polling: z
    .strictObject({
      every: duration.prefault("5m").describe("For feeds that do not say"),
      floor: duration.prefault("1m").describe("No feed is polled more often"),
      lookBack: duration.prefault("24h").describe("First poll: items older than this are remembered, not alerted"),
      concurrency: z.number().int().min(1).max(256).default(16),
      timeout: duration.prefault("30s"),
      maxBytes: byteSize.prefault("10MB"),
      contact: headerText.optional().describe("An address or URL told to publishers in the User-Agent"),
      allow: z.array(hostOrNetwork).default([]).describe("Hosts or networks (CIDR) of your own that may be polled"),
      proxy: httpUrl.optional().describe("Also HTTPS_PROXY"),
      spread: z.boolean().default(true).describe("Spread the first polls over the interval"),
    })
    .prefault({}),
  reading: z
    .strictObject({
      enabled: z.boolean().default(true).describe("Read the page behind a hit; false alerts on the feed's own text"),
      deadline: duration.prefault("20s").describe("After that the feed's own text serves"),
    })
    .prefault({}),
  summary: z
    .strictObject({
      maxSentences: z.number().int().min(1).max(5).default(2),
      maxChars: z.number().int().min(80).max(2000).default(500),
      model: model.optional().describe("Let a language model write the summary; held against the sources"),
    })
    .prefault({}),
  stories: z
    .strictObject({
      embedding: embedding.optional().describe("One more piece of evidence for what belongs together; never needed"),
    })
    .prefault({}),
  alerts: z
    .strictObject({
      pictures: z.boolean().default(true).describe("Show the picture that a feed offers with its item"),
    })
    .prefault({}),
  accounts: z.record(name, z.discriminatedUnion("platform", [slackAccount, discordAccount])).default({}),
  channels: z
    .record(
      name,
      z.discriminatedUnion("kind", [
        terminalChannel,
        webhookChannel,
        slackChannel,
        discordChannel,
        slackWebhookChannel,
        discordWebhookChannel,
      ]),
    )
    .prefault({ terminal: { kind: "terminal" } }),
  routes: z.array(route).optional().describe("When absent every alert goes to every channel"),
  morning: z
    .strictObject({
      at: z
        .string()
        .regex(/^([01]?\d|2[0-3]):[0-5]\d$/, "expected a time such as 08:00")
        .default("08:00"),
      timeZone: timeZone.default("UTC"),
    })
    .prefault({})
    .describe("When a story that was snoozed until morning wakes"),
  operators: z.array(name).optional().describe("Channels for word of the bot's own health; the terminal when absent"),
  include: z
    .strictObject({
      watches: z.array(z.string()).optional().describe('Files or folders; "default" is the pack that comes along'),
      feeds: z.array(z.string()).optional().describe('Files or folders; "default" is the list that comes along'),
    })
    .prefault({}),
  watches: watchListSchema.default([]),
  feeds: z.array(feedSchema).default([]),
});

export type MainConfig = z.infer<typeof mainSchema>;
export type RouteConfig = z.infer<typeof route>;
export type AccountConfig = MainConfig["accounts"][string];
export type ChannelConfig = MainConfig["channels"][string];
export type QuietHours = z.infer<typeof quietHours>;
