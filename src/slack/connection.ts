/**
 * How a workspace reaches us: by a socket that we open (Socket Mode) or by signed requests to a port of ours. The
 * socket's own reconnecting is off: when apps.connections.open fails in it, the error is nobody's and ends the process.
 */
import { HTTPReceiver, type Receiver, SocketModeReceiver } from "@slack/bolt";
import { asWatchdeskError } from "../errors.js";
import type { Clock, Log, Random } from "../ports.js";
import { silent, webClientOptions } from "./client.js";

export type SlackMode =
  | { kind: "socket"; appToken: string }
  /** `port` 0 takes any free one. */
  | { kind: "http"; signingSecret: string; port: number };

export interface SlackConnection {
  receiver: Receiver;
  start(): Promise<void>;
  stop(): Promise<void>;
  health(): { ok: boolean; text: string };
}

export interface SocketOptions {
  account: string;
  appToken: string;
  apiUrl: string | null;
  timeoutMs: number;
  clock: Clock;
  random: Random;
  log: Log;
}

const RECONNECT_FIRST_MS = 500;
const RECONNECT_MAX_MS = 60_000;
/** Slack may leave the closing of a socket unanswered; the process does not wait for it longer. */
const STOP_TIMEOUT_MS = 2_000;
/** Where Slack sends slash commands in HTTP mode. */
const HTTP_PATH = "/slack/events";

/** `start` resolves after the first try, connected or not; it goes on trying until `stop`. */
export function createSocketConnection(options: SocketOptions): SlackConnection {
  const { clock, log, account } = options;
  const receiver = new SocketModeReceiver({
    appToken: options.appToken,
    autoReconnectEnabled: false,
    logger: silent,
    installerOptions: { clientOptions: webClientOptions(options) },
  });
  const { client } = receiver;
  const ending = new AbortController();
  let state = { ok: false, text: "not started" };
  let running: Promise<void> = Promise.resolve();

  /** Resolves when a connection that came about has ended; throws when none came about. */
  async function holdOne(tried: () => void): Promise<void> {
    const closed = new Promise<void>((resolve) => client.once("disconnected", () => resolve()));
    await client.start();
    if (ending.signal.aborted) {
      await client.disconnect();
      return;
    }
    state = { ok: true, text: `connected since ${new Date(clock.now()).toISOString()}` };
    tried();
    await closed;
    state = { ok: false, text: "connecting again" };
  }

  async function keep(tried: () => void): Promise<void> {
    for (let failures = 0; !ending.signal.aborted; failures += 1) {
      try {
        await holdOne(tried);
        failures = 0;
      } catch (error) {
        // A connection that is closed before its hello rejects with nothing.
        const reason = error === undefined ? "closed at once" : asWatchdeskError(error).message;
        state = { ok: false, text: `not connected: ${reason}` };
        if (!ending.signal.aborted) log.warn({ stage: "slack", account, reason }, "the socket could not be opened");
        tried();
      }
      const ceiling = Math.min(RECONNECT_MAX_MS, RECONNECT_FIRST_MS * 2 ** Math.min(failures, 10));
      await clock.sleep(ceiling / 2 + (options.random() * ceiling) / 2, ending.signal);
    }
  }

  return {
    receiver,
    start: () =>
      new Promise((resolve) => {
        running = keep(resolve);
      }),
    async stop() {
      ending.abort();
      await receiver.stop();
      const waited = new AbortController();
      await Promise.race([running, clock.sleep(STOP_TIMEOUT_MS, waited.signal)]);
      waited.abort();
      state = { ok: false, text: "stopped" };
    },
    health: () => state,
  };
}

/** Bolt checks each request's signature and that it is not older than five minutes. */
export function createHttpConnection(mode: { signingSecret: string; port: number }): SlackConnection {
  const receiver = new HTTPReceiver({
    signingSecret: mode.signingSecret,
    endpoints: [HTTP_PATH],
    port: mode.port,
    logger: silent,
  });
  let state = { ok: false, text: "not started" };
  return {
    receiver,
    async start() {
      const server = await receiver.start(mode.port);
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : mode.port;
      state = { ok: true, text: `listens on port ${port}, path ${HTTP_PATH}` };
    },
    async stop() {
      if (state.ok) await receiver.stop();
      state = { ok: false, text: "stopped" };
    },
    health: () => state,
  };
}
