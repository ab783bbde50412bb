import { join } from "node:path";
import { expect, test } from "vitest";
import { type Config, loadConfig, PACKAGE_CONFIG } from "../../src/config/load.js";
import { problemLine } from "../../src/config/problems.js";
import { folderOf } from "../support/folder.js";

function load(files: Record<string, string>, env: Record<string, string> = {}): Config {
  return loadConfig({ file: "watchdesk.yaml", env, cwd: folderOf(files) });
}

function complaint(files: Record<string, string>, env: Record<string, string> = {}): string {
  try {
    load(files, env);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("the configuration was accepted");
}

test("an empty file gives defaults that work", () => {
  const config = load({ "watchdesk.yaml": "" });
  expect(config.polling.every).toBe(300_000);
  expect(config.channels).toEqual({ terminal: { kind: "terminal" } });
  expect(config.feeds).toEqual([]);
});

test("the configuration that comes along is valid", () => {
  const config = loadConfig({ env: {}, cwd: "/" });
  expect(config.file).toBe(join(PACKAGE_CONFIG, "watchdesk.yaml"));
});

test("an unknown key is refused with its file, its line and the nearest known key", () => {
  expect(complaint({ "watchdesk.yaml": "polling:\n  contact: me\n  evry: 5m\n" })).toMatch(
    /watchdesk\.yaml:3: polling\.evry: unknown key; did you mean "every"\?/,
  );
});

test("a wrong value is told with what was found and what is expected", () => {
  expect(complaint({ "watchdesk.yaml": "polling:\n  every: soon\n" })).toMatch(
    /:2: polling\.every: expected a duration such as .*; found "soon"/,
  );
});

test("every problem is told at once", () => {
  const text = complaint({ "watchdesk.yaml": "polling: { every: soon }\nlog: { level: loud }\nstor: {}\n" });
  expect(text.split("\n")).toHaveLength(3);
});

test("broken YAML is told with its line", () => {
  expect(complaint({ "watchdesk.yaml": "polling: {\n  every: 5m\nlog: [" })).toMatch(
    /watchdesk\.yaml:\d+: not valid YAML/,
  );
});

test("feeds in the folder beside the file are loaded with the defaults of their file", () => {
  const config = load({
    "watchdesk.yaml": "polling: { every: 10m }",
    "feeds/a.yaml": "defaults: { kind: wire }\nfeeds:\n  - { id: a, url: 'https://a.example/rss' }\n",
  });
  expect(config.feeds).toMatchObject([{ id: "a", kind: "wire", publisher: "a.example", every: 600_000 }]);
});

test("a channel of an unknown account is refused with the nearest account", () => {
  const yaml = `accounts: { desk: { platform: slack, botToken: x } }
channels:
  a: { kind: slack, account: dsk, channel: C1 }
`;
  expect(complaint({ "watchdesk.yaml": yaml })).toMatch(
    /:3: channels\.a\.account: no account "dsk"; did you mean "desk"\?/,
  );
});

test("a secret is taken from the file that NAME_FILE names", () => {
  const root = folderOf({ token: "xoxb-1\n" });
  const yaml = 'accounts: { a: { platform: slack, botToken: "${BOT_TOKEN}" } }';
  const config = load({ "watchdesk.yaml": yaml }, { BOT_TOKEN_FILE: join(root, "token") });
  expect(config.accounts["a"]).toMatchObject({ botToken: "xoxb-1" });
});

test("a variable that is not set is named, with its line", () => {
  const yaml = 'accounts:\n  a: { platform: slack, botToken: "${BOT_TOKEN}" }';
  expect(complaint({ "watchdesk.yaml": yaml })).toMatch(/:2: accounts\.a\.botToken: .*BOT_TOKEN is not set/);
});

test("a wrong secret is never printed", () => {
  const yaml = "accounts:\n  a: { platform: slack, botToken: [xoxb-very-secret] }";
  expect(complaint({ "watchdesk.yaml": yaml })).not.toContain("very-secret");
});

test("a cron expression is an interval too, and a wrong one is told", () => {
  const feed = (every: string) => `feeds:\n  - { id: a, url: 'https://a.example/rss', every: "${every}" }\n`;
  expect(load({ "watchdesk.yaml": feed("0 9 * * *") }).feeds[0]?.every).toBe("0 9 * * *");
  const wrong = load({ "watchdesk.yaml": feed("61 9 * * *") });
  expect(wrong.problems.map(problemLine)).toEqual([expect.stringMatching(/feeds\[0\]\.every: expected an interval/)]);
});

test("a file that is not there is named with what to do", () => {
  expect(() => loadConfig({ file: "nowhere.yaml", env: {}, cwd: "/tmp" })).toThrow(/nowhere\.yaml: is not there/);
});

test("the proxy comes from the environment in either case, with its exceptions, and the configured one counts first", () => {
  const env = { HTTP_PROXY: "http://a.example:1", https_proxy: "http://b.example:2", NO_PROXY: "localhost, .corp" };
  const except = ["localhost", ".corp"];
  expect(load({ "watchdesk.yaml": "" }, env).proxy).toEqual({
    http: "http://a.example:1",
    https: "http://b.example:2",
    except,
  });
  const own = "http://c.example:3";
  const configured = load({ "watchdesk.yaml": `polling: { proxy: "${own}" }` }, env);
  expect(configured.proxy).toEqual({ http: own, https: own, except });
  expect(load({ "watchdesk.yaml": "" }).proxy).toBe(null);
});
