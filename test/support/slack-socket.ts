/** Socket Mode and response URLs of the Slack for tests, and commands as people type them. */
import { createHmac } from "node:crypto";
import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { slackViolations } from "./slack-contract.js";

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
  const sockets = new Set<WebSocket>();
  const commands = new Map<string, TypedCommand>();
  const envelopes = new Map<string, { id: string; sentAt: number }>();
  const violations: string[] = [];
  let count = 0;
  let opened = 0;

  const sockets_ = new WebSocketServer({ server, path: "/socket" });
  sockets_.on("connection", (socket) => {
    sockets.add(socket);
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
    const { envelope_id: envelope } = JSON.parse(text) as { envelope_id: string };
    const known = envelopes.get(envelope);
    const command = known === undefined ? undefined : commands.get(known.id);
    if (known !== undefined && command !== undefined) command.ackedAfter ??= performance.now() - known.sentAt;
  }

  function payloadOf(id: string, text: string): Record<string, string> {
    return {
      command: "/watch",
      text,
      user_id: "U1",
      user_name: "someone",
      channel_id: "C0TEST",
      channel_name: "alerts",
      team_id: "T0TEST",
      team_domain: "team",
      api_app_id: "A0TEST",
      is_enterprise_install: "false",
      trigger_id: id,
      response_url: `${baseUrl()}/commands/${id}`,
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
    url: () => `${baseUrl().replace("http", "ws")}/socket?ticket=${opened}`,
    /** A person types a command; `times` envelopes carry the same one. */
    type(text: string, times = 1): TypedCommand {
      const id = remember();
      for (let time = 1; time <= times; time += 1) {
        const envelope = `${id}.${time}`;
        envelopes.set(envelope, { id, sentAt: performance.now() });
        const [socket] = [...sockets].slice(-1);
        if (socket === undefined) throw new Error("no socket is open");
        const payload = payloadOf(id, text);
        socket.send(
          JSON.stringify({ envelope_id: envelope, type: "slash_commands", accepts_response_payload: true, payload }),
        );
      }
      return commands.get(id)!;
    },
    /** The same by a signed request. */
    async request(
      url: string,
      text: string,
      secret: string,
      at: number,
    ): Promise<{ status: number; command: TypedCommand }> {
      const id = remember();
      const body = new URLSearchParams(payloadOf(id, text)).toString();
      const seconds = String(Math.floor(at / 1000));
      const signature = `v0=${createHmac("sha256", secret).update(`v0:${seconds}:${body}`).digest("hex")}`;
      const headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": seconds,
        "x-slack-signature": signature,
      };
      const response = await fetch(url, { method: "POST", headers, body });
      await response.text();
      return { status: response.status, command: commands.get(id)! };
    },
    /** Slack takes the connection back, as it does every few hours. */
    recycle() {
      for (const socket of sockets) socket.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested" }));
    },
    /** The network goes. */
    drop() {
      for (const socket of sockets) socket.terminate();
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
      for (const socket of sockets) socket.terminate();
      sockets_.close();
    },
  };
}
