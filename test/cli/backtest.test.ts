/** `backtest` as it ships: over files, recorded documents and standard input. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { createProgram } from "../../src/cli/program.js";
import { temporaryFolder } from "../support/app.js";
import { rss } from "../support/memory-fetcher.js";

const LINES = [
  { id: "1", title: "Work seen at Sohae", at: "2019-03-01T00:00:00Z" },
  { id: "2", title: "Trucks at Sanumdong", at: "2019-03-11T00:00:00Z" },
];
const JSONL = LINES.map((line) => JSON.stringify(line)).join("\n");

/** The command line in this process. */
async function watchdesk(args: string[], cwd: string, options: { input?: string; isTTY?: boolean } = {}) {
  const shown = { out: "", err: "" };
  const output = new PassThrough().on("data", (chunk) => (shown.out += chunk));
  const errors = Object.assign(new PassThrough(), { isTTY: options.isTTY ?? false });
  errors.on("data", (chunk) => (shown.err += chunk));
  const input = Readable.from(options.input === undefined ? [] : [Buffer.from(options.input)]);
  const { signal } = new AbortController();
  const program = await createProgram({ env: {}, cwd, input, output, errors, ending: signal, version: "test" });
  await program.parseAsync(["node", "watchdesk", ...args]);
  return shown;
}

function desk(): string {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, "config"));
  writeFileSync(join(cwd, "config/watchdesk.yaml"), "watches: [Sohae]\n");
  return cwd;
}

test("items on standard input are tried without a store", async () => {
  const { out, err } = await watchdesk(["backtest", "Sanumdong", "--over", "-"], desk(), { input: JSONL });
  expect(out).toContain("watch sanumdong: 1 alert in 10 days, one in 10 days");
  expect(out).toContain("new: Trucks at Sanumdong");
  expect(err).toBe("");
});

test("a gzipped file is read, and a bar moves where a terminal is", async () => {
  const cwd = desk();
  const many = Array.from({ length: 600 }, (_, n) => JSON.stringify({ id: n, title: `Potato ${n}` })).join("\n");
  writeFileSync(join(cwd, "items.jsonl.gz"), gzipSync(`${JSONL}\n${many}`));
  const { out, err } = await watchdesk(["backtest", "--over", "items.jsonl.gz", "--json"], cwd, { isTTY: true });
  expect(JSON.parse(out)).toMatchObject({
    items: 602,
    heard: 1,
    heardPerDay: 0.1,
    samples: { alerts: [{ items: 1 }] },
  });
  expect(err).toMatch(/\[#*\.*\] \d+ of \d+ KB read/);
  expect(err).toMatch(/of 1 stories/);
});

test("recorded documents are tried, with the feed's place in the configuration", async () => {
  const cwd = desk();
  mkdirSync(join(cwd, "recorded/paper"), { recursive: true });
  writeFileSync(join(cwd, "recorded/paper/20190305T110000Z.xml"), rss([{ guid: "1", title: "Work at Sohae" }]));
  const { out } = await watchdesk(["backtest", "--over", "recorded"], cwd);
  expect(out).toContain("the rules in force: 1 alert in 1 day");
});

test("a watch file is tried by --file or by its name", async () => {
  const cwd = desk();
  writeFileSync(join(cwd, "mine.yaml"), "groups: {lorry: [trucks]}\nwatches: [{id: lorries, any: ['group:lorry']}]\n");
  const asked = { input: JSONL };
  const byOption = await watchdesk(["backtest", "--file", "mine.yaml", "--over", "-"], cwd, asked);
  expect(byOption.out).toContain("mine.yaml: 1 alert");
  expect((await watchdesk(["backtest", "mine.yaml", "--over", "-"], cwd, asked)).out).toBe(byOption.out);
});

test.each([
  [["backtest", "--over", "nowhere.jsonl"], /nowhere\.jsonl is not there/],
  [["backtest", "--file", "nowhere.yaml", "--over", "-"], /nowhere\.yaml: is not there/],
  [["backtest", "--over", "config"], /holds no recorded feed documents/],
])("%j is refused in words", async (args, message) => {
  await expect(watchdesk(args, desk())).rejects.toThrow(message);
});

describe("the guide's pack in ten minutes", () => {
  const steps = readFileSync("docs/watches.md", "utf8").split("## A pack in ten minutes")[1] ?? "";
  const [pack = "", typed = "", printed = ""] = [...steps.matchAll(/^ {3}```\w*\n([\s\S]*?)^ {3}```/gm)].map(
    ([, block = ""]) => block.replaceAll(/^ {3}/gm, ""),
  );

  test("prints what the guide says it prints", async () => {
    const cwd = desk();
    writeFileSync(join(cwd, "recalls.yaml"), pack);
    writeFileSync(join(cwd, "made-up.jsonl"), /END'\n([\s\S]*?)END\n/.exec(typed)?.[1] ?? "");
    const { out } = await watchdesk((/^npx watchdesk (.*)$/m.exec(typed)?.[1] ?? "").split(" "), cwd);
    expect(out).toBe(printed);
  });

  test("is the example that ships, but for what the trial showed to be missing", () => {
    const made = parse(pack);
    made.groups.recall.not = ["Total Recall"];
    expect(parse(readFileSync("config/examples/recalls.yaml", "utf8"))).toEqual({ pack: "recalls", ...made });
  });

  test("stays silent, as it ships, on the film that the trial brought up", async () => {
    const cwd = desk();
    const input = JSON.stringify({ title: "Total Recall returns to cinemas with free kettle for fans" });
    writeFileSync(join(cwd, "recalls.yaml"), readFileSync("config/examples/recalls.yaml"));
    const { out } = await watchdesk(["backtest", "recalls.yaml", "--over", "-"], cwd, { input });
    expect(out).toContain("recalls.yaml: 0 alerts");
  });
});
