import { describe, expect, test } from "vitest";
import { checkDiscordAccount } from "../../src/discord/check.js";
import { checkDiscordWebhook } from "../../src/discord/check-channel.js";
import { createDiscordClient } from "../../src/discord/client.js";
import { type DiscordChannel, FORUM, THREAD } from "../support/discord-rest.js";
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

const PLACE = "200000000000000007";
const TAGS = [
  { id: "9001", name: "sighting", moderated: false },
  { id: "9002", name: "confirmed", moderated: true },
];

/** Another channel of this kind beside the usual one, and what is found of it. */
async function found(place: Partial<DiscordChannel>, tags: string[] | null = null, deny = "0") {
  const channels = [{ name: "place", channelId: PLACE, tags }];
  const findings = await check(
    ({ rest }) => {
      const overwrites = [{ id: DISCORD_GUILD, type: 0, allow: "0", deny }];
      rest.addChannel(PLACE, DISCORD_GUILD, { overwrites, ...place });
      rest.channels.get(DISCORD_CHANNEL)!.overwrites = overwrites;
    },
    { channels },
  );
  return findings.slice(1);
}

const VOICE = 2;
const EVERYONE_MAY_NOT_SEND_IN_THREADS = String(1n << 38n);

describe("doctor on a Discord forum", () => {
  const forum = { type: FORUM, name: "reports", tags: TAGS };

  test("finds nothing wrong where the bot may post and every tag is there", async () => {
    expect(await found({ ...forum, demandsTag: true }, ["9001"])).toEqual([
      { ok: true, text: "channel place: #reports can be written and read", hint: null },
    ]);
  });

  test("that is configured as a channel says what to set", async () => {
    expect(await found(forum)).toEqual([
      { ok: false, text: "channel place is a forum", hint: expect.stringContaining("forum: true") },
    ]);
  });

  test("a channel that is configured as a forum says what to take out", async () => {
    expect(await found({}, [])).toEqual([
      { ok: false, text: "channel place is no forum", hint: expect.stringContaining("forum: true") },
    ]);
  });

  test("names the permission by which posts are made", async () => {
    const [finding] = await found(forum, [], SEND_MESSAGES);
    expect(finding).toMatchObject({ ok: false, text: expect.stringContaining("Create Posts (Send Messages)") });
  });

  test("that demands a tag lists those that there are", async () => {
    expect(await found({ ...forum, demandsTag: true }, [])).toMatchObject([
      { ok: true },
      { ok: false, text: expect.stringContaining("demands a tag"), hint: expect.stringContaining('sighting: "9001"') },
    ]);
  });

  test.each([
    ["9003", "has no tag 9003", "sighting"],
    ["9002", "only moderators may set the tag confirmed", "Manage Posts"],
  ])("tells that it will not take the tag %s", async (tag, text, hint) => {
    expect(await found(forum, ["9001", tag])).toMatchObject([
      { ok: true },
      { ok: false, text: expect.stringContaining(text), hint: expect.stringContaining(hint) },
    ]);
  });
});

describe("doctor on other places in Discord", () => {
  const thread = { type: THREAD, parent: DISCORD_CHANNEL };

  test("a thread is held to the permissions of its channel", async () => {
    expect(await found(thread)).toMatchObject([{ ok: true }]);
    expect(await found(thread, null, EVERYONE_MAY_NOT_SEND_IN_THREADS)).toMatchObject([
      { ok: false, text: "channel place: the bot lacks Send Messages in Threads" },
    ]);
  });

  test("a thread needs no permission to send into the channel itself", async () => {
    expect(await found(thread, null, SEND_MESSAGES)).toMatchObject([{ ok: true }]);
  });

  test("a locked thread and a voice channel are told", async () => {
    expect(await found({ ...thread, locked: true })).toMatchObject([
      { ok: false, text: expect.stringContaining("locked") },
    ]);
    expect(await found({ type: VOICE })).toMatchObject([
      { ok: false, text: expect.stringContaining("takes no messages") },
    ]);
  });
});

describe("doctor on a Discord webhook", () => {
  const HOOK = { id: "500000000000000001", token: "Secret_part-1" };

  async function asked(token: string, thread: string | null = null) {
    const server = await startDiscordServer();
    server.rest.webhooks.set(HOOK.id, { token: HOOK.token, channel: DISCORD_CHANNEL });
    const client = createDiscordClient({ token: null, apiUrl: server.url, timeoutMs: 2000 });
    const one = { name: "desk", webhook: { id: HOOK.id, token }, thread };
    const findings = await checkDiscordWebhook(client, one, AbortSignal.timeout(5000));
    client.close();
    expect(server.calls.map(({ method }) => method)).toEqual(["GET"]);
    return findings;
  }

  test("asks it for itself and sends nothing", async () => {
    expect(await asked(HOOK.token)).toEqual([
      { ok: true, text: `channel desk: the webhook Captain posts into ${DISCORD_CHANNEL}`, hint: null },
    ]);
  });

  test("says that nobody but a bot sees its thread", async () => {
    expect(await asked(HOOK.token, "1")).toMatchObject([
      { ok: true },
      { ok: null, text: expect.stringContaining("thread") },
    ]);
  });

  test("tells one that is revoked, without its secret", async () => {
    const findings = await asked("other-token");
    expect(findings).toMatchObject([{ ok: false, hint: expect.stringContaining("new webhook") }]);
    expect(JSON.stringify(findings)).not.toContain("other-token");
  });
});
