/** The guides as a newcomer follows them: what they say to write is valid, and what they list is what the code needs. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { loadConfig } from "../../src/config/load.js";
import { temporaryFolder } from "../support/app.js";

const guide = (name: string) => readFileSync(`docs/${name}.md`, "utf8");
const yamlIn = (text: string) => /```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? "";
/** What stands in code in the first column of a table. */
const listed = (text: string) =>
  [...text.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, one]) => one),
  );

function load(yaml: string, env: Record<string, string>) {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "watchdesk.yaml"), yaml);
  return loadConfig({ file: "watchdesk.yaml", env, cwd });
}

describe("the guide to Slack", () => {
  const env = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1", SLACK_SIGNING_SECRET: "secret" };

  test("gives a valid configuration", () => {
    const config = load(yamlIn(guide("slack")), env);
    expect(config.accounts["team"]).toMatchObject({ platform: "slack", botToken: "xoxb-1", appToken: "xapp-1" });
    expect(config.channels["alerts"]).toMatchObject({ kind: "slack", account: "team" });
  });

  test("gives a valid configuration without Socket Mode", () => {
    const [signed = "", port = ""] = [...guide("slack").matchAll(/`(signingSecret: [^`]+|port: \d+)`/g)].map(
      ([, one]) => one,
    );
    const yaml = yamlIn(guide("slack")).replace(/appToken: .*/, `${signed}\n    ${port}`);
    expect(load(yaml, env).accounts["team"]).toMatchObject({ signingSecret: "secret", port: 3000 });
  });

  test("lists the scopes of the manifest", () => {
    const manifest = parse(readFileSync("config/slack-manifest.yaml", "utf8"));
    const table = guide("slack").slice(0, guide("slack").indexOf("## 2."));
    expect(listed(table).toSorted()).toEqual(manifest.oauth_config.scopes.bot.toSorted());
  });
});

test("the guide to Discord gives a valid configuration", () => {
  const config = load(yamlIn(guide("discord")), { DISCORD_TOKEN: "token" });
  expect(config.accounts["bot"]).toMatchObject({ platform: "discord", token: "token" });
  expect(config.channels["alerts"]).toMatchObject({ kind: "discord", channel: "200000000000000001" });
});
