import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { printPlacements, standOf } from "../../src/cli/replay-report.js";
import { polledDesk } from "../support/desk.js";

const YAML = "watches: [{ id: sites, any: [Sohae, Yongbyon] }]";
const ITEMS = [
  { guid: "1", title: "Engine test stand rebuilt at Sohae" },
  { guid: "2", title: "Yongbyon: roof goes up over new enrichment hall" },
];

interface Line {
  item: { id: string };
  story: string;
  alert: { key: string } | null;
}

/** A desk with two stories, and what is listed of it. */
async function desk() {
  const polled = await polledDesk(YAML, ITEMS);
  const { store } = polled.app;
  async function listed(before = { items: 0, stories: 0, arrival: 0 }): Promise<Line[]> {
    const output = new PassThrough();
    const terminal = { env: {}, cwd: "/", input: output, output, errors: output, version: "0" };
    await printPlacements({ ...terminal, ending: new AbortController().signal }, store, before);
    const text = String(output.read() ?? "");
    return text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as Line]));
  }
  return { ...polled, store, listed };
}

test("each item is listed once with the alert in which it stands", async () => {
  const { listed } = await desk();
  const lines = await listed();
  expect(lines).toHaveLength(2);
  expect(new Set(lines.map((line) => line.alert?.key)).size).toBe(2);
});

test("an item whose story was merged into another is listed with that story and its alert", async () => {
  const { ask, listed } = await desk();
  const [one, other] = await listed();
  await ask(`stories merge ${one!.story} ${other!.story}`);
  const lines = await listed();
  expect(new Set(lines.map((line) => line.story)).size).toBe(1);
  expect(new Set(lines.map((line) => line.alert?.key)).size).toBe(1);
  expect(lines.every((line) => line.alert !== null)).toBe(true);
});

test("what an earlier replay brought is not listed again", async () => {
  const { store, listed } = await desk();
  expect(await listed(await standOf(store))).toEqual([]);
});
