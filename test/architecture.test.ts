/** The rules of docs/architecture.md, kept as a test: who may import what, how large a file may be, which words we use. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const SRC = join(ROOT, "src");

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => ({ name, text: readFileSync(join(SRC, name), "utf8") }));

interface Import {
  file: string;
  folder: string;
  to: string;
  typeOnly: boolean;
}

const imports: Import[] = files.flatMap(({ name, text }) =>
  [...text.matchAll(/(?:^|\n)\s*(?:import|export)\s+(type\s)?[^;"']*?from\s+"([^"]+)"|import\("([^"]+)"\)/g)].map(
    (match) => ({
      file: name,
      folder: folderOf(name),
      to: resolveTo(name, match[2] ?? match[3] ?? ""),
      typeOnly: match[1] !== undefined,
    }),
  ),
);

function folderOf(name: string): string {
  return name.includes("/") ? (name.split("/")[0] ?? "") : name.replace(/\.ts$/, "");
}

function resolveTo(file: string, to: string): string {
  return to.startsWith(".") ? relative(SRC, join(SRC, file, "..", to)).replace(/\.js$/, ".ts") : to;
}

const offenders = (broken: (one: Import) => boolean) => imports.filter(broken).map((one) => `${one.file} -> ${one.to}`);

test("an address is taken apart by url.ts alone, since Node 20's URL.canParse is wrong of some once it is warm", () => {
  expect(files.filter(({ text }) => text.includes("URL.canParse(")).map(({ name }) => name)).toEqual([]);
});

test("the model imports nothing but itself", () => {
  expect(offenders((one) => one.file.startsWith("model") && !one.to.startsWith("model"))).toEqual([]);
});

test("the ports import the model alone", () => {
  expect(offenders((one) => one.file.startsWith("ports") && !/^(model|ports)/.test(one.to))).toEqual([]);
});

/** run.ts is the order; the steps poll, place and deliver put stages together. */
const STEPS = ["run.ts", "poll.ts", "place.ts", "deliver.ts"].map((name) => `pipeline/${name}`);

test("the stages of the pipeline do not import its steps, nor does any step but run.ts import another", () => {
  const broken = (one: Import) =>
    one.folder === "pipeline" && STEPS.includes(one.to) && one.file !== "pipeline/run.ts" && !one.typeOnly;
  expect(offenders(broken)).toEqual([]);
});

test("Slack and Discord see neither each other nor the store", () => {
  const broken = (one: Import) =>
    (one.folder === "slack" && /^(discord|store)\//.test(one.to)) ||
    (one.folder === "discord" && /^(slack|store)\//.test(one.to));
  expect(offenders(broken)).toEqual([]);
});

test("Slack's and Discord's folders hold the same files", () => {
  const names = (folder: string) => readdirSync(join(SRC, folder)).sort();
  expect(names("slack")).toEqual(names("discord"));
});

const ADAPTERS = /^(store|web|slack|discord|channels)\//;
/** Words that all channels share; no adapter is in them. */
const WORDS = ["text", "wording", "layout", "lines", "edit-gate", "finding", "picture-gate"].map(
  (name) => `channels/${name}.ts`,
);
/** The composition root and its parts. */
const isRoot = (name: string) => folderOf(name) === "app";

test("only the composition root imports adapters; the command line draws with the terminal's style", () => {
  const allowed = (one: Import) =>
    isRoot(one.file) ||
    one.typeOnly ||
    one.folder === one.to.split("/")[0] ||
    (one.folder === "cli" && one.to.startsWith("channels/terminal")) ||
    WORDS.includes(one.to) ||
    (one.folder === "stages" && /^(slack|discord)\/(render|notifier)\.ts$/.test(one.to));
  expect(offenders((one) => ADAPTERS.test(one.to) && !allowed(one))).toEqual([]);
});

const ONE_FOLDER: Record<string, string> = {
  "@slack/bolt": "slack",
  "@slack/web-api": "slack",
  "discord.js": "discord",
  libsql: "store",
  pg: "store",
  kysely: "store",
  undici: "web",
  "node-cron": "schedule",
  "rss-parser": "parsing",
  piscina: "workers",
  commander: "cli",
  pino: "log",
};

test.each(Object.entries(ONE_FOLDER))("%s is imported in src/%s alone", (name, folder) => {
  const allowed = (one: Import) => one.folder === folder || (name === "commander" && one.file === "main.ts");
  expect(offenders((one) => (one.to === name || one.to.startsWith(`${name}/`)) && !allowed(one))).toEqual([]);
});

const grep = (pattern: RegExp, except: string[] = []) =>
  files.filter(({ name, text }) => !except.includes(name) && pattern.test(text)).map(({ name }) => name);

test("time and randomness come in from the edge", () => {
  expect(grep(/Date\.now\(|new Date\(\)|Math\.random\(/, ["clock.ts"])).toEqual([]);
});

test("the environment is read at the edge alone", () => {
  expect(grep(/process\.env/, ["main.ts"])).toEqual([]);
});

test("signals and exit codes belong to main.ts", () => {
  expect(grep(/process\.(on|exit)\(|process\.exitCode/, ["main.ts"])).toEqual([]);
});

test("no file has more than 300 lines", () => {
  const long = files.filter(({ text }) => text.split("\n").length > 301).map(({ name }) => name);
  expect(long).toEqual([]);
});

test("main.ts has at most 60 lines and run.ts at most 150", () => {
  const lines = (file: string) => readFileSync(join(SRC, file), "utf8").split("\n").length - 1;
  expect(lines("main.ts")).toBeLessThanOrEqual(60);
  expect(lines("pipeline/run.ts")).toBeLessThanOrEqual(150);
});

test("no file is named after a word that the glossary refuses", () => {
  const refused = /(^|[/-])(utils?|helpers?|managers?|services?|notifications?)(\.|-|\/)|(^|\/)index\./;
  expect(files.map(({ name }) => name).filter((name) => refused.test(name))).toEqual([]);
});

test("no type or function is named after a word that the glossary refuses", () => {
  expect(grep(/\b(class|interface|type|function)\s+\w*(Util|Helper|Manager|Service|Notification)s?\b/)).toEqual([]);
});

test("every warning and error in the pipeline names its stage", () => {
  const silent = files
    .filter(({ name }) => name.startsWith("pipeline/"))
    .flatMap(({ name, text }) =>
      [...text.matchAll(/log\.(warn|error)\(([^)]*)/g)].map((match) => `${name}: ${match[2]}`),
    )
    .filter((call) => !/stage/.test(call));
  expect(silent).toEqual([]);
});
