import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  breakMentions,
  drawnLines,
  drawWithin,
  hostOf,
  linesWithin,
  linkable,
  looksLikeAddress,
  MAX_URL_CHARS,
  oneLine,
} from "../../src/channels/text.js";
import { anyText } from "../support/alerts.js";

const asIs = { write: (grapheme: string) => grapheme, weigh: (written: string) => written.length };
const doubled = { write: (grapheme: string) => `${grapheme}${grapheme}`, weigh: (written: string) => written.length };

describe("text from outside", () => {
  test("is put on one line", () => {
    expect(oneLine(" a\r\n b\u2028c\td ")).toBe("a b c d");
  });

  test("loses control characters, directional overrides and half surrogates", () => {
    expect(oneLine("a\u0000\u202eb\u2066c\ud83dd")).toBe("abc\ufffdd");
  });

  test("keeps joiners, which hold emoji and some scripts together", () => {
    expect(oneLine("👩‍👩‍👧‍👦 می‌خواهم")).toBe("👩‍👩‍👧‍👦 می‌خواهم");
  });

  test.each([
    "@everyone",
    "@here",
    "@Channel",
    "<!channel>",
    "<@U1>",
    "<#C1>",
    "</watch:1>",
    "<http://x|y>",
    "<t:1:R>",
  ])("%s is broken", (text) => {
    expect(breakMentions(text)).toBe(`${text[0]}\u200b${text.slice(1)}`);
  });

  test.each(["a < b", "me@example.org", "@someone", "3<4"])("%s is left as it is", (text) => {
    expect(breakMentions(text)).toBe(text);
  });

  test("is never drawn beyond its limit", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 200 }), fc.constantFrom(asIs, doubled), (text, max, drawing) => {
        expect(drawWithin(text, max, drawing).length).toBeLessThanOrEqual(max);
      }),
    );
  });

  test("is drawn whole when it fits, and marked when it does not", () => {
    expect(drawWithin("abc", 3, asIs)).toBe("abc");
    expect(drawWithin("abcd", 3, asIs)).toBe("ab…");
    expect(drawWithin("abcd", 5, doubled)).toBe("aabb…");
  });

  test("is cut between graphemes", () => {
    expect(drawWithin("e\u0301e\u0301e\u0301", 5, asIs)).toBe("e\u0301e\u0301…");
    expect(drawWithin("👩‍👩‍👧‍👦x", 11, asIs)).toBe("…");
  });
});

describe("addresses", () => {
  test.each([
    ["javascript:alert(1)"],
    ["data:text/html,x"],
    ["ftp://a.example/"],
    ["https://bank.example@evil.example/"],
    ["not an address"],
    [`https://a.example/${"x".repeat(MAX_URL_CHARS)}`],
    [null],
    [""],
  ])("%s is no link", (url) => {
    expect(linkable(url)).toBeNull();
  });

  test("keep their query and are written in the standard way", () => {
    expect(linkable("HTTPS://News.Example/a b?x=1&y=2")).toBe("https://news.example/a%20b?x=1&y=2");
  });

  test("are named by their host, look-alikes in punycode", () => {
    expect(hostOf(linkable("https://www.news.example/a")!)).toBe("news.example");
    expect(hostOf(linkable("https://аpple.com/")!)).toMatch(/^xn--/);
  });

  test.each(["https://a.example", "see bank.example", "www.bank"])("%s looks like one", (text) => {
    expect(looksLikeAddress(text)).toBe(true);
  });

  test.each(["The U.S. and 3.5 tonnes", "No address. At all", "위성사진"])("%s does not look like one", (text) => {
    expect(looksLikeAddress(text)).toBe(false);
  });
});

test("lines that do not fit are left out with a mark", () => {
  expect(linesWithin(["one", "two"], 20)).toBe("one\ntwo");
  expect(linesWithin(["one", "two", "three"], 11)).toBe("one\ntwo\n…");
});

test("each line of a text is drawn for itself, the empty ones are left out", () => {
  const draw = (line: string, max: number) => line.trim().slice(0, max);
  expect(drawnLines("one\n\n  two \nthree", 100, draw)).toEqual(["one", "two", "three"]);
});

test("lines end where their characters end, and no stump of a line is begun", () => {
  const draw = (line: string, max: number) => line.slice(0, max);
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 60 })), fc.integer({ min: 21, max: 200 }), (lines, max) => {
      expect(drawnLines(lines.join("\n"), max, draw).join("\n").length).toBeLessThanOrEqual(max);
    }),
  );
});
