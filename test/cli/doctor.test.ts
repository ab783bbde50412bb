/** `watchdesk doctor` as it ships, against the services of the tests. */
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { temporaryFolder } from "../support/app.js";
import { DISCORD_CHANNEL, DISCORD_TOKEN, startDiscordServer } from "../support/discord-server.js";
import { SLACK_APP_TOKEN, SLACK_CHANNEL, SLACK_TOKEN, startSlackServer } from "../support/slack-server.js";

const MAIN = join(import.meta.dirname, "../../dist/main.js");

async function startServices() {
  return { slack: await startSlackServer(), discord: await startDiscordServer() };
}

const HOOK = { id: "500000000000000001", token: "Hidden_part-1" };

async function doctor({ slack, discord }: Awaited<ReturnType<typeof startServices>>, channels: object = {}) {
  const cwd = temporaryFolder();
  const config = {
    accounts: {
      team: { platform: "slack", botToken: "${BOT}", appToken: SLACK_APP_TOKEN },
      bot: { platform: "discord", token: DISCORD_TOKEN },
    },
    channels: {
      desk: { kind: "slack", account: "team", channel: SLACK_CHANNEL },
      room: { kind: "discord", account: "bot", channel: DISCORD_CHANNEL },
      ...channels,
    },
  };
  writeFileSync(join(cwd, "watchdesk.yaml"), stringify(config));
  const env = { PATH: process.env["PATH"] ?? "", SLACK_API_URL: slack.url, DISCORD_API_URL: discord.url };
  const child = spawn(process.execPath, [MAIN, "doctor", "--config", "watchdesk.yaml"], {
    cwd,
    env: { ...env, BOT: SLACK_TOKEN },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, said };
}

test("doctor finds nothing to mend and ends with 0 where tokens, scopes, channels and permissions are well", async () => {
  const services = await startServices();
  const { code, said } = await doctor(services);
  expect([code, said]).toEqual([0, expect.stringContaining("channel room: #alerts can be written and read")]);
  expect(said).toContain("channel desk: #alerts can be written and read");
  expect(services.slack.stored()).toEqual([]);
});

test("doctor ends with 1 and says what to click where the bot was not invited and may not read", async () => {
  const services = await startServices();
  services.slack.web.channels.get(SLACK_CHANNEL)!.member = false;
  services.discord.rest.channels.get(DISCORD_CHANNEL)!.allowed = false;
  const { code, said } = await doctor(services);
  expect(code).toBe(1);
  expect(said).toContain("/invite @watchdesk");
  expect(said).toContain("Read Message History");
});

test("doctor never shows a token", async () => {
  const services = await startServices();
  services.slack.web.tokens.get(SLACK_TOKEN)!.revoked = true;
  const { said } = await doctor(services);
  expect(said).toContain("token_revoked");
  for (const secret of [SLACK_TOKEN, SLACK_APP_TOKEN, DISCORD_TOKEN]) expect(said).not.toContain(secret);
});

test("doctor looks at channels without an account, and says of which nobody can tell without sending", async () => {
  const services = await startServices();
  services.discord.rest.webhooks.set(HOOK.id, { token: HOOK.token, channel: DISCORD_CHANNEL });
  const { code, said } = await doctor(services, {
    hook: { kind: "discord-webhook", url: `https://discord.com/api/webhooks/${HOOK.id}/${HOOK.token}` },
    gone: { kind: "discord-webhook", url: `https://discord.com/api/webhooks/500000000000000002/${HOOK.token}` },
    blind: { kind: "slack-webhook", url: "https://hooks.slack.com/services/T01ABC/B02DEF/hiddenpart" },
    archive: { kind: "webhook", url: "https://archive.example/in" },
  });
  expect(code).toBe(1);
  expect(said).toContain("ok  channel hook: the webhook Captain");
  expect(said).toContain("no  channel gone: Discord says 404 (10015)");
  expect(said).toContain("--  channel blind: its address looks right");
  expect(said).toContain("--  channel archive:");
  expect(said).toMatch(/1 to mend/);
  expect(said.toLowerCase()).not.toContain("hidden");
});
