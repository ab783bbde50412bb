/** The command line as it ships: child processes of dist/main.js. */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support/app.js";
import { rss } from "../support/memory-fetcher.js";

const MAIN = join(import.meta.dirname, "../../dist/main.js");

function watchdesk(args: string[], options: { cwd?: string; input?: string } = {}) {
  const run = spawnSync(process.execPath, [MAIN, ...args], { encoding: "utf8", timeout: 60_000, ...options });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

/** A folder with a configuration in it. */
function desk(yaml: string): string {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, "config"));
  writeFileSync(join(cwd, "config/watchdesk.yaml"), yaml);
  return cwd;
}

test("--help names every command and ends with 0", () => {
  const { code, out } = watchdesk(["--help"]);
  expect(code).toBe(0);
  for (const name of ["run", "once", "check", "replay", "stage", "demo", "recent", "status", "read"])
    expect(out).toContain(name);
});

test.each(["run", "once", "check", "replay", "stage", "demo", "recent", "status", "health", "read"])(
  "%s --help shows an example",
  (name) => {
    const { code, out } = watchdesk([name, "--help"]);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`Examples:\\n  npx watchdesk ${name}`));
  },
);

test("an unknown command ends with 2 and names the nearest", () => {
  const { code, err } = watchdesk(["recnt"]);
  expect(code).toBe(2);
  expect(err).toContain("recent");
});

test("an unknown option ends with 2", () => {
  expect(watchdesk(["recent", "--limt", "3"]).code).toBe(2);
});

test("a broken configuration ends with 2 and its line", () => {
  const { code, err } = watchdesk(["check"], { cwd: desk("polling:\n  evry: 5m\n") });
  expect(code).toBe(2);
  expect(err).toMatch(/watchdesk\.yaml:2: polling\.evry: unknown key; did you mean "every"\?/);
});

test("check prints what is in force, lists what is left out and ends with 2", () => {
  const yaml = "feeds:\n  - { id: a, url: 'htp://a' }\n  - { id: b, url: 'https://b.example/rss', evry: 1h }\n";
  const { code, out, err } = watchdesk(["check"], { cwd: desk(yaml) });
  expect(code).toBe(2);
  expect(out).toContain("feeds: 1");
  expect(out).not.toContain("is valid");
  expect(err).toMatch(/:2: feeds\[0\]\.url: .*\(this feed is left out\)\n.*:3: feeds\[1\]\.evry: unknown key/);
});

const TWICE_WRONG = "polling:\n  evry: 5m\nfeeds:\n  - { id: a, url: 'htp://a' }\n";

test.each(["check", "once", "run"])("%s tells a mistake in the main file and one of a feed in one go", (name) => {
  const { code, err } = watchdesk([name], { cwd: desk(TWICE_WRONG) });
  expect(code).toBe(2);
  expect(err).toMatch(/:2: polling\.evry: unknown key.*\n.*:4: feeds\[0\]\.url: expected an address/);
});

test("a watch that cannot be compiled does not hide a feed's mistake", () => {
  const { code, err } = watchdesk(["check"], {
    cwd: desk("watches: [{ id: w, regex: '(' }]\nfeeds: [{ id: a, url: x }]\n"),
  });
  expect(code).toBe(2);
  expect(err).toMatch(/watch w.*regular expression.*\n.*feeds\[0\]\.url/);
});

test("a valid configuration is printed and ends with 0", () => {
  const { code, out } = watchdesk(["check"], { cwd: desk("watches: [Sohae]\n") });
  expect(code).toBe(0);
  expect(out).toContain("is valid");
});

test("a stage answers each line and ends with 0 although one is bad", () => {
  const input = '{"id":1,"title":"Work seen at Sohae"}\nnonsense\n';
  const { code, out } = watchdesk(["stage", "match"], { cwd: desk("watches: [Sohae]\n"), input });
  const lines = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(code).toBe(0);
  expect(lines[0]).toMatchObject({ id: 1, ok: true, hits: [{ watch: "sohae" }] });
  expect(lines[1]).toMatchObject({ id: null, ok: false, error: { code: "input" } });
});

test("an unknown stage ends with 2", () => {
  const { code, err } = watchdesk(["stage", "mach"], { input: "" });
  expect(code).toBe(2);
  expect(err).toContain("did you mean match?");
});

/** A feed recorded three times: the second item comes later, the first is edited. */
function recording(cwd: string): string {
  const folder = join(cwd, "recorded", "paper");
  mkdirSync(folder, { recursive: true });
  const first = { guid: "1", title: "Work seen at Sohae", at: "2019-03-05T10:00:00Z" };
  const second = { guid: "2", title: "Trucks seen at Sanumdong", at: "2019-03-08T10:00:00Z" };
  writeFileSync(join(folder, "20190305T110000Z_a.xml"), rss([first]));
  writeFileSync(join(folder, "20190306T110000Z_b.xml"), rss([{ ...first, title: "Work confirmed at Sohae" }]));
  writeFileSync(join(folder, "20190308T110000Z_c.xml"), rss([second, first]));
  return folder;
}

const json = (out: string) =>
  out
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

test("replay --json names item, story and alert of what would have been alerted", () => {
  const cwd = desk("watches: [Sohae, Sanumdong]\n");
  const { code, out } = watchdesk(["replay", recording(cwd), "--json"], { cwd });
  expect(code).toBe(0);
  expect(json(out)).toMatchObject([
    { item: { title: "Work seen at Sohae" }, alert: { channel: "terminal" } },
    { item: { title: "Trucks seen at Sanumdong" }, alert: { channel: "terminal" } },
  ]);
});

test("replay takes literal watches in place of the configured ones", () => {
  const cwd = desk("watches: [Sohae]\n");
  const { out } = watchdesk(["replay", recording(cwd), "--watch", "Sanumdong", "--json"], { cwd });
  expect(json(out)).toHaveLength(1);
});

test("a second replay on the same store alerts nothing", () => {
  const cwd = desk("watches: [Sohae, Sanumdong]\n");
  const args = ["replay", recording(cwd), "--store", join(cwd, "kept.db")];
  expect(watchdesk(args, { cwd }).out.match(/^\[normal\]/gm)).toHaveLength(2);
  expect(watchdesk(args, { cwd }).out).not.toMatch(/^\[normal\]/m);
  expect(watchdesk(args, { cwd }).out).toContain(" 0 items, 0 stories alerted.");
  expect(watchdesk([...args, "--json"], { cwd }).out).toBe("");
});

test("replay of a folder without recordings says what such a folder holds", () => {
  const { code, err } = watchdesk(["replay", temporaryFolder()]);
  expect(code).toBe(2);
  expect(err).toContain("file names begin with the time of fetch");
});

test("the demonstration alerts, tells of the feed that breaks, and recent lists it afterwards", () => {
  const cwd = temporaryFolder();
  const demo = watchdesk(["demo"], { cwd });
  expect(demo.code).toBe(0);
  expect(demo.out).toContain("Sanumdong");
  expect(demo.out).toContain("[problem] Island Post is failing");
  expect(demo.out).toContain("[recovered] Island Post is back");
  expect(demo.err).toBe("");
  const config = join(import.meta.dirname, "../../config/demo/watchdesk.yaml");
  const recent = watchdesk(["recent", "--config", config, "--json"], { cwd });
  expect(JSON.parse(recent.out).length).toBeGreaterThan(5);
});

test("recent before the bot ever ran says so in words", () => {
  const { code, err } = watchdesk(["recent"], { cwd: desk("") });
  expect(code).toBe(1);
  expect(err).not.toMatch(/at .*\.js:\d+/);
});
