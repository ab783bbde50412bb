/**
 * A Slack for tests: the web API with state, in which stored messages count and calls do not. It checks every message
 * against the contract and shares no code with what it tests.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { parse } from "node:querystring";
import { onTestFinished } from "vitest";
import { bodyOf, createFaultQueue, type Fault, type FaultQueue, fail } from "./chat-faults.js";
import { createRateCounter, type RateLimit, type Taken } from "./rates.js";
import { slackHeaderViolations, slackViolations } from "./slack-contract.js";
import { createSlackSocket } from "./slack-socket.js";
import { createSlackWeb, pictureRefusal, type SlackChannel, type SlackMessage } from "./slack-web.js";

export type { SlackMessage } from "./slack-web.js";

export interface SlackServerOptions {
  /** Time of the service, ms; each stored message takes the next microsecond. */
  now?: () => number;
  /** None by default. */
  limits?: SlackLimits;
  /** Time of the limits, ms; real by default. */
  rateNow?: () => number;
}

export interface SlackLimits {
  /** Of messages a channel. */
  posts?: RateLimit;
  /** Of messages in the whole workspace. */
  allPosts?: RateLimit;
  /** Of chat.update in the whole workspace. */
  edits?: RateLimit;
}

/** Methods that store something; faults wait for these unless they say otherwise. */
const WRITES = new Set(["chat.postMessage", "chat.update"]);

const HOOK = { ts: "0.0", edits: 0, bot_id: "B0HOOK" };

export const SLACK_TOKEN = "xoxb-test";
export const SLACK_APP_TOKEN = "xapp-test";
export const SLACK_CHANNEL = "C0TEST";

export async function startSlackServer(options: SlackServerOptions = {}) {
  const web = createSlackWeb(options.now ?? (() => 1_800_000_000_000));
  web.addChannel(SLACK_CHANNEL);
  const faults = createFaultQueue();
  const rate = createSlackRate(options.limits ?? {}, options.rateNow);
  const violations: string[] = [];
  const calls: { method: string; args: Record<string, unknown> }[] = [];
  const stalled = new Set<ServerResponse>();
  const state: { faultOn: Set<string>; webhook: { status: number; answer: string } | null } = {
    faultOn: WRITES,
    webhook: null,
  };

  const server = createServer(async (request, response) => {
    const asked = /^\/commands\/(.+)$/.exec(request.url ?? "")?.[1];
    if (asked !== undefined) {
      violations.push(...slackHeaderViolations("response_url", request.headers));
      response.writeHead(socket.respond(asked, await bodyOf(request))).end("ok");
      return;
    }
    if (request.url?.startsWith("/services/")) {
      await takeWebhook(request, response);
      return;
    }
    const method = (request.url ?? "").replace(/^.*\/api\//, "").replace(/\?.*/, "");
    const args = argsOf(await bodyOf(request));
    faults.arrive();
    calls.push({ method, args });
    stalled.add(response);
    response.on("close", () => stalled.delete(response));
    violations.push(...slackViolations(method, args), ...slackHeaderViolations(method, request.headers));
    const token = request.headers.authorization?.replace(/^Bearer /, "") ?? String(args["token"] ?? "");
    const run = () => web.answer(method, args, token);
    const over = rate.over(method, String(args["channel"]));
    if (over !== null) {
      response.writeHead(429, { "retry-after": String(Math.max(1, Math.ceil(over.resetMs / 1000))) }).end();
      return;
    }
    const fault = state.faultOn.has(method) ? faults.take() : null;
    const scopes = [...(web.tokens.get(token)?.scopes ?? [])].join(",");
    if (scopes !== "") response.setHeader("x-oauth-scopes", scopes);
    respond(fault, run, request, response, faults);
  });
  /** An incoming webhook: it stores what it is sent and says "ok"; nobody can edit or find it. */
  async function takeWebhook(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = JSON.parse(await bodyOf(request)) as Record<string, unknown>;
    calls.push({ method: "webhook", args: body });
    violations.push(...slackViolations("webhook", body), ...slackHeaderViolations("webhook", request.headers));
    const store = () => {
      web.channels.get(SLACK_CHANNEL)?.messages.push({ ...(body as Pick<SlackMessage, "text" | "blocks">), ...HOOK });
      return "ok";
    };
    const fault = faults.take();
    if (fault !== null) {
      fail(fault, request, response, fault.moment === "after" ? store() : "ok", faults.stalled);
      return;
    }
    if (pictureRefusal(body["blocks"], web.unfetchable) !== null) response.writeHead(400).end("invalid_blocks");
    else if (state.webhook !== null) response.writeHead(state.webhook.status).end(state.webhook.answer);
    else response.writeHead(200).end(store());
  }
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const socket = createSlackSocket(server, base, options.now ?? (() => 1_800_000_000_000));
  web.methods["apps.connections.open"] = (_args, token) => ({ ok: true, url: socket.url(token) });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `${base()}/api/`;
  const stop = async () => {
    for (const response of stalled) response.destroy();
    socket.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(async () => {
    await stop();
    // A wrong body fails the test that sent it.
    violations.push(...socket.violations);
    if (violations.length > 0) throw new Error(`Slack would refuse: ${[...new Set(violations)].join("; ")}`);
  });
  return {
    url,
    web,
    socket,
    rate,
    faults,
    calls,
    violations,
    webhookUrl: `${base()}/services/T0/B0/secretpart`,
    /** What the webhook answers from now on. */
    answerWebhook: (status: number, answer: string) => {
      state.webhook = { status, answer };
    },
    /** Which methods the next faults hit. */
    faultOn: (...methods: string[]) => {
      state.faultOn = new Set(methods);
    },
    /** Everything that stands in a channel, replies included, what was under way having arrived. */
    stored: (channel = SLACK_CHANNEL): SlackMessage[] => {
      faults.arrive();
      return channelOf(web.channels, channel).messages;
    },
    stop,
  };
}

function createSlackRate(limits: SlackLimits, now?: () => number) {
  const posts = createRateCounter(limits.posts, now);
  const allPosts = createRateCounter(limits.allPosts, now);
  const edits = createRateCounter(limits.edits, now);
  const taken = (method: string, channel: string): (Taken | null)[] => {
    if (method === "chat.update") return [edits.take("")];
    return method === "chat.postMessage" ? [posts.take(channel), allPosts.take("")] : [];
  };
  return {
    refused: () => posts.refused() + allPosts.refused() + edits.refused(),
    refusedEdits: () => edits.refused(),
    /** The limit that the call breaks; null when it breaks none. */
    over: (method: string, channel: string) => taken(method, channel).find((one) => one?.allowed === false) ?? null,
  };
}

function channelOf(channels: Map<string, SlackChannel>, id: string): SlackChannel {
  const channel = channels.get(id);
  if (channel === undefined) throw new Error(`no channel ${id}`);
  return channel;
}

function respond(
  fault: Fault | null,
  run: () => object,
  request: IncomingMessage,
  response: ServerResponse,
  faults: FaultQueue,
): void {
  const limited = fault?.kind === "429" || fault?.kind === "429-bare";
  if (fault === null) {
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(run()));
    return;
  }
  const answer = fault.moment === "after" && !limited ? JSON.stringify(run()) : '{"ok":true,"channel":"C0TEST"}';
  if (fault.moment === "while" && !limited) faults.keepUnderWay(run);
  fail(fault, request, response, answer, faults.stalled);
}

/** Form fields, of which objects come as JSON. */
function argsOf(body: string): Record<string, unknown> {
  if (body.startsWith("{")) return JSON.parse(body) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(parse(body)).map(([key, value]) => {
      const text = String(value);
      if (key === "blocks" || key === "metadata" || key === "view") return [key, JSON.parse(text)];
      if (text === "true" || text === "false") return [key, text === "true"];
      return [key, text];
    }),
  );
}
