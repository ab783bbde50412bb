/** A chat of either platform with its real client over its test server, and a person who asks and clicks there. */
import { onTestFinished } from "vitest";
import type { AskDeps } from "../../src/commands/ask.js";
import { createDiscordChat } from "../../src/discord/bot.js";
import { createDiscordClient } from "../../src/discord/client.js";
import { createSlackChat } from "../../src/slack/bot.js";
import type { ChatPlatform } from "./act-desk.js";
import { DISCORD_TOKEN, startDiscordServer } from "./discord-server.js";
import { SLACK_APP_TOKEN, SLACK_TOKEN, startSlackServer } from "./slack-server.js";

export interface Waiting {
  acknowledged(): boolean;
  shown(): string;
  /** The way back serves no more, as after half an hour. */
  expire(): void;
}

export interface StartedChat {
  /** A command without options. */
  ask(name: string): Waiting;
  /** A button that carries this code. */
  press(code: string): Waiting;
  /** What no version of the platform sends: a menu without a choice, a field's form without the field. */
  pressBroken(): Waiting;
  healthy(): boolean;
}

const TIMEOUT_MS = 2000;

export function startChat(platform: ChatPlatform, asked: AskDeps): Promise<StartedChat> {
  return platform === "slack" ? startSlack(asked) : startDiscord(asked);
}

async function startSlack(asked: AskDeps): Promise<StartedChat> {
  const { url, socket, web } = await startSlackServer();
  const mode = { kind: "socket", appToken: SLACK_APP_TOKEN } as const;
  const account = { account: "team", botToken: SLACK_TOKEN, apiUrl: url, timeoutMs: TIMEOUT_MS, random: () => 0 };
  const chat = createSlackChat({ ...asked, ...account, mode });
  onTestFinished(() => chat.stop());
  await chat.start();
  const waiting = (one: ReturnType<typeof socket.type>): Waiting => ({
    acknowledged: () => one.ackedAfter !== null,
    shown: () => {
      const all = [...one.answers, ...web.ephemerals];
      return all.length === 0 ? "" : JSON.stringify(all);
    },
    expire: () => socket.expire(one),
  });
  const click = (code: string) =>
    socket.click({ type: "button", action_id: "wd.take", value: code, label: "Take it" }, "");
  return {
    ask: (name) => waiting(socket.type(name)),
    press: (code) => waiting(click(code)),
    pressBroken: () =>
      waiting(socket.click({ type: "static_select", action_id: "wd.snooze", value: null, label: "" }, "")),
    healthy: () => chat.health().ok,
  };
}

async function startDiscord(asked: AskDeps): Promise<StartedChat> {
  const { url, gateway } = await startDiscordServer();
  const client = createDiscordClient({ token: DISCORD_TOKEN, apiUrl: url, timeoutMs: TIMEOUT_MS });
  const leases = { hold: async () => true, release: async () => {}, get: async () => null, set: async () => {} };
  const account = { account: "bot", token: DISCORD_TOKEN, apiUrl: url, timeoutMs: TIMEOUT_MS, random: () => 0 };
  const chat = createDiscordChat({ ...asked, ...account, guild: null, client, leases, owner: "one" });
  onTestFinished(async () => {
    await chat.stop();
    client.close();
  });
  await chat.start();
  const waiting = (one: ReturnType<typeof gateway.use>): Waiting => ({
    acknowledged: () => one.ackedAfter !== null,
    shown: () => (one.answers.length === 0 ? "" : JSON.stringify(one.answers)),
    expire: () => gateway.expire(one),
  });
  return {
    ask: (name) => waiting(gateway.use(name)),
    press: (code) => waiting(gateway.click({ custom_id: `wd.${code}` })),
    pressBroken: () => {
      const form = {
        custom_id: "wd.ask-reason.0.s0123456789ab",
        components: [{ components: [{ custom_id: "other" }] }],
      };
      return waiting(gateway.submit(form, "a video game"));
    },
    healthy: () => chat.health().ok,
  };
}
