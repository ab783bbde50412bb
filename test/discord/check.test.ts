import { describe, expect, test } from "vitest";
import { checkDiscordAccount } from "../../src/discord/check.js";
import { DISCORD_CHANNEL, DISCORD_GUILD, DISCORD_TOKEN, startDiscordServer } from "../support/discord-server.js";

async function check(change: (server: Awaited<ReturnType<typeof startDiscordServer>>) => void, part: object = {}) {
  const server = await startDiscordServer();
  change(server);
  const account = {
    account: "bot",
    token: DISCORD_TOKEN,
    apiUrl: server.url,
    timeoutMs: 2000,
    channels: [{ name: "alerts", channelId: DISCORD_CHANNEL }],
    ...part,
  };
  return checkDiscordAccount(account, AbortSignal.timeout(5000));
}

const SEND_MESSAGES = String(1n << 11n);

describe("doctor on Discord", () => {
  test("finds nothing wrong where all is well", async () => {
    const findings = await check(() => {});
    expect(findings).toEqual([
      { ok: true, text: "signed in as watchdesk", hint: null },
      { ok: true, text: "channel alerts: #alerts can be written and read", hint: null },
    ]);
  });

  test("tells a wrong token", async () => {
    expect(await check(() => {}, { token: "wrong" })).toEqual([
      { ok: false, text: expect.stringContaining("401"), hint: expect.stringContaining("token") },
    ]);
  });

  test("names a permission that the channel takes away", async () => {
    const findings = await check((server) => {
      server.rest.channels.get(DISCORD_CHANNEL)!.overwrites = [
        { id: DISCORD_GUILD, type: 0, allow: "0", deny: SEND_MESSAGES },
      ];
    });
    expect(findings[1]).toMatchObject({ ok: false, text: "channel alerts: the bot lacks Send Messages" });
  });

  test("heeds that a channel gives the permission back", async () => {
    const findings = await check((server) => {
      server.rest.channels.get(DISCORD_CHANNEL)!.overwrites = [
        { id: DISCORD_GUILD, type: 0, allow: "0", deny: SEND_MESSAGES },
        { id: "700000000000000001", type: 0, allow: SEND_MESSAGES, deny: "0" },
      ];
    });
    expect(findings[1]?.ok).toBe(true);
  });

  test("tells a channel that is gone", async () => {
    const findings = await check(() => {}, { channels: [{ name: "alerts", channelId: "1" }] });
    expect(findings[1]).toMatchObject({ ok: false, text: expect.stringContaining("10003") });
  });
});
