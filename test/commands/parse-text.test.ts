import fc from "fast-check";
import { expect, test } from "vitest";
import { readInput } from "../../src/commands/command.js";
import { parseText } from "../../src/commands/parse-text.js";
import { COMMANDS } from "../../src/commands/registry.js";
import { WatchdeskError } from "../../src/errors.js";

function input(line: string) {
  const { command, raw } = parseText(line, COMMANDS);
  return { name: command.name, ...readInput(command, raw) };
}

const DEFAULTS = { name: "recent", watch: null, since: null, limit: 10, stories: false, text: null };

test.each([
  ["recent", {}],
  ["RECENT", {}],
  ["recent --watch sohae", { watch: "sohae" }],
  ["recent --watch=sohae", { watch: "sohae" }],
  ["recent watch:sohae", { watch: "sohae" }],
  ["recent watch=sohae", { watch: "sohae" }],
  ["recent \u2014watch sohae", { watch: "sohae" }],
  ['recent --watch "North Korea"', { watch: "North Korea" }],
  ['recent --watch="North Korea"', { watch: "North Korea" }],
  ["recent --watch \u201cNorth Korea\u201d", { watch: "North Korea" }],
  ["recent --since 2d --limit 5", { since: 172_800_000, limit: 5 }],
  ["recent --stories", { stories: true }],
  ["recent engine test", { text: "engine test" }],
  ["recent --stories engine test --limit 3", { stories: true, text: "engine test", limit: 3 }],
  ["recent https://news.example/1", { text: "https://news.example/1" }],
])("%s", (line, expected) => {
  expect(input(line)).toEqual({ ...DEFAULTS, ...expected });
});

test("nothing at all asks for help", () => {
  expect(input("")).toEqual({ name: "help" });
});

test.each([
  ["recnt", /no command "recnt"; did you mean recent\?/],
  ["recent --wach x", /no option "wach"; did you mean watch\?/],
  ["recent --limit 500", /limit: expected a whole number from 1 to 50/],
  ["recent --limit five", /limit: expected a whole number/],
  ["recent --since soon", /since: expected a time span such as/],
  ["recent --watch", /--watch needs a value/],
  ["status now", /status takes no words: "now"/],
])("%s is refused in words", (line, message) => {
  expect(() => input(line)).toThrow(message);
});

test("any text is either an input or a usage error", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (line) => {
      try {
        input(`recent ${line}`);
      } catch (error) {
        expect(error).toBeInstanceOf(WatchdeskError);
        expect((error as WatchdeskError).code).toBe("usage");
      }
    }),
  );
});
