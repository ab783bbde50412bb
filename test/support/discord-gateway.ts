/** The gateway and the interactions of the Discord for tests. */
import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import {
  clickPart,
  commandPart,
  type DiscordElement,
  type DiscordPerson,
  elementOf,
  interactionOf,
  submitPart,
} from "./discord-clicks.js";
import { discordViolations } from "./discord-contract.js";
import type { DiscordAnswer } from "./discord-rest.js";

/** An interaction must be acknowledged so soon, and its token serves so long. */
export const ACK_LIMIT_MS = 3000;
const TOKEN_LIFE_MS = 15 * 60_000;
/** GatewayIntentBits.Guilds */
const GUILDS_INTENT = 1;

/** A client whose heartbeat is not answered within it reconnects: long enough for a machine that has much else to do. */
const HEARTBEAT_MS = 5_000;

const HELLO = 10;
const HEARTBEAT = 1;
const HEARTBEAT_ACK = 11;
const IDENTIFY = 2;
const RESUME = 6;
const INVALID_SESSION = 9;
const RECONNECT = 7;
const DISPATCH = 0;
/** Type of the callback that opens a field. */
const MODAL = 9;

type Json = Record<string, unknown>;

export interface UsedCommand {
  id: string;
  token: string;
  madeAt: number;
  sentAt: number;
  /** Whose command it is. */
  application: string;
  /** ms until it was acknowledged; null while it was not. */
  ackedAfter: number | null;
  ephemeral: boolean;
  /** What the person is shown, each edit replacing the last. */
  answers: Json[];
  /** The field that was opened in place of an answer. */
  modal: Json | null;
}

/** https://discord.com/developers/docs/events/gateway-events#send-events: those that a bot of this kind sends. */
const SENT: Record<number, z.ZodType> = {
  [HEARTBEAT]: z.number().int().nullable(),
  [IDENTIFY]: z.looseObject({
    token: z.string(),
    intents: z.literal(GUILDS_INTENT, "intents other than Guilds alone"),
    properties: z.object({ os: z.string(), browser: z.string(), device: z.string() }),
  }),
  [RESUME]: z.strictObject({ token: z.string(), session_id: z.string(), seq: z.number().int() }),
};

function gatewayViolations({ op, d }: { op: number; d: unknown }): string[] {
  const known = SENT[op];
  if (known === undefined) return [`the gateway takes no op ${op} of this bot`];
  const read = known.safeParse(d);
  return read.success ? [] : [`the gateway's op ${op}: ${z.prettifyError(read.error)}`];
}

/** @param bots each token's application, as the REST API knows them */
export function createDiscordGateway(server: Server, bots: Map<string, { application: string }>, now: () => number) {
  /** Each with the application of its bot. */
  const sockets = new Map<WebSocket, string>();
  const used = new Map<string, UsedCommand>();
  const violations: string[] = [];
  const seen = { identified: 0, resumed: 0, heartbeats: 0 };
  const state = { session: "session-1", sequence: 0, refuse: null as number | null };
  const gateway = new WebSocketServer({ server, path: "/gateway" });
  const send = (socket: WebSocket, message: Json) => socket.send(JSON.stringify(message));
  const dispatch = (socket: WebSocket, name: string, data: Json) => {
    state.sequence += 1;
    send(socket, { op: DISPATCH, t: name, s: state.sequence, d: data });
  };

  gateway.on("connection", (socket) => {
    send(socket, { op: HELLO, d: { heartbeat_interval: HEARTBEAT_MS } });
    socket.on("message", (data) => receive(socket, JSON.parse(String(data))));
    socket.on("close", () => sockets.delete(socket));
  });

  function receive(socket: WebSocket, message: { op: number; d: Json }): void {
    violations.push(...gatewayViolations(message));
    if (message.op === HEARTBEAT) {
      seen.heartbeats += 1;
      send(socket, { op: HEARTBEAT_ACK });
    }
    if (message.op === IDENTIFY) identify(socket, message.d);
    if (message.op === RESUME) resume(socket, message.d);
  }

  function identify(socket: WebSocket, data: Json): void {
    const bot = bots.get(String(data["token"]));
    const refusal = bot === undefined ? 4004 : state.refuse;
    if (bot === undefined || refusal !== null) {
      socket.close(refusal ?? 4004);
      return;
    }
    const { application } = bot;
    seen.identified += 1;
    state.session = `session-${seen.identified}`;
    sockets.set(socket, application);
    dispatch(socket, "READY", {
      v: 10,
      user: { id: application, username: "watchdesk", discriminator: "0", avatar: null, bot: true },
      guilds: [],
      session_id: state.session,
      resume_gateway_url: urlOf(),
      application: { id: application, flags: 0 },
      shard: [0, 1],
    });
  }

  function resume(socket: WebSocket, data: Json): void {
    if (data["session_id"] !== state.session) {
      send(socket, { op: INVALID_SESSION, d: false });
      return;
    }
    seen.resumed += 1;
    sockets.set(socket, bots.get(String(data["token"]))?.application ?? "");
    dispatch(socket, "RESUMED", {});
  }

  function urlOf(): string {
    const address = server.address();
    return `ws://127.0.0.1:${typeof address === "object" ? address?.port : 0}/gateway`;
  }

  /** POST /interactions/id/token/callback */
  function callback(id: string, given: string, body: Json): DiscordAnswer {
    const command = used.get(id);
    const late = command !== undefined && now() - command.madeAt > ACK_LIMIT_MS;
    if (command === undefined || command.token !== given || late) {
      return { status: 404, body: { code: 10062, message: "Unknown interaction" } };
    }
    if (command.ackedAfter !== null) {
      return { status: 400, body: { code: 40060, message: "Interaction has already been acknowledged." } };
    }
    command.ackedAfter = performance.now() - command.sentAt;
    if (body["type"] === MODAL) {
      violations.push(...discordViolations("ModalInteractionCallbackRequest", body, true));
      command.modal = body["data"] as Json;
      return { status: 204, body: null };
    }
    violations.push(...discordViolations("CreateMessageInteractionCallbackRequest", body, true));
    command.ephemeral = (body["data"] as Json | undefined)?.["flags"] === 64;
    return { status: 204, body: null };
  }

  /** PATCH /webhooks/application/token/messages/@original */
  function editOriginal(application: string, given: string, body: Json): DiscordAnswer {
    const command = [...used.values()].find((one) => one.token === given && one.application === application);
    if (command === undefined || now() - command.madeAt > TOKEN_LIFE_MS) {
      return { status: 404, body: { code: 50027, message: "Invalid Webhook Token" } };
    }
    if (command.ackedAfter === null) return { status: 404, body: { code: 10015, message: "Unknown Webhook" } };
    violations.push(...discordViolations("IncomingWebhookUpdateRequestPartial", body));
    command.answers.push(body);
    const author = { id: application, username: "watchdesk", discriminator: "0", avatar: null, bot: true };
    return { status: 200, body: { id: "1", channel_id: "2", author, content: "", embeds: [], timestamp: 0 } };
  }

  /** A person does something; `times` dispatches carry the same interaction. */
  function interact(
    part: Parameters<typeof interactionOf>[2],
    by: DiscordPerson,
    times: number,
    bot: string | null = null,
  ): UsedCommand {
    const [socket, application] = [...sockets].filter(([, one]) => bot === null || one === bot).at(-1) ?? [];
    if (socket === undefined || application === undefined) throw new Error("nobody is connected");
    const id = `60000000000000${String(used.size + 1).padStart(4, "0")}`;
    const command: UsedCommand = {
      id,
      token: `token-${id}`,
      application,
      madeAt: now(),
      sentAt: performance.now(),
      ackedAfter: null,
      ephemeral: false,
      answers: [],
      modal: null,
    };
    used.set(id, command);
    for (let time = 0; time < times; time += 1)
      dispatch(socket, "INTERACTION_CREATE", interactionOf(command, application, part, by));
    return command;
  }

  return {
    violations,
    seen,
    connected: () => sockets.size,
    url: urlOf,
    answer(method: string, parts: string[], body: Json): DiscordAnswer | null {
      if (method === "GET" && parts.join("/") === "gateway/bot") {
        const limit = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 };
        return { status: 200, body: { url: urlOf(), shards: 1, session_start_limit: limit } };
      }
      if (parts[0] === "interactions") return callback(parts[1] ?? "", parts[2] ?? "", body);
      if (parts[0] === "webhooks" && parts[4] === "@original") {
        return editOriginal(parts[1] ?? "", parts[2] ?? "", body);
      }
      return null;
    },
    /** A person uses a subcommand. */
    use(name: string, options: Json[] = [], times = 1, by: DiscordPerson = {}): UsedCommand {
      return interact(commandPart(name, options), by, times);
    },
    /** The same of one of several bots, by its application. */
    useOf(application: string, name: string): UsedCommand {
      return interact(commandPart(name, []), {}, 1, application);
    },
    /** A person clicks what is labelled so under a message, or an element that was made up. */
    click(components: object[] | DiscordElement, label = "", by: DiscordPerson = {}, times = 1): UsedCommand {
      const element = Array.isArray(components) ? elementOf(components as Json[], label) : components;
      return interact(clickPart(element), by, times);
    },
    /** A person fills in the field that was opened. */
    submit(modal: Json, text: string, by: DiscordPerson = {}, times = 1): UsedCommand {
      return interact(submitPart(modal, text), by, times);
    },
    /** The interaction's token serves no more. */
    expire(asked: UsedCommand) {
      asked.madeAt = now() - TOKEN_LIFE_MS - 1;
    },
    /** The network goes. */
    drop() {
      for (const socket of sockets.keys()) socket.terminate();
    },
    /** Discord asks for a new connection, as it does every few hours. */
    recycle() {
      for (const socket of sockets.keys()) send(socket, { op: RECONNECT, d: null });
    },
    /** The session is forgotten: a resume fails and identifying begins anew. */
    forgetSession() {
      state.session = "forgotten";
    },
    /** Every identify is closed with this code; null lets them in. */
    refuse(code: number | null) {
      state.refuse = code;
    },
    closeAll(code: number) {
      for (const socket of sockets.keys()) socket.close(code);
    },
    close() {
      for (const socket of gateway.clients) socket.terminate();
      gateway.close();
    },
  };
}
