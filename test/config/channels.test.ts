import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadConfig } from "../../src/config/load.js";

const ACCOUNTS = `
accounts:
  bot: { platform: discord, token: t }
  team: { platform: slack, botToken: xoxb-t }
`;

function load(channel: string) {
  const cwd = mkdtempSync(join(tmpdir(), "watchdesk-channels-"));
  writeFileSync(join(cwd, "c.yaml"), `${ACCOUNTS}\nchannels:\n  one: ${channel}\n`);
  return loadConfig({ file: "c.yaml", env: {}, cwd }).channels["one"];
}

test.each([
  ['{ kind: slack, account: team, channel: C1, thread: "1712345678.123456" }', { thread: "1712345678.123456" }],
  ['{ kind: discord, account: bot, channel: "2" }', { forum: false, tags: [] }],
  ['{ kind: discord, account: bot, channel: "2", forum: true, tags: ["3"] }', { forum: true, tags: ["3"] }],
  ["{ kind: slack-webhook, url: https://hooks.slack.com/services/T/B/x }", { kind: "slack-webhook" }],
  ["{ kind: discord-webhook, url: https://discord.com/api/webhooks/1/x }", { kind: "discord-webhook" }],
])("%s is a channel", (yaml, part) => {
  expect(load(yaml)).toMatchObject(part);
});

test.each([
  ["{ kind: slack, account: team, channel: C1, thread: 17 }", /thread/],
  ['{ kind: discord, account: bot, channel: "2", tags: ["a", "b"] }', /tags/],
  ["{ kind: discord, account: team, channel: '2' }", /is of slack/],
  ["{ kind: slack-webhook, url: hooks }", /http/],
  ["{ kind: slack-webhook }", /url/],
])("%s is refused with its key", (yaml, why) => {
  expect(() => load(yaml)).toThrow(why);
});

test("a webhook's wrong address is refused without showing it", () => {
  const wrong = () => load("{ kind: discord-webhook, url: https://discord.com/api/hooks/hunter2 }");
  expect(wrong).toThrow(/webhooks\/ID\/TOKEN/);
  expect(wrong).not.toThrow(/hunter2/);
});
