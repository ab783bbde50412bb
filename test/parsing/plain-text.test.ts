import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanText, htmlToText } from "../../src/parsing/plain-text.js";

test.each([
  ["<p>One.</p><p>Two.</p>", "One.\nTwo."],
  ["one<br/>two<BR>three", "one\ntwo\nthree"],
  ["<ul><li>a</li><li>b</li></ul>", "a\nb"],
  ["a <b>bold</b>, <i>slanted</i> word", "a bold, slanted word"],
  ["in<em>side</em> a word", "inside a word"],
  ["<div><p> one </p></div><br><hr/><p>two</p>", "one\ntwo"],
  ["<p></p>one<p> </p>1 <p>< 2", "one\n1\n< 2"],
  ["<script>var a = '<p>';</script>seen<style>p{}</style>", "seen"],
  ["<!-- hidden --> seen <!-- > -->", "seen"],
  ["1 < 2 and 3 > 2", "1 < 2 and 3 > 2"],
  ["I <3 it", "I <3 it"],
  ["cut <a href='x", "cut"],
  ["AT&amp;T &copy; &#8212; &nbsp; x", "AT&T © — x"],
  ['<img alt="a > b">after', "after"],
  ["<!doctype html>x<?php echo 1 ?>y", "xy"],
  ["</p>", ""],
  ["<", "<"],
  ["<script>never closed", ""],
])("%j reads as %j", (html, text) => {
  expect(htmlToText(html)).toBe(text);
});

test("white space is folded to one space, and to one line end between blocks", () => {
  expect(htmlToText("  a \n\t b <p>\n</p> <div> c </div> ")).toBe("a b\nc");
});

test("control characters are removed and windows-1252's are mended", () => {
  expect(cleanText("\ufeffa\u0000b\u0092s\u007f")).toBe("ab’s");
});

test("a pair of surrogates stays, a half does not", () => {
  expect(cleanText("🚀 \ud800 x \udc00")).toBe("🚀 \ufffd x \ufffd");
});

test("text without markup, references and odd characters is untouched", () => {
  expect(htmlToText("Ракета 미사일 misil.")).toBe("Ракета 미사일 misil.");
});

test("whatever comes in, what goes out is clean and each of its lines stays as it is when cleaned again", () => {
  const wild = fc.array(
    fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("<", ">", "<p>", "</p>", "<!--", "&lt;", "&#0;", '="', " ", "\n"),
    ),
  );
  fc.assert(
    fc.property(wild, (parts) => {
      const text = htmlToText(parts.join(""));
      expect(text).toBe(text.trim());
      for (const line of text.split("\n")) expect(cleanText(line)).toBe(line);
    }),
  );
});
