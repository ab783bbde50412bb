/**
 * A Discord for tests: its REST API with state, in which stored messages count and calls do not. It checks every body
 * against the contract and shares no code with what it tests.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { bodyOf, createFaultQueue, type Fault, type FaultQueue, fail } from "./chat-faults.js";
import { prepareContract } from "./discord-contract.js";
import { createDiscordGateway } from "./discord-gateway.js";
import { createDiscordRate, type DiscordLimits } from "./discord-rate.js";
import { requestViolations } from "./discord-requests.js";
import { createDiscordRest, type DiscordAnswer, type DiscordMessage } from "./discord-rest.js";

export type { DiscordMessage } from "./discord-rest.js";

export interface DiscordServerOptions {
  /** Time of the service, ms. */
  now?: () => number;
  /** None by default. */
  limits?: DiscordLimits;
  /** Time of the limits, ms; real by default. */
  rateNow?: () => number;
}

export const DISCORD_TOKEN = "MTIz.test.token";
export const DISCORD_CHANNEL = "200000000000000001";
export const DISCORD_APPLICATION = "300000000000000001";
export const DISCORD_GUILD = "100000000000000001";

export async function startDiscordServer(options: DiscordServerOptions = {}) {
  prepareContract();
  const rest = createDiscordRest(options.now ?? (() => 1_800_000_000_000));
  rest.addChannel(DISCORD_CHANNEL, DISCORD_GUILD);
  const faults = createFaultQueue();
  const rate = createDiscordRate(options.limits ?? {}, options.now ?? (() => 1_800_000_000_000), options.rateNow);
  const violations: string[] = [];
  const calls: { method: string; path: string; body: unknown }[] = [];
  const open = new Set<ServerResponse>();
  const state = { faultOn: isMessageWrite };

  const server = createServer(async (request, response) => {
    const method = request.method ?? "GET";
    const url = new URL(request.url ?? "/", "http://discord.test");
    const path = url.pathname.replace(/^\/api\/v10/, "");
    const text = await bodyOf(request);
    const body = text === "" ? null : (JSON.parse(text) as Record<string, unknown>);
    faults.arrive();
    calls.push({ method, path, body });
    open.add(response);
    response.on("close", () => open.delete(response));
    violations.push(...requestViolations({ method, path, query: url.searchParams, headers: request.headers, body }));
    const token = request.headers.authorization?.replace(/^Bot /, "") ?? "";
    const parts = path
      .split("/")
      .filter((part) => part !== "")
      .map(decodeURIComponent);
    const run = () =>
      gateway.answer(method, parts, body ?? {}) ?? rest.answer(method, path, url.searchParams, body ?? {}, token);
    if (!rate.admits(method, parts, response)) return;
    const fault = state.faultOn(method, path) ? faults.take() : null;
    respond(fault, run, request, response, faults);
  });
  const gateway = createDiscordGateway(server, rest.tokens, options.now ?? (() => 1_800_000_000_000));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  const stop = async () => {
    for (const response of open) response.destroy();
    gateway.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(async () => {
    await stop();
    // A wrong body fails the test that sent it.
    violations.push(...gateway.violations);
    if (violations.length > 0) throw new Error(`Discord would refuse: ${[...new Set(violations)].join("; ")}`);
  });
  return {
    url,
    rest,
    gateway,
    rate,
    faults,
    calls,
    violations,
    /** Which calls the next faults hit. */
    faultOn: (matches: (method: string, path: string) => boolean) => {
      state.faultOn = matches;
    },
    /** Everything that stands in a channel, what was under way having arrived. */
    stored: (channel = DISCORD_CHANNEL): DiscordMessage[] => {
      faults.arrive();
      return rest.channels.get(channel)?.messages ?? [];
    },
    stop,
  };
}

export function isMessageWrite(method: string, path: string): boolean {
  return (
    method !== "GET" &&
    /^\/(channels\/\d+(\/messages(\/\d+)?|\/threads)|webhooks\/\d+\/[^/]+(\/messages\/\d+)?)$/.test(path)
  );
}

function respond(
  fault: Fault | null,
  run: () => DiscordAnswer,
  request: IncomingMessage,
  response: ServerResponse,
  faults: FaultQueue,
): void {
  const limited = fault?.kind === "429" || fault?.kind === "429-bare";
  if (fault === null) {
    const { status, body } = run();
    if (body === null) response.writeHead(status).end();
    else response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    return;
  }
  const answer = fault.moment === "after" && !limited ? JSON.stringify(run().body) : '{"id":"1"}';
  if (fault.moment === "while" && !limited) faults.keepUnderWay(run);
  fail(fault, request, response, answer, faults.stalled);
}
