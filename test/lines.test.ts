import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { linesOf } from "../src/lines.js";

async function read(chunks: (string | Buffer)[], maxBytes = 1_000_000) {
  const lines = [];
  for await (const line of linesOf(Readable.from(chunks), maxBytes)) lines.push(line);
  return lines;
}

const texts = async (...chunks: (string | Buffer)[]) => (await read(chunks)).map((line) => line.text);

test("lines end with a newline, with or without a return before it", async () => {
  expect(await texts("a\nb\r\nc\n")).toEqual(["a", "b", "c"]);
});

test("the last line needs no end", async () => {
  expect(await texts("a\nb")).toEqual(["a", "b"]);
});

test("an empty line is a line", async () => {
  expect(await texts("a\n\nb\n")).toEqual(["a", "", "b"]);
});

test("a character that is split between chunks is whole", async () => {
  const bytes = Buffer.from("북한\n");
  expect(await texts(bytes.subarray(0, 2), bytes.subarray(2, 4), bytes.subarray(4))).toEqual(["북한"]);
});

test("a line is given before the next one is there", async () => {
  async function* slow() {
    yield Buffer.from("first\n");
    throw new Error("asked for more");
  }
  const lines = linesOf(Readable.from(slow()), 100);
  expect((await lines.next()).value).toEqual({ text: "first", tooLong: false });
});

test("of a line that is too long the beginning is kept, and the next line is whole", async () => {
  const lines = await read(["x".repeat(3_000), "x".repeat(3_000), "\nnext\n"], 2_000);
  expect(lines).toEqual([
    { text: "x".repeat(1_000), tooLong: true },
    { text: "next", tooLong: false },
  ]);
});

test("however the bytes come in chunks, the lines are the same", async () => {
  const lines = fc.array(fc.string({ unit: "grapheme" }).map((text) => text.replace(/[\r\n]/g, "")));
  await fc.assert(
    fc.asyncProperty(lines, fc.array(fc.nat(40)), async (list, cuts) => {
      const bytes = Buffer.from(list.map((line) => `${line}\n`).join(""));
      const chunks: Buffer[] = [];
      let from = 0;
      for (const cut of cuts) {
        chunks.push(bytes.subarray(from, from + cut));
        from += cut;
      }
      expect(await texts(...chunks.filter((chunk) => chunk.length > 0), bytes.subarray(from))).toEqual(list);
    }),
  );
});
