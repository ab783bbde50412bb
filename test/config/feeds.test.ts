import { expect, test } from "vitest";
import { type Config, loadConfig } from "../../src/config/load.js";
import { problemLine } from "../../src/config/problems.js";
import { folderOf } from "../support/folder.js";

function load(files: Record<string, string>, env: Record<string, string> = {}): Config {
  return loadConfig({ file: "watchdesk.yaml", env, cwd: folderOf({ "watchdesk.yaml": "", ...files }) });
}

/** Ids in force, and what is told without its folder. */
function read(files: Record<string, string>, env: Record<string, string> = {}) {
  const { feeds, problems } = load(files, env);
  return {
    ids: feeds.map(({ id }) => id),
    told: problems.map((one) => problemLine(one).replaceAll(/\S*\/watchdesk-test-[^/]+\/(feeds\/)?/g, "")),
  };
}

const feed = (id: string, more = "") => `  - { id: ${id}, url: "https://${id}.example/rss"${more} }\n`;

test("an unknown key of a feed is told with its line and left out; the feed and its neighbours stay", () => {
  const { ids, told } = read({ "feeds/a.yaml": `feeds:\n${feed("a", ", evry: 1h")}${feed("b")}` });
  expect(ids).toEqual(["a", "b"]);
  expect(told).toEqual(['a.yaml:2: feeds[0].evry: unknown key; did you mean "every"? (this key is left out)']);
});

test("a bad address leaves its feed out and no other", () => {
  const { ids, told } = read({ "feeds/a.yaml": `feeds:\n  - { id: x, url: "htp://x" }\n${feed("b")}` });
  expect(ids).toEqual(["b"]);
  expect(told).toEqual([
    'a.yaml:2: feeds[0].url: expected an address that begins with http:// or https://; found "htp://x" (this feed is left out)',
  ]);
});

test("a feed that is left out names its id, so that a reload can keep it as it was", () => {
  const { problems } = load({ "feeds/a.yaml": `feeds:\n  - { id: x, url: "htp://x" }\n` });
  expect(problems).toMatchObject([{ left: "feed", id: "x" }]);
});

test("of two feeds with one id the first stays, and both places are told", () => {
  const { ids, told } = read({
    "feeds/a.yaml": `feeds:\n${feed("a")}`,
    "feeds/b.yaml": `feeds:\n${feed("a")}${feed("b")}`,
  });
  expect(ids).toEqual(["a", "b"]);
  expect(told).toEqual([expect.stringMatching(/^b\.yaml:2: feeds\[0\]\.id: the id "a" stands already at .*a\.yaml:2/)]);
});

test("an interval under the floor is told, and the floor is used", () => {
  const { feeds, problems } = load({ "feeds/a.yaml": `feeds:\n${feed("a", ", every: 5s")}` });
  expect(feeds[0]?.every).toBe(60_000);
  expect(problems.map(problemLine)).toEqual([
    expect.stringMatching(
      /a\.yaml:2: feeds\[0\]\.every: is under the floor of 60 s \(polling\.floor\), which is used$/,
    ),
  ]);
});

test("mistakes are told in the order of their lines, whichever rule found them", () => {
  const { told } = read({
    "feeds/a.yaml": `feeds:\n${feed("a", ", every: 5s")}${feed("a")}${feed("b", ", evry: 1h")}`,
    "feeds/b.yaml": `feeds:\n${feed("c", ", kynd: wire")}`,
  });
  expect(told.map((line) => line.replace(/: .*/, ""))).toEqual(["a.yaml:2", "a.yaml:3", "a.yaml:4", "b.yaml:2"]);
});

test("an interval for all feeds under the floor refuses the configuration", () => {
  expect(() => load({ "watchdesk.yaml": "polling: { every: 5s }" })).toThrow(
    /polling\.every: is under the floor of 60 s/,
  );
});

test("a file that is no YAML gives one line, and the other files are in force", () => {
  const { ids, told } = read({ "feeds/a.yaml": "feeds: [\n", "feeds/b.yaml": `feeds:\n${feed("b")}` });
  expect(ids).toEqual(["b"]);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^a\.yaml:\d+: not valid YAML: .* \(nothing of this file is in force\)$/);
});

test("a file without a list of feeds is told", () => {
  const { told } = read({ "feeds/a.yaml": "feeds: 5\n", "feeds/b.yaml": "hello\n" });
  expect(told).toHaveLength(2);
});

test("a wrong default is told once and left out; the file's feeds stay", () => {
  const { feeds, problems } = load({
    "feeds/a.yaml": `defaults: { kind: wire, timeZone: Mars }\nfeeds:\n${feed("a")}`,
  });
  expect(feeds).toMatchObject([{ id: "a", kind: "wire", timeZone: "UTC" }]);
  expect(problems).toHaveLength(1);
});

test("a variable that is not set leaves out the feed whose address needs it", () => {
  const { ids, told } = read({
    "feeds/a.yaml": `feeds:\n  - { id: x, url: "https://x.example/?k=\${KEY}" }\n${feed("b")}`,
  });
  expect(ids).toEqual(["b"]);
  expect(told).toEqual([expect.stringMatching(/feeds\[0\]\.url: the environment variable KEY is not set/)]);
});

test("several mistakes of one feed are told each, and once", () => {
  const { ids, told } = read({ "feeds/a.yaml": "feeds:\n  - { id: '!', url: 5, kind: paper, languag: en }\n" });
  expect(ids).toEqual([]);
  expect(told).toHaveLength(4);
});

test("something in the list that is no feed is told", () => {
  const { ids, told } = read({ "feeds/a.yaml": `feeds:\n  - https://x.example/rss\n  -\n${feed("b")}` });
  expect(ids).toEqual(["b"]);
  expect(told).toHaveLength(2);
});

test("feeds of the main file are read as leniently", () => {
  const { ids, told } = read({ "watchdesk.yaml": `feeds:\n${feed("a", ", kind: paper")}${feed("b")}` });
  expect(ids).toEqual(["a", "b"]);
  expect(told).toEqual([expect.stringMatching(/^watchdesk\.yaml:2: feeds\[0\]\.kind: /)]);
});

test("a list in the main file that is none refuses the configuration", () => {
  expect(() => load({ "watchdesk.yaml": "feeds: 5" })).toThrow(/:1: feeds: /);
});

test("a file of feeds that is not there is told with the line that names it", () => {
  const { ids, told } = read({ "watchdesk.yaml": `include:\n  feeds:\n    - nowhere.yaml\nfeeds:\n${feed("b")}` });
  expect(ids).toEqual(["b"]);
  expect(told).toEqual([expect.stringMatching(/:3: include\.feeds\[0\]: .*nowhere\.yaml is not there/)]);
});
