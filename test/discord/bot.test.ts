import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { AskDeps } from "../../src/commands/ask.js";
import { createDiscordChat } from "../../src/discord/bot.js";
import { createDiscordClient } from "../../src/discord/client.js";
import { botContract } from "../support/bot-contract.js";
import { anAnswer, askDeps, recordingCommands } from "../support/chat-commands.js";
import type { UsedCommand } from "../support/discord-gateway.js";
import { DISCORD_TOKEN, startDiscordServer } from "../support/discord-server.js";

type Server = Awaited<ReturnType<typeof startDiscordServer>>;

/** Leases of one store that all processes of a test share. */
function createLeases() {
  const values = new Map<string, string>();
  const held = new Map<string, string>();
  return {
    held,
    values,
    get: async (name: string) => values.get(name) ?? null,
    set: async (name: string, value: string) => void values.set(name, value),
    hold: async (name: string, owner: string) => {
      if ((held.get(name) ?? owner) !== owner) return false;
      held.set(name, owner);
      return true;
    },
    release: async (name: string, owner: string) => {
      if (held.get(name) === owner) held.delete(name);
    },
  };
}

async function start(
  server: Server,
  asked: AskDeps,
  part: { leases?: ReturnType<typeof createLeases>; owner?: string; token?: string } = {},
) {
  const token = part.token ?? DISCORD_TOKEN;
  const client = createDiscordClient({ token, apiUrl: server.url, timeoutMs: 2000 });
  const chat = createDiscordChat({
    ...asked,
    account: "bot",
    token,
    apiUrl: server.url,
    timeoutMs: 2000,
    guild: null,
    client,
    leases: part.leases ?? createLeases(),
    owner: part.owner ?? "process-1",
    random: () => 0,
  });
  onTestFinished(async () => {
    await chat.stop();
    client.close();
  });
  await chat.start();
  return chat;
}

const answered = (command: UsedCommand) => vi.waitFor(() => expect(command.answers).toHaveLength(1), 5000);

describe("Discord chat", () => {
  botContract("discord");

  test("a lost acknowledgement is repeated and the command answered", async () => {
    const server = await startDiscordServer();
    await start(server, askDeps(recordingCommands(() => anAnswer()).commands));
    server.faultOn((_method, path) => path.endsWith("/callback"));
    server.faults.next({ kind: "500", moment: "after" });
    await answered(server.gateway.use("recent"));
  });

  test("an interaction that comes too late is left alone", async () => {
    let now = 1_800_000_000_000;
    const server = await startDiscordServer({ now: () => now });
    const { commands, inputs } = recordingCommands(() => anAnswer());
    await start(server, askDeps(commands));
    const late = server.gateway.use("recent");
    now += 4000;
    await answered(server.gateway.use("status"));
    expect(late.ackedAfter).toBeNull();
    expect(inputs.map(({ name }) => name)).toEqual(["status"]);
  });

  test("the commands are registered once and not at a restart without changes", async () => {
    const server = await startDiscordServer();
    const leases = createLeases();
    const asked = askDeps(recordingCommands(() => anAnswer()).commands);
    const chat = await start(server, asked, { leases });
    await vi.waitFor(() => expect(server.rest.registrations).toHaveLength(1));
    await vi.waitFor(() => expect(leases.values.size).toBe(1));
    await chat.stop();
    await start(server, asked, { leases });
    await answered(server.gateway.use("recent"));
    expect(server.rest.registrations).toHaveLength(1);
  });

  test("changed commands are registered again", async () => {
    const server = await startDiscordServer();
    const leases = createLeases();
    const { commands } = recordingCommands(() => anAnswer());
    const chat = await start(server, askDeps(commands), { leases });
    await vi.waitFor(() => expect(server.rest.registrations).toHaveLength(1));
    await chat.stop();
    await start(server, askDeps(commands.slice(0, 1)), { leases });
    await vi.waitFor(() => expect(server.rest.registrations).toHaveLength(2));
  });

  test.each(["drop", "recycle"] as const)("a gateway after %s is resumed", async (what) => {
    const server = await startDiscordServer();
    await start(server, askDeps(recordingCommands(() => anAnswer()).commands));
    server.gateway[what]();
    await vi.waitFor(() => expect(server.gateway.seen.resumed).toBe(1), 10_000);
    await answered(server.gateway.use("recent"));
    expect(server.gateway.seen.identified).toBe(1);
  });

  test("a session that Discord forgot begins anew", async () => {
    const server = await startDiscordServer();
    await start(server, askDeps(recordingCommands(() => anAnswer()).commands));
    server.gateway.forgetSession();
    server.gateway.drop();
    await vi.waitFor(() => expect(server.gateway.seen.identified).toBe(2), 20_000);
    await answered(server.gateway.use("recent"));
  });

  test("of two processes one holds the gateway, and the other takes over when it stops", async () => {
    const server = await startDiscordServer();
    const leases = createLeases();
    const [first, second] = [recordingCommands(() => anAnswer()), recordingCommands(() => anAnswer())];
    const holder = await start(server, askDeps(first.commands), { leases, owner: "one" });
    const waiting = await start(server, askDeps(second.commands), { leases, owner: "two" });
    expect(waiting.health().text).toContain("another process");
    expect(server.gateway.seen.identified).toBe(1);
    await holder.stop();
    await vi.waitFor(() => expect(server.gateway.seen.identified).toBe(2), 10_000);
    await vi.waitFor(() => expect(server.gateway.connected()).toBe(1), 5000);
    await answered(server.gateway.use("status"));
    expect(second.inputs).toHaveLength(1);
  });
});
