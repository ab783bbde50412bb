import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { printConfig } from "../../src/config/effective.js";
import { editorSchemas } from "../../src/config/json-schema.js";
import { loadConfig, PACKAGE_CONFIG } from "../../src/config/load.js";

const SECRETS = `
store: { databaseUrl: "postgres://desk:hunter2@db.example/watch" }
polling: { proxy: "http://user:hunter2@proxy.example:3128" }
accounts:
  s: { platform: slack, botToken: xoxb-hunter2, appToken: xapp-hunter2 }
  d: { platform: discord, token: hunter2 }
channels:
  w: { kind: webhook, url: "https://hooks.example/hunter2/x?key=hunter2", secret: hunter2 }
  sw: { kind: slack-webhook, url: "https://hooks.slack.com/services/T/B/hunter2" }
  dw: { kind: discord-webhook, url: "https://discord.com/api/webhooks/1/hunter2" }
`;

test("the printed configuration holds no secret", () => {
  const cwd = mkdtempSync(join(tmpdir(), "watchdesk-effective-"));
  writeFileSync(join(cwd, "c.yaml"), SECRETS);
  const text = printConfig(loadConfig({ file: "c.yaml", env: {}, cwd }));
  expect(text).not.toContain("hunter2");
  expect(text).toContain("db.example");
});

test.each(Object.entries(editorSchemas()))("%s in config/ is the one that the code makes", (name, schema) => {
  expect(JSON.parse(readFileSync(join(PACKAGE_CONFIG, name), "utf8"))).toEqual(JSON.parse(JSON.stringify(schema)));
});
