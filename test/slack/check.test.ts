import { describe, expect, test } from "vitest";
import { checkSlackAccount } from "../../src/slack/check.js";
import { checkSlackWebhook } from "../../src/slack/check-channel.js";
import { SLACK_APP_TOKEN, SLACK_CHANNEL, SLACK_TOKEN, startSlackServer } from "../support/slack-server.js";

async function check(change: (server: Awaited<ReturnType<typeof startSlackServer>>) => void, part: object = {}) {
  const server = await startSlackServer();
  change(server);
  const account = {
    account: "team",
    botToken: SLACK_TOKEN,
    appToken: SLACK_APP_TOKEN,
    apiUrl: server.url,
    timeoutMs: 2000,
    channels: [{ name: "alerts", channelId: SLACK_CHANNEL }],
    ...part,
  };
  return checkSlackAccount(account, AbortSignal.timeout(5000));
}

describe("doctor on Slack", () => {
  test("finds nothing wrong where all is well", async () => {
    const findings = await check(() => {});
    expect(findings.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(findings[0]?.text).toBe("signed in to Team as watchdesk");
  });

  test("tells a revoked token and how to get a new one", async () => {
    const findings = await check((server) => {
      server.web.tokens.get(SLACK_TOKEN)!.revoked = true;
    });
    expect(findings).toEqual([
      { ok: false, text: expect.stringContaining("token_revoked"), hint: expect.stringContaining("Install") },
    ]);
  });

  test("names a missing scope", async () => {
    const findings = await check((server) => server.web.tokens.get(SLACK_TOKEN)!.scopes.delete("channels:history"));
    expect(findings.filter(({ ok }) => !ok).map(({ text }) => text)).toContain("the scope channels:history is missing");
  });

  test("tells that the bot was not invited", async () => {
    const findings = await check((server) => {
      server.web.channels.get(SLACK_CHANNEL)!.member = false;
    });
    expect(findings.at(-1)).toMatchObject({ ok: false, hint: "Write there: /invite @watchdesk" });
  });

  test("tells an unknown channel and a wrong app token", async () => {
    const part = { appToken: "xapp-wrong", channels: [{ name: "alerts", channelId: "C0NONE" }] };
    const wrong = (await check(() => {}, part)).filter(({ ok }) => !ok);
    expect(wrong.map(({ text }) => text)).toEqual([
      expect.stringContaining("invalid_auth"),
      expect.stringContaining("channel_not_found"),
    ]);
  });

  test.each([
    ["is there", "1800000000.000001", { ok: true, text: expect.stringContaining("its thread is there") }],
    ["was deleted", "1800000000.000009", { ok: false, text: expect.stringContaining("thread_not_found") }],
  ])("looks whether the thread that takes everything %s", async (_what, thread, told) => {
    const findings = await check(
      ({ web }) => {
        const message = { ts: "1800000000.000001", text: "weekly", blocks: [], edits: 0, bot_id: "B0BOT" };
        web.channels.get(SLACK_CHANNEL)!.messages.push(message);
      },
      { channels: [{ name: "weekly", channelId: SLACK_CHANNEL, thread }] },
    );
    expect(findings.at(-1)).toMatchObject(told);
  });
});

test.each([
  ["https://hooks.slack.com/services/T01ABC/B02DEF/secretpart", "looks right"],
  ["https://chat.example/hooks/secretpart", "not of the form of Slack's"],
])("doctor tells of a webhook in Slack that it cannot be asked, without its secret (%s)", (url, said) => {
  const finding = checkSlackWebhook("desk", url);
  expect(finding).toMatchObject({ ok: null, text: expect.stringContaining(said) });
  expect(JSON.stringify(finding)).not.toContain("secretpart");
});
