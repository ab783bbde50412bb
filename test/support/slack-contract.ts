/**
 * What Slack would say of a message: the types of @slack/types as a JSON Schema with closed objects, and the limits that
 * stand in the comments of these types and in the documentation of the methods.
 */
import type { IncomingHttpHeaders } from "node:http";
import { Ajv } from "ajv";
import { isMalformed } from "./chat-faults.js";
import schema from "./slack-schema.json" with { type: "json" };

const ajv = new Ajv({ strict: false, allErrors: false });
const validateParts = ajv.compile(schema);

/** Arguments that the methods take, of those that a bot of this kind may use. */
const ARGUMENTS: Record<string, { required: string[]; optional: string[] }> = {
  "chat.postMessage": {
    required: ["channel", "text", "blocks", "metadata", "unfurl_links", "unfurl_media"],
    optional: ["token", "thread_ts", "reply_broadcast", "parse", "link_names", "mrkdwn"],
  },
  "chat.update": {
    required: ["channel", "ts", "text", "blocks", "metadata"],
    optional: ["token", "parse", "link_names"],
  },
  "chat.postEphemeral": {
    required: ["channel", "user", "text", "blocks"],
    optional: ["token", "thread_ts", "parse", "link_names"],
  },
  // https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
  webhook: {
    required: ["text", "blocks", "unfurl_links", "unfurl_media"],
    optional: [],
  },
  response_url: {
    required: ["text", "blocks"],
    optional: [
      "response_type",
      "replace_original",
      "delete_original",
      "unfurl_links",
      "unfurl_media",
      "parse",
      "link_names",
    ],
  },
};

const PAGE = ["token", "cursor", "include_all_metadata", "inclusive", "latest", "limit", "oldest"];
/** Methods that bring no message. https://docs.slack.dev/reference/methods */
const QUESTIONS: Record<string, { required: string[]; optional: string[] }> = {
  "auth.test": { required: [], optional: ["token"] },
  "apps.connections.open": { required: [], optional: ["token"] },
  "conversations.info": { required: ["channel"], optional: ["token", "include_locale", "include_num_members"] },
  "conversations.history": { required: ["channel"], optional: PAGE },
  "conversations.replies": { required: ["channel", "ts"], optional: PAGE },
};
/** https://docs.slack.dev/reference/methods/conversations.history: 999 at most for history, 1,000 for replies. */
const MAX_PAGE = 999;
const TIMESTAMP = /^\d+(\.\d{1,6})?$/;

type Json = Record<string, unknown>;

/** Every way in which the call breaks the contract; empty when it is right. */
export function slackViolations(method: string, args: Json): string[] {
  if (method === "views.open") return viewViolations(args);
  const known = ARGUMENTS[method] ?? QUESTIONS[method];
  if (known === undefined) return [`${method} is not a known method`];
  const found: string[] = [];
  for (const name of known.required) if (args[name] === undefined) found.push(`${method} lacks ${name}`);
  for (const name of Object.keys(args)) {
    if (![...known.required, ...known.optional].includes(name)) found.push(`${method} takes no ${name}`);
  }
  for (const name of ["ts", "thread_ts", "oldest", "latest"]) {
    if (args[name] !== undefined && !TIMESTAMP.test(String(args[name])))
      found.push(`${method}: ${name} is no timestamp`);
  }
  if (QUESTIONS[method] === undefined) return [...found, ...messageViolations(args)];
  const limit = Number(args["limit"] ?? 1);
  if (!(limit >= 1 && limit <= MAX_PAGE)) found.push(`${method}: limit is not from 1 to ${MAX_PAGE}`);
  return found;
}

function messageViolations(args: Json): string[] {
  const found: string[] = [];
  const parts = { blocks: args["blocks"], ...(args["metadata"] === undefined ? {} : { metadata: args["metadata"] }) };
  if (!validateParts(parts)) found.push(ajv.errorsText(validateParts.errors));
  found.push(...textLimits(String(args["text"] ?? "")), ...blockLimits((args["blocks"] as Json[]) ?? []));
  const event = (args["metadata"] as Json | undefined)?.["event_type"];
  if (event !== undefined && !/^[A-Za-z0-9_-]{1,255}$/.test(String(event)))
    found.push("metadata.event_type is malformed");
  return found;
}

/** https://docs.slack.dev/reference/views/modal-views */
function viewViolations(args: Json): string[] {
  const view = args["view"] as Json;
  const found = Object.keys(args).flatMap((name) =>
    ["token", "trigger_id", "view"].includes(name) ? [] : [`views.open takes no ${name}`],
  );
  const known = ["type", "callback_id", "private_metadata", "title", "submit", "close", "blocks"];
  for (const name of Object.keys(view)) if (!known.includes(name)) found.push(`a view takes no ${name}`);
  const words = ["title", "submit", "close"].map((name) => (view[name] as Json | undefined)?.["text"] ?? "");
  if (words.some((text) => String(text).length > 24)) found.push("a view's title or button is too long");
  if (String(view["private_metadata"]).length > 3000) found.push("private_metadata is too long");
  if (String(view["callback_id"]).length > 255) found.push("callback_id is too long");
  if (!validateParts({ blocks: view["blocks"] })) found.push(ajv.errorsText(validateParts.errors));
  const blocks = view["blocks"] as Json[];
  if (blocks.length === 0 || blocks.length > 100) found.push(`a view with ${blocks.length} blocks`);
  const inputs = blocks.filter(({ type }) => type === "input");
  if (inputs.length > 0 && view["submit"] === undefined) found.push("a view with a field and no button to submit");
  // https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element
  for (const { label, element } of inputs as { label: Json; element: Json }[]) {
    if (String(label["text"]).length > 2000) found.push("a field's label is too long");
    if (Number(element["max_length"] ?? 1) > 3000) found.push("a field takes more than 3,000 characters");
  }
  return found;
}

/** What a request carries beside its arguments. https://docs.slack.dev/apis/web-api/ */
export function slackHeaderViolations(method: string, headers: IncomingHttpHeaders): string[] {
  const type = headers["content-type"] ?? "";
  const found = /^application\/(json|x-www-form-urlencoded)\b/.test(type) ? [] : [`${method} is sent as ${type}`];
  // A response URL and a webhook are their own secrets.
  if (["response_url", "webhook"].includes(method)) {
    if (headers.authorization !== undefined) found.push(`${method} is sent a token`);
  } else if (!/^Bearer xox[a-z]-|^Bearer xapp-/.test(headers.authorization ?? "")) {
    found.push(`${method} bears no token`);
  }
  return found;
}

/** An acknowledgement by socket: the envelope, and what it answers with where it does. */
export function slackAckViolations(ack: Json): string[] {
  const unknown = Object.keys(ack).filter((name) => !["envelope_id", "payload"].includes(name));
  return unknown.map((name) => `an acknowledgement takes no ${name}`);
}

function textLimits(text: string): string[] {
  const found: string[] = [];
  if (text.trim() === "") found.push("text is empty");
  if (text.length > 4000) found.push(`text has ${text.length} characters`);
  if (isMalformed(text)) found.push("text holds half a surrogate pair");
  if (/&(?!amp;|lt;|gt;)/.test(text)) found.push("text holds a bare &");
  if (/[<>]/.test(text)) found.push("text holds a bare < or >");
  return found;
}

function blockLimits(blocks: Json[]): string[] {
  const found: string[] = [];
  if (blocks.length === 0) found.push("no blocks");
  if (blocks.length > 50) found.push(`${blocks.length} blocks`);
  const ids = blocks.map((block) => block["block_id"]).filter((id) => id !== undefined);
  if (new Set(ids).size !== ids.length) found.push("a block_id twice");
  if (ids.some((id) => String(id).length > 255)) found.push("block_id is too long");
  for (const block of blocks) found.push(...limitsOfBlock(block));
  // All text of a message's blocks; Slack refuses more with msg_blocks_too_long.
  const all = blocks.reduce((sum, block) => sum + weightOf(block), 0);
  if (all > 13_200) found.push(`the blocks hold ${all} characters`);
  return found;
}

function limitsOfBlock(block: Json): string[] {
  const found: string[] = [];
  const atMost = (what: string, value: unknown, max: number) => {
    const length = weightOf(value);
    if (length > max) found.push(`${block["type"]}: ${what} has ${length} characters`);
  };
  switch (block["type"]) {
    case "header":
      atMost("text", block["text"], 150);
      break;
    case "section":
      atMost("text", block["text"], 3000);
      for (const field of (block["fields"] as Json[] | undefined) ?? []) atMost("field", field, 2000);
      if (((block["fields"] as Json[] | undefined) ?? []).length > 10) found.push("a section of over ten fields");
      if (block["accessory"] !== undefined) found.push(...limitsOfImage(block["accessory"] as Json));
      break;
    case "image":
      atMost("title", block["title"], 2000);
      found.push(...limitsOfImage(block));
      break;
    case "context": {
      const elements = block["elements"] as Json[];
      if (elements.length > 10 || elements.length === 0) found.push(`context: ${elements.length} elements`);
      for (const element of elements) atMost("element", element, 2000);
      break;
    }
    case "rich_text":
      atMost("text", block["elements"], 3000);
      break;
    case "actions": {
      const elements = block["elements"] as Json[];
      if (elements.length > 25) found.push(`actions: ${elements.length} elements`);
      found.push(...elements.flatMap(limitsOfAction));
      const ids = elements.map((element) => element["action_id"]);
      if (new Set(ids).size !== ids.length) found.push("an action_id twice");
      break;
    }
  }
  found.push(...emptyTexts(block));
  return found;
}

/** https://docs.slack.dev/reference/block-kit/blocks/image-block and block-elements/image-element */
function limitsOfImage({ image_url: url, alt_text: alt }: Json): string[] {
  const found: string[] = [];
  if (String(url).length > 3000 || !/^https:/.test(String(url))) found.push(`a picture may not lead to ${url}`);
  if (String(alt).trim() === "" || String(alt).length > 2000) found.push("a picture without words, or with too many");
  if (isMalformed(String(alt))) found.push("half a surrogate pair");
  return found;
}

/** https://docs.slack.dev/reference/block-kit/block-elements/button-element and select-menu-element */
function limitsOfAction(element: Json): string[] {
  const options = (element["options"] as Json[] | undefined) ?? [];
  const limits: [string, unknown, number][] = [
    ["action_id", element["action_id"], 255],
    ["text", (element["text"] as Json | undefined)?.["text"], 75],
    ["value", element["value"], 2000],
    ["accessibility_label", element["accessibility_label"], 75],
    ["placeholder", (element["placeholder"] as Json | undefined)?.["text"], 150],
    ...options.flatMap((option): [string, unknown, number][] => [
      ["option", (option["text"] as Json)["text"], 75],
      ["option's value", option["value"], 150],
    ]),
  ];
  const found = limits.flatMap(([what, value, max]) =>
    String(value ?? "").length > max ? [`${element["type"]}: ${what} is too long`] : [],
  );
  if (options.length > 100) found.push(`${options.length} options`);
  if (element["type"] === "static_select" && options.length === 0) found.push("a menu without options");
  return found;
}

/** Characters of every `text` inside, `&`, `<` and `>` as the entities that Slack stores. */
function weightOf(node: unknown): number {
  if (Array.isArray(node)) return node.reduce((sum, part) => sum + weightOf(part), 0);
  if (typeof node !== "object" || node === null) return 0;
  return Object.entries(node).reduce((sum, [key, value]) => {
    if (key === "text" && typeof value === "string") {
      return sum + value.replaceAll("&", "&amp;").replace(/[<>]/g, "&lt;").length;
    }
    return sum + weightOf(value);
  }, 0);
}

function emptyTexts(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(emptyTexts);
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === "elements" && Array.isArray(value) && value.length === 0) return ["an empty list of elements"];
    if (key !== "text" || typeof value !== "string") return emptyTexts(value);
    if (value === "") return ["an empty text"];
    return isMalformed(value) ? ["half a surrogate pair"] : [];
  });
}
