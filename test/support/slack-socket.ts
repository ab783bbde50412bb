/** Socket Mode and response URLs of the Slack for tests, and commands as people type them. */
import { createHmac } from "node:crypto";
import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { clickPayload, elementOf, type SlackElement, type SlackPerson, submitPayload } from "./slack-clicks.js";
import { slackAckViolations, slackViolations } from "./slack-contract.js";

/** Slack waits so long for an acknowledgement. */
export const ACK_LIMIT_MS = 3000;
/** What a response URL serves for. */
const RESPONSE_USES = 5;
const RESPONSE_LIFE_MS = 30 * 60_000;

export interface TypedCommand {
  /** ms until it was acknowledged; null while it was not. */
  ackedAfter: number | null;
  /** What the person was shown. */
  answers: Record<string, unknown>[];
  madeAt: number;
}

export function createSlackSocket(server: Server, baseUrl: () => string, now: () => number) {
  /** Each with the app token that opened it. */
  const sockets = new Map<WebSocket, string>();
  const commands = new Map<string, TypedCommand>();
  const envelopes = new Map<string, { id: string; sentAt: number }>();
  const violations: string[] = [];
  let count = 0;
  let opened = 0;

  const sockets_ = new WebSocketServer({ server, path: "/socket" });
  sockets_.on("connection", (socket, request) => {
    sockets.set(socket, new URL(request.url ?? "", baseUrl()).searchParams.get("app") ?? "");
    opened += 1;
    socket.send(
      JSON.stringify({ type: "hello", num_connections: sockets.size, connection_info: { app_id: "A0TEST" } }),
    );
    const pings = setInterval(() => socket.ping("Ping from applink"), 1000);
    socket.on("message", (data) => acknowledge(String(data)));
    socket.on("close", () => {
      clearInterval(pings);
      sockets.delete(socket);
    });
  });

  function acknowledge(text: string): void {
    const ack = JSON.parse(text) as { envelope_id: string };
    violations.push(...slackAckViolations(ack));
    const known = envelopes.get(ack.envelope_id);
    if (known === undefined) violations.push(`no envelope ${ack.envelope_id} was sent`);
    const command = known === undefined ? undefined : commands.get(known.id);
    if (known !== undefined && command !== undefined) command.ackedAfter ??= performance.now() - known.sentAt;
  }

  /** In an envelope, or in several when Slack delivers it again. */
  function send(id: string, type: string, payload: object, times: number, app: string | null = null): TypedCommand {
    for (let time = 1; time <= times; time += 1) {
      const envelope = `${id}.${time}`;
      envelopes.set(envelope, { id, sentAt: performance.now() });
      const [socket] = [...sockets].filter(([, one]) => app === null || one === app).at(-1) ?? [];
      if (socket === undefined) throw new Error("no socket is open");
      socket.send(JSON.stringify({ envelope_id: envelope, type, accepts_response_payload: true, payload }));
    }
    return commands.get(id)!;
  }

  async function sign(url: string, body: string, secret: string, at: number): Promise<number> {
    const seconds = String(Math.floor(at / 1000));
    const signature = `v0=${createHmac("sha256", secret).update(`v0:${seconds}:${body}`).digest("hex")}`;
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": seconds,
      "x-slack-signature": signature,
    };
    const response = await fetch(url, { method: "POST", headers, body });
    await response.text();
    return response.status;
  }

  const urlFor = (id: string) => `${baseUrl()}/commands/${id}`;

  function payloadOf(id: string, text: string, by: SlackPerson = {}): Record<string, string> {
    return {
      command: "/watch",
      text,
      user_id: by.id ?? "U1",
      user_name: by.name ?? "someone",
      channel_id: by.channel ?? "C0TEST",
      channel_name: "alerts",
      team_id: "T0TEST",
      team_domain: "team",
      api_app_id: "A0TEST",
      is_enterprise_install: "false",
      trigger_id: id,
      response_url: urlFor(id),
    };
  }

  function remember(): string {
    count += 1;
    const id = `${count}.trigger`;
    commands.set(id, { ackedAfter: null, answers: [], madeAt: now() });
    return id;
  }

  return {
    violations,
    opened: () => opened,
    connected: () => sockets.size,
    url: (app: string) => `${baseUrl().replace("http", "ws")}/socket?ticket=${opened}&app=${app}`,
    /** A person types a command; `times` envelopes carry the same one. */
    type(text: string, times = 1, by: SlackPerson = {}): TypedCommand {
      const id = remember();
      return send(id, "slash_commands", payloadOf(id, text, by), times);
    },
    /** The same in one of several workspaces, by its app token. */
    typeIn(app: string, text: string): TypedCommand {
      const id = remember();
      return send(id, "slash_commands", payloadOf(id, text), 1, app);
    },
    /** A person clicks what is labelled so under a message, or an element that was made up. */
    click(blocks: object[] | SlackElement, label = "", by: SlackPerson = {}, times = 1): TypedCommand {
      const id = remember();
      const element = Array.isArray(blocks) ? elementOf(blocks as Record<string, unknown>[], label) : blocks;
      return send(id, "interactive", clickPayload(id, urlFor(id), element, by), times);
    },
    /** A person fills in the field that was opened. */
    submit(view: Record<string, unknown>, text: string, by: SlackPerson = {}, times = 1): TypedCommand {
      const id = remember();
      return send(id, "interactive", submitPayload(id, view, text, by), times);
    },
    /** A command by a signed request. */
    async request(
      url: string,
      text: string,
      secret: string,
      at: number,
    ): Promise<{ status: number; command: TypedCommand }> {
      const id = remember();
      const body = new URLSearchParams(payloadOf(id, text)).toString();
      return { status: await sign(url, body, secret, at), command: commands.get(id)! };
    },
    /** The same signed request as often as it is asked for: Slack sends one again that was not acknowledged in time. */
    requestAgain(url: string, asked: { text: string; trigger: string }, secret: string, at: number): Promise<number> {
      const body = new URLSearchParams(payloadOf(asked.trigger, asked.text)).toString();
      return sign(url, body, secret, at);
    },
    /** A click by a signed request. */
    async requestClick(
      url: string,
      element: SlackElement,
      secret: string,
      at: number,
    ): Promise<{ status: number; command: TypedCommand }> {
      const id = remember();
      const payload = JSON.stringify(clickPayload(id, urlFor(id), element, {}));
      const status = await sign(url, new URLSearchParams({ payload }).toString(), secret, at);
      return { status, command: commands.get(id)! };
    },
    /** The response URL of what was asked serves no more. */
    expire(asked: TypedCommand) {
      asked.madeAt = Number.NEGATIVE_INFINITY;
    },
    /** Slack takes the connection back, as it does every few hours. */
    recycle() {
      for (const socket of sockets.keys())
        socket.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested" }));
    },
    /** The network goes. */
    drop() {
      for (const socket of sockets.keys()) socket.terminate();
    },
    /** POST to a response URL. */
    respond(id: string, body: string): number {
      const command = commands.get(id);
      if (command === undefined || now() - command.madeAt > RESPONSE_LIFE_MS) return 404;
      if (command.answers.length >= RESPONSE_USES) return 404;
      const answer = JSON.parse(body) as Record<string, unknown>;
      violations.push(...slackViolations("response_url", answer));
      command.answers.push(answer);
      return 200;
    },
    close() {
      for (const socket of sockets.keys()) socket.terminate();
      sockets_.close();
    },
  };
}
