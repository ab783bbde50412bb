import { existsSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { SLASH_COMMAND } from "../../src/slack/commands.js";

const manifest = parse(readFileSync("config/slack-manifest.yaml", "utf8"));
const CONTRACTS = `${process.env["WATCHDESK_DATA"] ?? ""}/contracts`;

describe("Slack's app manifest", () => {
  test("declares the slash command that the bot listens for", () => {
    expect(manifest.features.slash_commands.map(({ command }: { command: string }) => command)).toEqual([
      SLASH_COMMAND,
    ]);
  });

  test("asks for no scope that nothing uses", () => {
    expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual(
      ["channels:history", "channels:read", "chat:write", "commands", "groups:history", "groups:read"].toSorted(),
    );
  });

  // Left out where WATCHDESK_DATA does not name the folder with Slack's schemas.
  test.runIf(existsSync(CONTRACTS)).each(["1.0.0", "2.0.0"])("is as Slack's schema %s wants it", (version) => {
    const schema = JSON.parse(readFileSync(`${CONTRACTS}/manifest.schema.${version}.json`, "utf8"));
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const validate = ajv.compile(schema);
    expect([validate(manifest), validate.errors]).toEqual([true, null]);
  });
});
