/** `watchdesk feeds` as it ships: child processes of dist/main.js. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support/app.js";

const MAIN = join(import.meta.dirname, "../../dist/main.js");

function desk(yaml = 'feeds: [{ id: a, url: "https://a.example/feed" }]\n') {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "watchdesk.yaml"), yaml);
  const env = { ...process.env, WATCHDESK_CONFIG: "watchdesk.yaml", USER: "kim", SUDO_USER: "" };
  const ask = (...args: string[]) => {
    const run = spawnSync(process.execPath, [MAIN, ...args], { encoding: "utf8", timeout: 60_000, cwd, env });
    return { code: run.status, out: run.stdout, err: run.stderr };
  };
  return { cwd, ask };
}

const LIST = `<opml version="2.0"><body>
<outline text="Korea"><outline text="Paper B" xmlUrl="https://b.example/feed"/></outline>
<outline text="Broken" xmlUrl="nowhere"/>
</body></opml>`;

test("import, list, export, history and revert, before any bot has run", () => {
  const { cwd, ask } = desk();
  writeFileSync(join(cwd, "list.opml"), LIST);
  const imported = ask("feeds", "import", "list.opml");
  expect(imported.out).toContain("list.opml: 1 added, 0 known already, 1 left out");
  expect(imported.out).toContain("list.opml:3: nowhere is not an address of the web");
  expect(ask("feeds", "list").out).toContain("paper-b: new");
  ask("feeds", "export", "out.opml");
  expect(readFileSync(join(cwd, "out.opml"), "utf8")).toMatch(/<outline text="Korea">\s+<outline [^>]*b\.example/);
  expect(ask("config", "export").out).toMatch(/- id: paper-b\n {4}url: https:\/\/b\.example\/feed/);
  expect(ask("feeds", "history").out).toMatch(/paper-b added\n\s+by terminal: kim/);
  expect(ask("feeds", "revert").code).toBe(0);
  expect(ask("feeds", "list").out).not.toContain("paper-b");
}, 120_000);

test("list shows the configured feeds before any store is there, and makes none", () => {
  const { cwd, ask } = desk();
  const { code, out } = ask("feeds", "list");
  expect(code).toBe(0);
  expect(out).toMatch(/^1 feed: 1 new\n.*a: new .*\n.*not polled yet\n.*Nothing was polled yet: no bot has run/);
  expect(readdirSync(cwd)).toEqual(["watchdesk.yaml"]);
  expect(ask("status").err).toContain(`store ${join(cwd, "data/watchdesk.db")}: there is no such file`);
});

test("what changes nothing makes no store: test, search, history, export", () => {
  const { cwd, ask } = desk("watches: [harbour]\n");
  const tried = ask("feeds", "test", "http://kim:pw@127.0.0.1:9/feed");
  expect(tried.code).toBe(1);
  expect(tried.err).toMatch(
    /^http:\/\/\*\*\*@127\.0\.0\.1:9\/feed: nothing would come; it stops at fetch: 127\.0\.0\.1 is loopback/,
  );
  expect(ask("feeds", "search", "harbour", "--languages", "en").out).toMatch(/^2 search feeds would be added/);
  for (const args of [
    ["feeds", "history"],
    ["feeds", "export"],
    ["config", "export"],
  ])
    expect(ask(...args).code).toBe(0);
  expect(readdirSync(cwd)).toEqual(["watchdesk.yaml"]);
}, 60_000);

test("a list in another charset comes in with its names", () => {
  const { cwd, ask } = desk();
  const xml =
    '<?xml version="1.0" encoding="euc-kr"?><opml><body><outline text="NAME" xmlUrl="https://k.example/feed"/>';
  const [before = "", after = ""] = `${xml}</body></opml>`.split("NAME");
  const name = Buffer.from("bacfc7d1", "hex"); // two syllables in euc-kr
  writeFileSync(join(cwd, "kr.opml"), Buffer.concat([Buffer.from(before), name, Buffer.from(after)]));
  expect(ask("feeds", "import", "kr.opml").out).toContain("북한");
}, 60_000);

test("a wrong id ends with 2 and one line that names the nearest", () => {
  const { code, err } = desk().ask("feeds", "pause", "b");
  expect(code).toBe(2);
  expect(err).toContain('there is no feed "b"');
});

test("feeds --help shows every subcommand and an example", () => {
  const { out } = desk().ask("feeds", "--help");
  for (const name of ["list", "add", "test", "pause", "resume", "remove", "revert", "import", "export", "search"])
    expect(out).toMatch(new RegExp(`^\\s+${name}\\b`, "m"));
  expect(out).toContain("npx watchdesk feeds add");
});
