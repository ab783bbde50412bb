import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { WatchdeskError } from "../src/errors.js";
import { runStage, type StageFilter } from "../src/stage.js";

const echo: StageFilter = {
  answer(line) {
    if (line["bad"]) throw new WatchdeskError("input", "bad was asked for");
    return { got: line["x"] };
  },
};

async function run(lines: string[], filter: StageFilter = echo): Promise<unknown[]> {
  const output = new PassThrough();
  const all = text(output);
  await runStage(filter, Readable.from(lines.map((line) => `${line}\n`)), output);
  output.end();
  return (await all)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

test("a filter answers one line for one line, in order", async () => {
  expect(await run(['{"id":1,"x":"a"}', '{"id":2,"x":"b"}'])).toEqual([
    { id: 1, ok: true, got: "a" },
    { id: 2, ok: true, got: "b" },
  ]);
});

test("a bad line is answered with its error and the filter goes on", async () => {
  expect(await run(["{", '{"id":7,"bad":true}', '{"id":8,"x":1}'])).toEqual([
    { id: null, ok: false, error: { code: "input", message: "the line is not JSON" } },
    { id: 7, ok: false, error: { code: "input", message: "bad was asked for" } },
    { id: 8, ok: true, got: 1 },
  ]);
});

test("a line over the filter's length is refused under its id and the filter goes on", async () => {
  const short: StageFilter = { ...echo, maxLineBytes: 50 };
  const long = `{"id":"a \\"b","x":"${"y".repeat(100)}"}`;
  expect(await run([long, '{"id":8,"x":1}'], short)).toEqual([
    { id: 'a "b', ok: false, error: { code: "limit", message: "the line is over 50 bytes" } },
    { id: 8, ok: true, got: 1 },
  ]);
});
