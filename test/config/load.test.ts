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

test("the store's path counts from the working folder and is given in full", () => {
  const cwd = folderOf({ "config/watchdesk.yaml": "", "memory.yaml": 'store: { path: ":memory:" }' });
  expect(loadConfig({ env: {}, cwd }).store.path).toBe(join(cwd, "data/watchdesk.db"));
  expect(loadConfig({ file: "memory.yaml", env: {}, cwd }).store.path).toBe(":memory:");
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

test.each(["10.1/16", "10.0.0.0/40", "http://news.example", "127.0.0.1:8080", "300.1.1.1", ""])(
  "%j in the allow-list is told",
  (one) => {
    expect(complaint({ "watchdesk.yaml": `polling:\n  allow: ["${one}"]\n` })).toMatch(
      /:2: polling\.allow\[0\]: expected a host name, an address or a network/,
    );
  },
);

test("names, addresses and networks may be in the allow-list", () => {
  const allow = ["10.0.0.0/8", "fd00::/8", "::1", "127.0.0.1", "wiki", "feeds.corp.example.", "bücher.example"];
  expect(load({ "watchdesk.yaml": `polling: { allow: ${JSON.stringify(allow)} }` }).polling.allow).toEqual(allow);
});

test("a contact that no header could carry is told before anybody is asked", () => {
  for (const contact of ["Редакция", "a\\nb"]) {
    expect(complaint({ "watchdesk.yaml": `polling: { contact: "${contact}" }` })).toMatch(/polling\.contact: .*ASCII/);
  }
});

test("every problem is told at once", () => {
  const text = complaint({ "watchdesk.yaml": "polling: { every: soon }\nlog: { level: loud }\nstor: {}\n" });
  expect(text.split("\n")).toHaveLength(3);
});

/** Every mistake that the files know, each on a line of its own. */
const ALL_WRONG = {
  "watchdesk.yaml": `polling:
  evry: 5m
  floor: 10s
channels: { c: { kind: slack, account: "\${GONE}", channel: C1 } }
include: { feeds: [feeds, nowhere.yaml] }
watches: [harbour]
feeds:
  - { id: main, url: "nowhere" }
`,
  "watches/a.yaml": "watches: [\n",
  "watches/b.yaml": "watches: [{ id: w, anny: [x] }]\n",
  "feeds/a.yaml": `feeds:
  - { id: one, url: "https://one.example/rss", kynd: wire }
  - { id: two, url: "htp://two.example/rss" }
  - { id: one, url: "https://three.example/rss" }
  - { id: four, url: "https://four.example/rss", every: 5s }
  - { id: five, url: "https://five.example/rss", every: 20s }
`,
  "feeds/b.yaml": "feeds: [\n",
};

test("a mistake in the main file hides none in any other place: all are told in one go, by file and line", () => {
  const told = complaint(ALL_WRONG).split("\n");
  const places = told.map((line) => /(\w+\/)?(\w+\.yaml:\d+)/.exec(line)?.[0].replace(/^watchdesk-test.*\//, ""));
  expect(places).toEqual([
    expect.stringContaining("watchdesk.yaml:2"),
    expect.stringContaining("watchdesk.yaml:4"),
    expect.stringContaining("watchdesk.yaml:5"),
    expect.stringContaining("watchdesk.yaml:8"),
    "watches/a.yaml:2",
    "watches/b.yaml:1",
    "feeds/a.yaml:2",
    "feeds/a.yaml:3",
    "feeds/a.yaml:4",
    "feeds/a.yaml:5",
    "feeds/b.yaml:2",
  ]);
});

test("beside a mistake in the main file its good keys are what the other files are read by", () => {
  expect(complaint(ALL_WRONG)).toMatch(/feeds\/a\.yaml:5: .*under the floor of 10 s/);
});

test("where the whole is refused no part is said to be left out", () => {
  expect(complaint(ALL_WRONG)).not.toContain("left out");
});

test("what is left out of a wrong main file is not told to be missing from it", () => {
  const yaml = `accounts: { a: { platform: slak, botToken: x } }
channels: { c: { kind: slack, account: a, channel: C1 } }
routes: [{ to: [d] }]
`;
  expect(complaint({ "watchdesk.yaml": yaml }).split("\n")).toEqual([
    expect.stringMatching(/:1: accounts\.a\.platform/),
  ]);
});

test.each(["hello", "[polling]", "polling: 5\nfeeds: 5"])(
  "a main file of %j is told, and so are the feeds' mistakes",
  (text) => {
    const told = complaint({ "watchdesk.yaml": text, "feeds/a.yaml": "feeds: [{ id: x, url: nowhere }]" });
    expect(told).toMatch(/watchdesk\.yaml:1: /);
    expect(told).toMatch(/feeds\/a\.yaml:1: feeds\[0\]\.url: expected an address/);
  },
);

test("of an address that is wrong neither user, password nor query is shown", () => {
  const yaml = 'feeds: [{ id: x, url: "htps://kim:pass@news.example/rss?key=hidden" }]';
  const { message } = load({ "watchdesk.yaml": yaml }).problems[0]!;
  expect(message).toMatch(/found "htps:\/\//);
  expect(message).not.toMatch(/kim|pass|hidden/);
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

test("a proxy of the environment may stand without http://, and one of another kind is told, not its password", () => {
  const { proxy } = load({ "watchdesk.yaml": "" }, { HTTP_PROXY: "kim:pw@proxy.example:3128" });
  expect(proxy?.http).toBe("http://kim:pw@proxy.example:3128");
  for (const https_proxy of ["socks5://kim:hidden@proxy.example:1080", "http://kim:hidden@"]) {
    const told = complaint({ "watchdesk.yaml": "" }, { https_proxy });
    expect(told).toMatch(/polling\.proxy: HTTPS_PROXY is not the address of an http proxy/);
    expect(told).not.toContain("hidden");
  }
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
