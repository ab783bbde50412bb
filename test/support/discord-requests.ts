/**
 * Every request that a bot of this kind may make to Discord: path, query, headers and body. What is not listed here is
 * refused, so that nothing is sent unchecked. A test holds the list against Discord's own OpenAPI document.
 */
import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import { type DiscordBody, discordViolations } from "./discord-contract.js";

type Json = Record<string, unknown>;

export interface KnownRequest {
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** As the OpenAPI document writes it. */
  path: string;
  /** What its body must be; a list where it is one; `gateway` where the gateway checks it. */
  body?: DiscordBody | [DiscordBody] | "gateway";
  query?: z.ZodObject;
  /** A webhook or an interaction, whose address is its own secret. */
  anonymous?: boolean;
}

const id = z.string().regex(/^\d{1,20}$/);
const number = (least: number, most: number) => z.coerce.number().int().min(least).max(most).optional();
const thread = z.strictObject({ thread_id: id.optional() });

export const KNOWN: KnownRequest[] = [
  { method: "GET", path: "/users/@me" },
  { method: "GET", path: "/gateway/bot" },
  { method: "GET", path: "/guilds/{guild_id}/roles" },
  { method: "GET", path: "/guilds/{guild_id}/members/{user_id}" },
  { method: "GET", path: "/guilds/{guild_id}/threads/active" },
  { method: "GET", path: "/channels/{channel_id}" },
  { method: "PATCH", path: "/channels/{channel_id}", body: "UpdateThreadRequestPartial" },
  {
    method: "GET",
    path: "/channels/{channel_id}/threads/archived/public",
    query: z.strictObject({ limit: number(2, 100) }),
  },
  { method: "POST", path: "/channels/{channel_id}/threads", body: "CreateForumThreadRequest" },
  {
    method: "GET",
    path: "/channels/{channel_id}/messages",
    query: z.strictObject({ limit: number(1, 100), after: id.optional() }),
  },
  { method: "POST", path: "/channels/{channel_id}/messages", body: "MessageCreateRequest" },
  { method: "GET", path: "/channels/{channel_id}/messages/{message_id}" },
  { method: "PATCH", path: "/channels/{channel_id}/messages/{message_id}", body: "MessageEditRequestPartial" },
  {
    method: "POST",
    path: "/channels/{channel_id}/messages/{message_id}/threads",
    body: "CreateTextThreadWithMessageRequest",
  },
  { method: "PUT", path: "/applications/{application_id}/commands", body: ["ApplicationCommandUpdateRequest"] },
  {
    method: "PUT",
    path: "/applications/{application_id}/guilds/{guild_id}/commands",
    body: ["ApplicationCommandUpdateRequest"],
  },
  {
    method: "POST",
    path: "/interactions/{interaction_id}/{interaction_token}/callback",
    body: "gateway",
    anonymous: true,
    query: z.strictObject({ with_response: z.enum(["true", "false"]).optional() }),
  },
  {
    method: "PATCH",
    path: "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
    body: "gateway",
    anonymous: true,
  },
  { method: "GET", path: "/webhooks/{webhook_id}/{webhook_token}", anonymous: true },
  {
    method: "POST",
    path: "/webhooks/{webhook_id}/{webhook_token}",
    body: "IncomingWebhookRequestPartial",
    anonymous: true,
    query: thread.extend({ wait: z.enum(["true", "false"]).optional() }),
  },
  {
    method: "PATCH",
    path: "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
    body: "IncomingWebhookUpdateRequestPartial",
    anonymous: true,
    query: thread,
  },
];

export interface SentRequest {
  method: string;
  /** Without the version. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Json | null;
}

/** Every way in which the request breaks the contract; empty when it is right. */
export function requestViolations(sent: SentRequest): string[] {
  const what = `${sent.method} ${sent.path.replace(/\/webhooks\/.*/, "/webhooks/…")}`;
  const path = decodeURIComponent(sent.path);
  const known = KNOWN.find((one) => one.method === sent.method && patternOf(one.path).test(path));
  if (known === undefined) return [`${what} is no request that is known`];
  const found = [...queryViolations(known, sent), ...headerViolations(known, sent)];
  return [
    ...found.map((one) => `${what}: ${one}`),
    ...bodyViolations(known, sent.body).map((one) => `${what}: ${one}`),
  ];
}

/** Ids are digits; tokens are whatever they are. */
function patternOf(path: string): RegExp {
  const pattern = path.replace(/\{(\w+)\}/g, (_all, name: string) => (name.endsWith("_id") ? "\\d{1,20}" : "[^/]+"));
  return new RegExp(`^${pattern}$`);
}

function queryViolations({ query = z.strictObject({}) }: KnownRequest, sent: SentRequest): string[] {
  const parsed = query.safeParse(Object.fromEntries(sent.query));
  return parsed.success ? [] : [`query: ${z.prettifyError(parsed.error)}`];
}

/** https://discord.com/developers/docs/reference#user-agent and #authentication */
function headerViolations({ anonymous = false, body }: KnownRequest, { headers, body: given }: SentRequest): string[] {
  const found: string[] = [];
  if (!/^DiscordBot \(https?:\/\/\S+, \S+\)/.test(headers["user-agent"] ?? "")) found.push("no user agent of a bot's");
  if (anonymous && headers.authorization !== undefined) found.push("a bot's token where none belongs");
  if (!anonymous && !/^Bot \S+$/.test(headers.authorization ?? "")) found.push("no bot's token");
  if (given !== null && headers["content-type"] !== "application/json") found.push("a body that is not called JSON");
  // Nothing that this bot does is written into a server's audit log, so that there is no reason to give.
  if (headers["x-audit-log-reason"] !== undefined) found.push("a reason for the audit log");
  if (given === null && body !== undefined) found.push("no body");
  return found;
}

function bodyViolations({ body: wanted }: KnownRequest, given: Json | null): string[] {
  if (given === null || wanted === "gateway") return [];
  if (wanted === undefined) return ["a body where none belongs"];
  if (typeof wanted === "string") return discordViolations(wanted, given);
  if (!Array.isArray(given)) return ["no list"];
  return given.flatMap((one: Json) => discordViolations(wanted[0], one));
}
