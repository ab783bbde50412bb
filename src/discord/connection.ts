/**
 * The gateway: one process of all holds a bot's connection, told by a lease. Discord's client resumes and reconnects by
 * itself; what it cannot mend (a bad token, a session that is gone for good) begins anew here, later and later.
 */
import { type ChatInputCommandInteraction, Client, Events, GatewayIntentBits } from "discord.js";
import { asWatchdeskError } from "../errors.js";
import type { Clock, Log, Random } from "../ports.js";
import type { Click } from "./press.js";

export interface GatewayOptions {
  account: string;
  token: string;
  apiUrl: string | null;
  timeoutMs: number;
  clock: Clock;
  random: Random;
  log: Log;
  /** Takes or renews the right to connect, for so long. */
  hold(leaseMs: number): Promise<boolean>;
  release(): Promise<void>;
  onReady(application: string): Promise<void>;
  onCommand(interaction: ChatInputCommandInteraction): Promise<void>;
  onClick(interaction: Click): Promise<void>;
}

export interface DiscordConnection {
  start(): Promise<void>;
  stop(): Promise<void>;
  health(): { ok: boolean; text: string };
}

/** A process that dies is replaced after so long at most. */
export const GATEWAY_LEASE_MS = 8_000;
const RENEW_MS = 2_000;
/** Discord may leave the closing of the gateway unanswered; the process does not wait for it longer. */
const STOP_TIMEOUT_MS = 2_000;
const RECONNECT_FIRST_MS = 1_000;
const RECONNECT_MAX_MS = 300_000;

/** `start` resolves after the first try, connected or not; it goes on trying until `stop`. */
export function createConnection(options: GatewayOptions): DiscordConnection {
  const { clock, log, account } = options;
  const ending = new AbortController();
  let state = { ok: false, text: "not started" };
  let running: Promise<void> = Promise.resolve();

  async function keep(tried: () => void): Promise<void> {
    for (let failures = 0; !ending.signal.aborted; ) {
      try {
        if (await options.hold(GATEWAY_LEASE_MS)) {
          await holdOne(options, ending.signal, (text, ok) => {
            state = { ok, text };
            if (ok) failures = 0;
            tried();
          });
        } else {
          state = { ok: true, text: "another process is connected" };
          tried();
          await clock.sleep(RENEW_MS, ending.signal);
          continue;
        }
      } catch (error) {
        const reason = asWatchdeskError(error).message;
        state = { ok: false, text: `not connected: ${reason}` };
        if (!ending.signal.aborted) log.warn({ stage: "discord", account, reason }, "the gateway could not be held");
        tried();
      }
      failures += 1;
      const ceiling = Math.min(RECONNECT_MAX_MS, RECONNECT_FIRST_MS * 2 ** Math.min(failures, 10));
      await clock.sleep(ceiling / 2 + (options.random() * ceiling) / 2, ending.signal);
    }
  }

  return {
    start: () =>
      new Promise((resolve) => {
        running = keep(resolve);
      }),
    async stop() {
      ending.abort();
      const waited = new AbortController();
      await Promise.race([running, clock.sleep(STOP_TIMEOUT_MS, waited.signal)]);
      waited.abort();
      await options.release().catch(() => {});
      state = { ok: false, text: "stopped" };
    },
    health: () => state,
  };
}

/** Connects and renews the lease until it is lost, the connection is beyond repair, or the end. Throws what was wrong. */
async function holdOne(
  options: GatewayOptions,
  ending: AbortSignal,
  tell: (text: string, ok: boolean) => void,
): Promise<void> {
  const { clock } = options;
  const broken = new AbortController();
  const client = createGatewayClient(options, broken, tell);
  try {
    await client.login(options.token);
    const over = AbortSignal.any([ending, broken.signal]);
    for (let heldAt = clock.now(); !over.aborted; ) {
      await clock.sleep(RENEW_MS, over);
      const held = over.aborted || (await renewed(options, heldAt));
      if (held === false) return tell("another process is connected", true);
      if (held === true) heldAt = clock.now();
    }
    if (broken.signal.aborted) throw broken.signal.reason;
  } finally {
    await client.destroy();
  }
}

/** While the store is away nobody else can take the lease either: null, and the connection is kept for the lease's time. */
async function renewed(options: GatewayOptions, heldAt: number): Promise<boolean | null> {
  try {
    return await options.hold(GATEWAY_LEASE_MS);
  } catch (error) {
    if (options.clock.now() - heldAt >= GATEWAY_LEASE_MS) throw error;
    return null;
  }
}

function createGatewayClient(
  options: GatewayOptions,
  broken: AbortController,
  tell: (text: string, ok: boolean) => void,
): Client {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    rest: { ...(options.apiUrl === null ? {} : { api: options.apiUrl }), timeout: options.timeoutMs },
  });
  const logged = (work: Promise<void>, what: string) =>
    work.catch((error: unknown) => {
      const reason = asWatchdeskError(error).message;
      options.log.error({ stage: "discord", account: options.account, reason }, what);
    });
  client.on(Events.ClientReady, (ready) => {
    tell(`connected since ${new Date(options.clock.now()).toISOString()}`, true);
    void logged(options.onReady(ready.application.id), "the commands could not be registered");
  });
  client.on(Events.ShardReconnecting, () => tell("connecting again", false));
  client.on(Events.ShardResume, () => tell(`connected since ${new Date(options.clock.now()).toISOString()}`, true));
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand()) void logged(options.onCommand(interaction), "a command was not answered");
    if (interaction.isMessageComponent() || interaction.isModalSubmit()) {
      void logged(options.onClick(interaction), "a click was not answered");
    }
  });
  client.on(Events.ShardDisconnect, (event) => broken.abort(new Error(`Discord closed the gateway (${event.code})`)));
  client.on(Events.Invalidated, () => broken.abort(new Error("Discord ended the session")));
  client.on(Events.Error, (error) => {
    options.log.warn({ stage: "discord", account: options.account, reason: error.message }, "the gateway stumbled");
  });
  return client;
}
