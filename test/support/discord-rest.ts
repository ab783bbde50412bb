/** Discord's REST API over channels kept in memory. */

export interface DiscordMessage {
  id: string;
  channel_id: string;
  content: string;
  /** Rows of buttons and menus. */
  components: Json[];
  embeds: { title?: string; description?: string; footer?: { text: string }; [key: string]: unknown }[];
  message_reference?: { message_id: string };
  edits: number;
  author: { id: string; bot: boolean; username: string };
}

export interface DiscordChannel {
  id: string;
  guild_id: string;
  type: number;
  /** Bot may read and write here. */
  allowed: boolean;
  messages: DiscordMessage[];
  /** Of a thread: the channel or forum it belongs to. */
  parent?: string;
  name?: string;
  /** Put away for being quiet. */
  put_away?: boolean;
  /** When its name was changed, ms. */
  renamed?: number[];
  overwrites?: { id: string; type: number; allow: string; deny: string }[];
  locked?: boolean;
  /** Of a forum. */
  tags?: { id: string; name: string; moderated: boolean }[];
  demandsTag?: boolean;
}

type Json = Record<string, unknown>;
export interface DiscordAnswer {
  status: number;
  body: unknown;
}

/** How long a nonce is remembered, ms. */
export const NONCE_MEMORY_MS = 3 * 60_000;
const RENAMES = 2;
const RENAMES_WITHIN_MS = 10 * 60_000;
const EPOCH = 1_420_070_400_000;
const TEXT = 0;
export const THREAD = 11;
const REQUIRE_TAG = 16;
export const FORUM = 15;

const refuse = (status: number, code: number, message: string): DiscordAnswer => ({ status, body: { code, message } });
const UNKNOWN_CHANNEL = refuse(404, 10003, "Unknown Channel");
const UNKNOWN_MESSAGE = refuse(404, 10008, "Unknown Message");

export function createDiscordRest(now: () => number) {
  const channels = new Map<string, DiscordChannel>();
  const tokens = new Map([["MTIz.test.token", { user: "300000000000000001", application: "300000000000000001" }]]);
  /** By author and nonce. */
  const nonces = new Map<string, { message: DiscordMessage; at: number }>();
  const registrations: Json[] = [];
  const webhooks = new Map<string, { token: string; channel: string }>();
  /** Everyone may do nothing; the bot's role may do all that is asked for. */
  const roles = [
    { id: "100000000000000001", permissions: "0" },
    {
      id: "700000000000000001",
      permissions: String((1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 16n) | (1n << 35n) | (1n << 38n)),
    },
  ];
  let ids = 0n;
  const nextId = () => {
    ids += 1n;
    return String((BigInt(Math.floor(now()) - EPOCH) << 22n) + ids);
  };

  function create(channel: DiscordChannel, body: Json, user: string): DiscordAnswer {
    const key = `${user}:${String(body["nonce"])}`;
    const known = nonces.get(key);
    if (body["enforce_nonce"] === true && known !== undefined && now() - known.at < NONCE_MEMORY_MS) {
      return { status: 200, body: known.message };
    }
    const reference = body["message_reference"] as { message_id: string } | undefined;
    const message: DiscordMessage = {
      id: nextId(),
      channel_id: channel.id,
      content: String(body["content"] ?? ""),
      embeds: (body["embeds"] as DiscordMessage["embeds"] | undefined) ?? [],
      components: (body["components"] as Json[] | undefined) ?? [],
      ...(reference === undefined ? {} : { message_reference: reference }),
      edits: 0,
      author: { id: user, bot: true, username: "watchdesk" },
    };
    channel.messages.push(message);
    if (body["nonce"] !== undefined) nonces.set(key, { message, at: now() });
    return { status: 200, body: message };
  }

  function threadsOf(parent: string | null, putAway: boolean): Json[] {
    return [...channels.values()]
      .filter((one) => one.type === THREAD && (one.put_away === true) === putAway)
      .filter((one) => parent === null || one.parent === parent)
      .map(({ id, parent: parent_id, name, type }) => ({ id, parent_id, name, type }));
  }

  /** A post in a forum: a thread whose first message has its id. No nonce is known here. */
  function openForumPost(forum: DiscordChannel, body: Json, user: string): DiscordAnswer {
    if (forum.type !== FORUM) return refuse(400, 50024, "Cannot execute action on this channel type");
    const id = nextId();
    const { guild_id } = forum;
    const thread = { id, guild_id, type: THREAD, allowed: true, messages: [], parent: forum.id };
    channels.set(id, { ...thread, name: String(body["name"]) });
    const made = create(channels.get(id)!, body["message"] as Json, user).body as DiscordMessage;
    made.id = id;
    return { status: 201, body: { id, type: THREAD, parent_id: forum.id, message: made } };
  }

  /** A webhook posts and edits its own; it reads nothing else. */
  function ofWebhook(path: string[], method: string, query: URLSearchParams, body: Json): DiscordAnswer {
    const [, id = "", token, part, message] = path;
    const webhook = webhooks.get(id);
    if (webhook === undefined) return refuse(404, 10015, "Unknown Webhook");
    if (webhook.token !== token) return refuse(401, 50027, "Invalid Webhook Token");
    const channel = channels.get(query.get("thread_id") ?? webhook.channel);
    if (channel === undefined) return UNKNOWN_CHANNEL;
    if (part === undefined && method === "GET") {
      return {
        status: 200,
        body: { id, name: "Captain", type: 1, guild_id: channel.guild_id, channel_id: webhook.channel },
      };
    }
    if (part === undefined) {
      const made = create(channel, body, id);
      return query.get("wait") === "true" ? made : { status: 204, body: null };
    }
    const found = channel.messages.find((one) => one.id === message);
    if (found === undefined) return UNKNOWN_MESSAGE;
    found.embeds = body["embeds"] as DiscordMessage["embeds"];
    found.edits += 1;
    return { status: 200, body: found };
  }

  function openThread(channel: DiscordChannel, message: string): DiscordAnswer {
    if (channel.type !== TEXT) return refuse(400, 50024, "Cannot execute action on this channel type");
    if (!channel.messages.some((one) => one.id === message)) return UNKNOWN_MESSAGE;
    if (channels.has(message)) return refuse(400, 160004, "A thread has already been created for this message");
    channels.set(message, { id: message, guild_id: channel.guild_id, type: THREAD, allowed: true, messages: [] });
    return { status: 201, body: { id: message, type: THREAD } };
  }

  /** A name may change twice in ten minutes; beyond that Discord has one wait for the rest of them. */
  function editChannel(channel: DiscordChannel, body: Json): DiscordAnswer {
    if (body["archived"] !== undefined) channel.put_away = body["archived"] === true;
    if (body["name"] === undefined) return { status: 200, body: { id: channel.id } };
    const recent = (channel.renamed ?? []).filter((at) => at > now() - RENAMES_WITHIN_MS);
    if (recent.length >= RENAMES) {
      const waitMs = (recent[0] ?? 0) + RENAMES_WITHIN_MS - now();
      return {
        status: 429,
        body: { message: "You are being rate limited.", retry_after: waitMs / 1000, global: false },
      };
    }
    channel.renamed = [...recent, now()];
    channel.name = String(body["name"]);
    return { status: 200, body: { id: channel.id, name: channel.name } };
  }

  function inChannel(path: string[], method: string, query: URLSearchParams, body: Json, user: string): DiscordAnswer {
    const channel = channels.get(path[1] ?? "");
    if (channel === undefined) return UNKNOWN_CHANNEL;
    if (!channel.allowed) return refuse(403, 50001, "Missing Access");
    const [, , part, message, deeper] = path;
    if (part === undefined && method === "PATCH") return editChannel(channel, body);
    if (part === undefined) {
      return { status: 200, body: shownChannel(channel) };
    }
    if (part === "threads" && message === undefined) return openForumPost(channel, body, user);
    if (part === "threads") return { status: 200, body: { threads: threadsOf(channel.id, true), has_more: false } };
    if (part !== "messages") return refuse(404, 0, "404: Not Found");
    if (channel.type === FORUM && method === "POST" && message === undefined) {
      return refuse(400, 50008, "Cannot send messages in a non-text channel");
    }
    if (message === undefined) {
      return method === "POST" ? create(channel, body, user) : { status: 200, body: history(channel, query) };
    }
    if (deeper === "threads") return openThread(channel, message);
    const found = channel.messages.find((one) => one.id === message);
    if (found === undefined) return UNKNOWN_MESSAGE;
    if (method === "DELETE") {
      channel.messages.splice(channel.messages.indexOf(found), 1);
      return { status: 204, body: null };
    }
    if (method === "PATCH" && channel.put_away === true) return refuse(400, 50083, "Thread is archived");
    if (method === "PATCH") {
      found.embeds = (body["embeds"] as DiscordMessage["embeds"] | undefined) ?? found.embeds;
      found.components = (body["components"] as Json[] | undefined) ?? found.components;
      found.edits += 1;
    }
    return { status: 200, body: found };
  }

  return {
    channels,
    tokens,
    registrations,
    webhooks,
    roles,
    addChannel(id: string, guild: string, part: Partial<DiscordChannel> = {}) {
      channels.set(id, { id, guild_id: guild, type: TEXT, allowed: true, messages: [], ...part });
    },
    answer(method: string, path: string, query: URLSearchParams, body: Json, token: string): DiscordAnswer {
      const parts = path.split("/").filter((part) => part !== "");
      if (parts[0] === "webhooks") return ofWebhook(parts, method, query, body);
      const known = tokens.get(token);
      if (known === undefined) return refuse(401, 0, "401: Unauthorized");
      if (parts[0] === "guilds" && parts[2] === "threads") {
        return { status: 200, body: { threads: threadsOf(null, false), members: [] } };
      }
      if (parts[0] === "applications") {
        registrations.push(body);
        return { status: 200, body };
      }
      if (parts.join("/") === "users/@me") return { status: 200, body: { id: known.user, username: "watchdesk" } };
      if (parts[0] === "guilds" && parts[2] === "roles") return { status: 200, body: roles };
      if (parts[0] === "guilds" && parts[2] === "members")
        return { status: 200, body: { roles: ["700000000000000001"] } };
      if (parts[0] === "channels") return inChannel(parts, method, query, body, known.user);
      return refuse(404, 0, "404: Not Found");
    },
  };
}

/** A thread has no permissions of its own, and only a forum has tags. */
function shownChannel(channel: DiscordChannel): Json {
  const { id, type, guild_id, name = "alerts", parent = null } = channel;
  const shown = { id, type, guild_id, name, parent_id: parent };
  if (type === THREAD) return { ...shown, thread_metadata: { locked: channel.locked === true, archived: false } };
  const forum = { flags: channel.demandsTag ? REQUIRE_TAG : 0, available_tags: channel.tags ?? [] };
  return { ...shown, permission_overwrites: channel.overwrites ?? [], ...(type === FORUM ? forum : {}) };
}

/** The page right after an id, or the newest, newest first. */
function history(channel: DiscordChannel, query: URLSearchParams): DiscordMessage[] {
  const limit = Math.min(Number(query.get("limit") ?? 50), 100);
  const after = query.get("after");
  if (after === null) return channel.messages.slice(-limit).reverse();
  return channel.messages
    .filter((message) => BigInt(message.id) > BigInt(after))
    .slice(0, limit)
    .reverse();
}
