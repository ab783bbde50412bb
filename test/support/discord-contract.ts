/**
 * What Discord would say of a body. In every clone: the zod schemas of discord-api-spec, with objects closed (a key that
 * the schema does not know is dropped by parsing, and the loss shows). Where WATCHDESK_DATA is set: Discord's own OpenAPI
 * document, closed as well. Both: the documented limits that they lack.
 */
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import * as spec from "discord-api-spec/zod";
import { isMalformed } from "./chat-faults.js";

const SCHEMAS = {
  MessageCreateRequest: spec.MessageCreateRequestSchema,
  MessageEditRequestPartial: spec.MessageEditRequestPartialSchema,
  CreateTextThreadWithMessageRequest: spec.CreateTextThreadWithMessageRequestSchema,
  CreateMessageInteractionCallbackRequest: spec.CreateMessageInteractionCallbackRequestSchema,
  ModalInteractionCallbackRequest: spec.ModalInteractionCallbackRequestSchema,
  IncomingWebhookRequestPartial: spec.IncomingWebhookRequestPartialSchema,
  IncomingWebhookUpdateRequestPartial: spec.IncomingWebhookUpdateRequestPartialSchema,
  CreateForumThreadRequest: spec.CreateForumThreadRequestSchema,
  ApplicationCommandUpdateRequest: spec.ApplicationCommandUpdateRequestSchema,
  UpdateThreadRequestPartial: spec.UpdateThreadRequestPartialSchema,
};

/** Bodies that are or hold no message. */
const NO_MESSAGES: DiscordBody[] = [
  "ApplicationCommandUpdateRequest",
  "CreateTextThreadWithMessageRequest",
  "UpdateThreadRequestPartial",
];

export type DiscordBody = keyof typeof SCHEMAS;
type Json = Record<string, unknown>;

/** The OpenAPI document is looked for here; without it only discord-api-spec judges. */
const DATA = process.env["WATCHDESK_DATA"];
export const HAS_OPENAPI = DATA !== undefined && DATA !== "";

/** Every way in which the body breaks the contract; empty when it is right. */
export function discordViolations(name: DiscordBody, body: Json, deferred = false): string[] {
  const found: string[] = [];
  const parsed = SCHEMAS[name].safeParse(body);
  if (!parsed.success) found.push(`${name}: ${parsed.error.issues.map((issue) => issue.path.join(".")).join(", ")}`);
  else if (!isDeepStrictEqual(parsed.data, body)) found.push(`${name} holds a key that Discord does not know`);
  if (HAS_OPENAPI) found.push(...openApiViolations(name, body));
  // A deferral has no message yet.
  if (!deferred && !NO_MESSAGES.includes(name)) found.push(...messageLimits(messageIn(name, body)));
  return found;
}

function messageIn(name: DiscordBody, body: Json): Json {
  if (name === "CreateForumThreadRequest") return body["message"] as Json;
  return (name.includes("Interaction") ? body["data"] : body) as Json;
}

function messageLimits(body: Json): string[] {
  const found: string[] = [];
  const content = body["content"];
  if (typeof content === "string" && content.length > 2000) found.push(`content has ${content.length} characters`);
  const embeds = (body["embeds"] as Json[] | undefined) ?? [];
  const all = embeds.reduce((sum, embed) => sum + embedChars(embed), 0);
  if (all > 6000) found.push(`the embeds hold ${all} characters`);
  for (const field of embeds.flatMap((embed) => (embed["fields"] as Json[]) ?? [])) {
    if (field["name"] === "" || field["value"] === "") found.push("an empty field");
  }
  const mentions = body["allowed_mentions"];
  if (!isDeepStrictEqual(mentions, { parse: [] })) found.push("allowed_mentions is not { parse: [] }");
  if (isMalformed(JSON.stringify(body)) || /\\ud[89a-f]/i.test(JSON.stringify(body)))
    found.push("half a surrogate pair");
  if (embeds.length === 0 && (content === undefined || content === "")) found.push("the message is empty");
  return found;
}

function embedChars(embed: Json): number {
  const fields = (embed["fields"] as Json[] | undefined) ?? [];
  const texts = [
    embed["title"],
    embed["description"],
    (embed["footer"] as Json | undefined)?.["text"],
    (embed["author"] as Json | undefined)?.["name"],
    ...fields.flatMap((field) => [field["name"], field["value"]]),
  ];
  return texts.reduce((sum: number, text) => sum + (typeof text === "string" ? text.length : 0), 0);
}

const compiled = new Map<DiscordBody, ValidateFunction>();
let openApi: Ajv2020 | null = null;

function openApiViolations(name: DiscordBody, body: Json): string[] {
  const validate = validatorOf(name);
  return validate(body) ? [] : [`OpenAPI ${name}: ${openApi?.errorsText(validate.errors?.slice(0, 5))}`];
}

function validatorOf(name: DiscordBody): ValidateFunction {
  openApi ??= loadOpenApi();
  const validate = compiled.get(name) ?? openApi.compile({ $ref: `discord#/components/schemas/${name}` });
  compiled.set(name, validate);
  return validate;
}

/** Reads the document now: the seconds that it takes are no client's to wait for. */
export function prepareContract(): void {
  if (HAS_OPENAPI) validatorOf("MessageCreateRequest");
}

/** Discord's own description of its API; only where the data is there. */
export function openApiDocument() {
  return JSON.parse(readFileSync(`${DATA}/contracts/discord-openapi.json`, "utf8"));
}

function loadOpenApi(): Ajv2020 {
  const document = openApiDocument();
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });
  return ajv.addSchema(closed(document), "discord");
}

/** The document leaves its objects open, so that a typo would pass; and it wants an integer that clients send as text. */
function closed(node: unknown): object {
  const walk = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== "object" || part === null) return part;
    const copy: Json = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, walk(value)]));
    if (copy["type"] === "object" && copy["properties"] !== undefined && copy["additionalProperties"] === undefined) {
      copy["additionalProperties"] = false;
    }
    const properties = copy["properties"] as Json | undefined;
    if (properties?.["default_member_permissions"] !== undefined) properties["default_member_permissions"] = true;
    return copy;
  };
  return walk(node) as object;
}
