/** The methods of Slack's web API over channels kept in memory. */

export interface SlackMessage {
  ts: string;
  thread_ts?: string;
  text: string;
  blocks: { block_id?: string; [key: string]: unknown }[];
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  edits: number;
  bot_id: string;
}

export interface SlackChannel {
  id: string;
  archived: boolean;
  /** The bot was invited. */
  member: boolean;
  messages: SlackMessage[];
}

type Args = Record<string, unknown>;
export interface SlackAnswer {
  ok: boolean;
  error?: string;
  [key: string]: unknown;
}

const SCOPES: Record<string, string> = {
  "chat.postMessage": "chat:write",
  "chat.update": "chat:write",
  "chat.postEphemeral": "chat:write",
  "conversations.history": "channels:history",
  "conversations.replies": "channels:history",
  "conversations.info": "channels:read",
  "apps.connections.open": "connections:write",
};

export function createSlackWeb(now: () => number) {
  const channels = new Map<string, SlackChannel>();
  const tokens = new Map<string, { scopes: Set<string>; revoked: boolean }>([
    ["xoxb-test", { scopes: new Set(["chat:write", "channels:history", "channels:read", "commands"]), revoked: false }],
    ["xapp-test", { scopes: new Set(["connections:write"]), revoked: false }],
  ]);
  /** What single people were shown by chat.postEphemeral, and the fields that were opened for them. */
  const ephemerals: Args[] = [];
  const views: Args[] = [];
  /** Addresses of pictures that Slack's servers cannot fetch. */
  const unfetchable = new Set<string>();
  let stored = 0;
  const nextTs = () => {
    stored += 1;
    const seconds = Math.floor(now() / 1000);
    return `${seconds}.${String((now() % 1000) * 1000 + (stored % 1000)).padStart(6, "0")}`;
  };

  const methods: Record<string, (args: Args, token: string) => SlackAnswer> = {
    "auth.test": () => ({
      ok: true,
      url: "https://team.slack.com/",
      team: "Team",
      user: "watchdesk",
      team_id: "T0TEST",
      user_id: "U0BOT",
      bot_id: "B0BOT",
    }),
    "chat.postMessage": (args) =>
      inChannel(
        channels,
        args,
        (channel) => pictureRefusal(args["blocks"], unfetchable) ?? post(channel, args, nextTs()),
      ),
    "chat.update": (args) =>
      inChannel(channels, args, (channel) => pictureRefusal(args["blocks"], unfetchable) ?? update(channel, args)),
    "chat.postEphemeral": (args) =>
      inChannel(channels, args, () => {
        ephemerals.push(args);
        return { ok: true, message_ts: nextTs() };
      }),
    "views.open": (args) => {
      if (args["trigger_id"] === "expired") return { ok: false, error: "expired_trigger_id" };
      views.push(args["view"] as Args);
      return { ok: true, view: { id: `V${views.length}` } };
    },
    "conversations.info": (args) => {
      const channel = channels.get(String(args["channel"]));
      if (channel === undefined) return { ok: false, error: "channel_not_found" };
      const { id, archived, member } = channel;
      return { ok: true, channel: { id, name: "alerts", is_archived: archived, is_member: member, is_private: false } };
    },
    "conversations.history": (args) =>
      // History shows no replies, only what stands in the channel itself.
      inChannel(channels, args, (channel) =>
        page(
          channel.messages.filter((message) => !message.thread_ts),
          args,
        ),
      ),
    "conversations.replies": (args) =>
      inChannel(channels, args, (channel) => {
        const root = String(args["ts"]);
        const thread = channel.messages.filter((message) => message.ts === root || message.thread_ts === root);
        return thread.length === 0 ? { ok: false, error: "thread_not_found" } : page(thread, args);
      }),
  };

  return {
    channels,
    tokens,
    methods,
    ephemerals,
    views,
    unfetchable,
    addChannel(id: string, part: Partial<SlackChannel> = {}) {
      channels.set(id, { id, archived: false, member: true, messages: [], ...part });
    },
    answer(method: string, args: Args, token: string): SlackAnswer {
      const known = tokens.get(token);
      if (known === undefined) return { ok: false, error: token === "" ? "not_authed" : "invalid_auth" };
      if (known.revoked) return { ok: false, error: "token_revoked" };
      const scope = SCOPES[method];
      if (scope !== undefined && !known.scopes.has(scope)) return { ok: false, error: "missing_scope", needed: scope };
      return methods[method]?.(args, token) ?? { ok: false, error: "unknown_method" };
    },
  };
}

/** Slack fetches the pictures of a message before it takes it, and refuses it whole when one fails. */
export function pictureRefusal(blocks: unknown, unfetchable: ReadonlySet<string>): SlackAnswer | null {
  const shown = [...JSON.stringify(blocks).matchAll(/"image_url":"([^"]*)"/g)].map((match) => match[1] ?? "");
  if (!shown.some((url) => unfetchable.has(url))) return null;
  const what = "downloading image failed [json-pointer:/blocks/3/accessory/image_url]";
  const messages = [`[ERROR] ${what}`];
  return { ok: false, error: "invalid_blocks", errors: [what], response_metadata: { messages } };
}

function inChannel(
  channels: Map<string, SlackChannel>,
  args: Args,
  run: (channel: SlackChannel) => SlackAnswer,
): SlackAnswer {
  const channel = channels.get(String(args["channel"]));
  if (channel === undefined) return { ok: false, error: "channel_not_found" };
  if (!channel.member) return { ok: false, error: "not_in_channel" };
  if (channel.archived) return { ok: false, error: "is_archived" };
  return run(channel);
}

function post(channel: SlackChannel, args: Args, ts: string): SlackAnswer {
  const thread = args["thread_ts"];
  if (thread !== undefined && !channel.messages.some((message) => message.ts === thread)) {
    return { ok: false, error: "thread_not_found" };
  }
  const message: SlackMessage = {
    ts,
    ...(thread === undefined ? {} : { thread_ts: String(thread) }),
    text: String(args["text"]),
    blocks: args["blocks"] as SlackMessage["blocks"],
    ...(args["metadata"] === undefined ? {} : { metadata: args["metadata"] as NonNullable<SlackMessage["metadata"]> }),
    edits: 0,
    bot_id: "B0BOT",
  };
  channel.messages.push(message);
  return { ok: true, channel: channel.id, ts, message };
}

function update(channel: SlackChannel, args: Args): SlackAnswer {
  const message = channel.messages.find((one) => one.ts === args["ts"]);
  if (message === undefined) return { ok: false, error: "message_not_found" };
  message.text = String(args["text"]);
  message.blocks = args["blocks"] as SlackMessage["blocks"];
  if (args["metadata"] !== undefined) message.metadata = args["metadata"] as NonNullable<SlackMessage["metadata"]>;
  message.edits += 1;
  return { ok: true, channel: channel.id, ts: message.ts, text: message.text };
}

/** Newest first, a page at a time; metadata only for who asks. */
function page(messages: SlackMessage[], args: Args): SlackAnswer {
  const oldest = Number(args["oldest"] ?? 0);
  const limit = Math.min(Number(args["limit"] ?? 100), 999);
  const from = Number(args["cursor"] ?? 0);
  const seen = messages.filter((message) => Number(message.ts) >= oldest).reverse();
  const shown = seen.slice(from, from + limit).map(({ metadata, ...message }) => ({
    type: "message",
    ...message,
    ...(args["include_all_metadata"] === true && metadata !== undefined ? { metadata } : {}),
  }));
  const next = from + limit < seen.length ? String(from + limit) : "";
  return { ok: true, messages: shown, has_more: next !== "", response_metadata: { next_cursor: next } };
}
