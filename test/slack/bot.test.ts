import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { AskDeps } from "../../src/commands/ask.js";
import { createSlackChat } from "../../src/slack/bot.js";
import type { SlackMode } from "../../src/slack/connection.js";
import { botContract } from "../support/bot-contract.js";
import { anAnswer, askDeps, recordingCommands } from "../support/chat-commands.js";
import { SLACK_APP_TOKEN, SLACK_TOKEN, startSlackServer } from "../support/slack-server.js";
import type { TypedCommand } from "../support/slack-socket.js";

const SECRET = "signing-secret";

async function start(
  server: Awaited<ReturnType<typeof startSlackServer>>,
  asked: AskDeps,
  mode: SlackMode = { kind: "socket", appToken: SLACK_APP_TOKEN },
) {
  const chat = createSlackChat({
    ...asked,
    account: "team",
    botToken: SLACK_TOKEN,
    mode,
    apiUrl: server.url,
    timeoutMs: 2000,
    random: () => 0,
  });
  onTestFinished(() => chat.stop());
  await chat.start();
  return chat;
}

const answered = (command: TypedCommand) => vi.waitFor(() => expect(command.answers).toHaveLength(1), 5000);
const shown = (command: TypedCommand) => JSON.stringify(command.answers);

describe("Slack chat by socket", () => {
  botContract("slack");

  test("a wrong word is answered with the nearest right one", async () => {
    const server = await startSlackServer();
    await start(server, askDeps(recordingCommands(() => anAnswer()).commands));
    const command = server.socket.type("recnet");
    await answered(command);
    expect(shown(command)).toContain("did you mean recent?");
  });

  test("a connection that Slack recycles is opened anew", async () => {
    const server = await startSlackServer();
    const chat = await start(server, askDeps(recordingCommands(() => anAnswer()).commands));
    server.socket.recycle();
    await vi.waitFor(() => expect(server.socket.opened()).toBe(2), 5000);
    await vi.waitFor(() => expect(chat.health().ok).toBe(true), 5000);
    await answered(server.socket.type("recent"));
  });

  test("a connection that breaks while Slack cannot be reached is opened when it can", async () => {
    const server = await startSlackServer();
    const chat = await start(server, askDeps(recordingCommands(() => anAnswer()).commands));
    server.faultOn("apps.connections.open");
    server.faults.next({ kind: "500", moment: "before" }, { kind: "reset", moment: "before" });
    server.socket.drop();
    await vi.waitFor(() => expect(chat.health().text).toContain("not connected"), 5000);
    await vi.waitFor(() => expect(chat.health().ok).toBe(true), 8000);
    expect(server.socket.opened()).toBe(2);
  });
});

describe("Slack chat by signed requests", () => {
  const mode = { kind: "http", signingSecret: SECRET, port: 0 } as const;
  const urlOf = (text: string) => `http://127.0.0.1:${/port (\d+)/.exec(text)?.[1]}/slack/events`;

  test("a signed command is acknowledged and answered", async () => {
    const server = await startSlackServer();
    const chat = await start(server, askDeps(recordingCommands(() => anAnswer()).commands), mode);
    const { status, command } = await server.socket.request(urlOf(chat.health().text), "recent", SECRET, Date.now());
    expect(status).toBe(200);
    await answered(command);
  });

  test("a signed command is acknowledged while the store never answers, and one that comes twice is run once", async () => {
    const server = await startSlackServer();
    const { commands, inputs } = recordingCommands(() => new Promise(() => undefined));
    const chat = await start(server, askDeps(commands), mode);
    const url = urlOf(chat.health().text);
    const at = Date.now();
    const body = { text: "recent", trigger: "same.trigger" };
    const statuses = [
      await server.socket.requestAgain(url, body, SECRET, at),
      await server.socket.requestAgain(url, body, SECRET, at),
    ];
    expect(statuses).toEqual([200, 200]);
    expect(inputs).toHaveLength(1);
  });

  test("a forged signature and an old one are refused", async () => {
    const server = await startSlackServer();
    const { commands, inputs } = recordingCommands(() => anAnswer());
    const chat = await start(server, askDeps(commands), mode);
    const url = urlOf(chat.health().text);
    expect((await server.socket.request(url, "recent", "forged", Date.now())).status).toBe(401);
    expect((await server.socket.request(url, "recent", SECRET, Date.now() - 600_000)).status).toBe(401);
    expect(inputs).toEqual([]);
  });

  test("a signed click is acknowledged and answered, a forged or old one is refused", async () => {
    const server = await startSlackServer();
    const { commands } = recordingCommands(() => anAnswer());
    const chat = await start(server, askDeps(commands), mode);
    const url = urlOf(chat.health().text);
    const button = { type: "button", action_id: "wd.take", value: "nonsense", label: "Take it" } as const;
    const signed = await server.socket.requestClick(url, button, SECRET, Date.now());
    expect(signed.status).toBe(200);
    await answered(signed.command);
    expect(shown(signed.command)).toContain("that button is none of ours");
    const forged = await server.socket.requestClick(url, button, "forged", Date.now());
    const old = await server.socket.requestClick(url, button, SECRET, Date.now() - 600_000);
    expect([forged.status, old.status]).toEqual([401, 401]);
    expect([forged.command.answers, old.command.answers]).toEqual([[], []]);
  });
});

test("two workspaces at once answer each for itself", async () => {
  const servers = [await startSlackServer(), await startSlackServer()] as const;
  const [first, second] = [recordingCommands(() => anAnswer()), recordingCommands(() => anAnswer())];
  await start(servers[0], askDeps(first.commands));
  await start(servers[1], askDeps(second.commands));
  await answered(servers[1].socket.type("status"));
  expect(first.inputs).toEqual([]);
  expect(second.inputs).toHaveLength(1);
});
