/** A chat of either platform with its real client over its test server, and a person who asks and clicks there. */
import { onTestFinished } from "vitest";
import type { AskDeps } from "../../src/commands/ask.js";
import { createDiscordChat } from "../../src/discord/bot.js";
import { createDiscordClient } from "../../src/discord/client.js";
import { createSlackChat } from "../../src/slack/bot.js";
import type { ChatPlatform } from "./act-desk.js";
import type { AskedFor } from "./chat-commands.js";
import { DISCORD_TOKEN, startDiscordServer } from "./discord-server.js";
import { SLACK_APP_TOKEN, SLACK_TOKEN, startSlackServer } from "./slack-server.js";

export interface Waiting {
  acknowledged(): boolean;
  /** ms; null while it was not. */
  ackedAfter(): number | null;
  /** Whatever was answered is for the eyes of who asked. */
  forAskerAlone(): boolean;
  shown(): string;
  /** The way back serves no more, as after half an hour. */
  expire(): void;
}

export interface StartedChat {
  /** A command without options; `times` deliveries bring the same one. */
  ask(name: string, times?: number): Waiting;
  /** The same question as people ask it on this platform. */
  askFor(question: AskedFor): Waiting;
  /** A button that carries this code. */
  press(code: string): Waiting;
  /** What no version of the platform sends: a menu without a choice, a field's form without the field. */
  pressBroken(): Waiting;
  healthy(): boolean;
  health(): { ok: boolean; text: string };
}

const TIMEOUT_MS = 2000;

/** @param withWrongToken the platform will not let the bot connect */
export function startChat(platform: ChatPlatform, asked: AskDeps, withWrongToken = false): Promise<StartedChat> {
  return platform === "slack" ? startSlack(asked, withWrongToken) : startDiscord(asked, withWrongToken);
}

async function startSlack(asked: AskDeps, withWrongToken: boolean): Promise<StartedChat> {
  const { url, socket, web } = await startSlackServer();
  const mode = { kind: "socket", appToken: withWrongToken ? "xapp-wrong" : SLACK_APP_TOKEN } as const;
  const account = { account: "team", botToken: SLACK_TOKEN, apiUrl: url, timeoutMs: TIMEOUT_MS, random: () => 0 };
  const chat = createSlackChat({ ...asked, ...account, mode });
  onTestFinished(() => chat.stop());
  await chat.start();
  const waiting = (one: ReturnType<typeof socket.type>): Waiting => ({
    acknowledged: () => one.ackedAfter !== null,
    ackedAfter: () => one.ackedAfter,
    forAskerAlone: () => one.answers.every((answer) => answer["response_type"] === "ephemeral"),
    shown: () => {
      const all = [...one.answers, ...web.ephemerals];
      return all.length === 0 ? "" : JSON.stringify(all);
    },
    expire: () => socket.expire(one),
  });
  const click = (code: string) =>
    socket.click({ type: "button", action_id: "wd.take", value: code, label: "Take it" }, "");
  return {
    ask: (name, times) => waiting(socket.type(name, times)),
    askFor: ({ typed }) => {
      const escaped = typed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
      return waiting(socket.type(escaped));
    },
    press: (code) => waiting(click(code)),
    pressBroken: () =>
      waiting(socket.click({ type: "static_select", action_id: "wd.snooze", value: null, label: "" }, "")),
    healthy: () => chat.health().ok,
    health: () => chat.health(),
  };
}

async function startDiscord(asked: AskDeps, withWrongToken: boolean): Promise<StartedChat> {
  const token = withWrongToken ? "wrong" : DISCORD_TOKEN;
  const { url, gateway } = await startDiscordServer();
  const client = createDiscordClient({ token, apiUrl: url, timeoutMs: TIMEOUT_MS });
  const leases = { hold: async () => true, release: async () => {}, get: async () => null, set: async () => {} };
  const account = { account: "bot", token, apiUrl: url, timeoutMs: TIMEOUT_MS, random: () => 0 };
  const chat = createDiscordChat({ ...asked, ...account, guild: null, client, leases, owner: "one" });
  onTestFinished(async () => {
    await chat.stop();
    client.close();
  });
  await chat.start();
  const waiting = (one: ReturnType<typeof gateway.use>): Waiting => ({
    acknowledged: () => one.ackedAfter !== null,
    ackedAfter: () => one.ackedAfter,
    forAskerAlone: () => one.ephemeral,
    shown: () => (one.answers.length === 0 ? "" : JSON.stringify(one.answers)),
    expire: () => gateway.expire(one),
  });
  return {
    ask: (name, times) => waiting(gateway.use(name, [], times)),
    askFor: ({ subcommand, options }) => waiting(gateway.use(subcommand, options)),
    press: (code) => waiting(gateway.click({ custom_id: `wd.${code}` })),
    pressBroken: () => {
      const form = {
        custom_id: "wd.ask-reason.0.s0123456789ab",
        components: [{ components: [{ custom_id: "other" }] }],
      };
      return waiting(gateway.submit(form, "a video game"));
    },
    healthy: () => chat.health().ok,
    health: () => chat.health(),
  };
}
