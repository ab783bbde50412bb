import { expect, test } from "vitest";
import { shippedEntry } from "../../src/workers/entry.js";

const SOURCES = "file:///app/src/workers/entry.ts";

test("run from the sources, an entry is loaded from its build", () => {
  const entry = new URL("file:///app/src/parsing/parse.worker.js");
  expect(shippedEntry(entry, SOURCES).href).toBe("file:///app/dist/parsing/parse.worker.js");
});

test("an entry named by its source file is loaded from its build", () => {
  const entry = new URL("file:///app/src/parsing/parse.worker.ts");
  expect(shippedEntry(entry, SOURCES).href).toBe("file:///app/dist/parsing/parse.worker.js");
});

test("run from the build, an entry stays where it is", () => {
  const entry = new URL("file:///app/dist/parsing/parse.worker.js");
  expect(shippedEntry(entry, "file:///app/dist/workers/entry.js")).toBe(entry);
});

test("an entry outside the sources stays where it is", () => {
  const entry = new URL("file:///app/test/workers/trial.mjs");
  expect(shippedEntry(entry, SOURCES)).toBe(entry);
});

test("a folder above the project that is called src does not confuse it", () => {
  const entry = new URL("file:///home/src/app/src/web/page.worker.js");
  expect(shippedEntry(entry, "file:///home/src/app/src/workers/entry.ts").href).toBe(
    "file:///home/src/app/dist/web/page.worker.js",
  );
});
