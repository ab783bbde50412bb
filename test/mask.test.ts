import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskUrl, shownUrl } from "../src/mask.js";

describe("masked addresses", () => {
  test.each([
    ["https://news.example/feed?page=2", "https://news.example/feed?page=2"],
    ["https://desk:pw@news.example/feed", "https://***@news.example/feed"],
    ["https://news.example/feed?token=abc&page=2", "https://news.example/feed?token=***&page=2"],
    ["https://news.example/feed?api_key=abc", "https://news.example/feed?api_key=***"],
    ["https://news.example/feed?apikey=abc#x", "https://news.example/feed?apikey=***"],
    ["https://news.example/f?x=a1b2c3d4e5f6a7b8c9d0e1", "https://news.example/f?x=***"],
    ["https://news.example/private/a1b2c3d4e5f6a7b8c9d0e1/rss", "https://news.example/private/***/rss"],
    ["https://news.example/123e4567-e89b-12d3-a456-426614174000", "https://news.example/***"],
    [
      "https://news.example/2026/01/harbour-opens-again-after-12-years",
      "https://news.example/2026/01/harbour-opens-again-after-12-years",
    ],
    ["//desk:pw@news.example/feed?token=abc", "//***@news.example/feed"],
  ])("%s is shown as %s", (url, shown) => expect(maskUrl(url)).toBe(shown));

  test("a password never shows, whatever the address", () => {
    const word = fc.stringMatching(/^[a-z]{8,12}$/);
    fc.assert(
      fc.property(word, fc.webUrl({ withQueryParameters: true }), (password, url) => {
        fc.pre(!url.includes(password));
        expect(maskUrl(url.replace("//", `//u:${password}@`))).not.toContain(password);
        expect(maskUrl(`${url.split(/[?#]/)[0]}?access_token=${password}`)).not.toContain(password);
      }),
    );
  });
});

describe("an address as people are shown it", () => {
  test.each([
    "https://news.example/feed?page=2#top",
    "https://news.google.com/rss/search?q=%22Sohae%22%20OR%20%22Tongchang-ri%22&hl=en-US",
    "https://news.example/private/a1b2c3d4e5f6a7b8c9d0e1/rss?a1b2c3d4e5f6a7b8c9d0e1f2",
    "nowhere",
  ])("%s stays as it is", (url) => expect(shownUrl(url)).toBe(url));

  test.each([
    ["https://desk:pw@news.example/feed", "https://***@news.example/feed"],
    [
      "https://news.example/a1b2c3d4e5f6a7b8c9d0e1?token=abc&page=2",
      "https://news.example/a1b2c3d4e5f6a7b8c9d0e1?token=***&page=2",
    ],
  ])("%s is shown as %s", (url, shown) => expect(shownUrl(url)).toBe(shown));

  test("a password never shows, whatever the address", () => {
    const word = fc.stringMatching(/^[a-z]{8,12}$/);
    fc.assert(
      fc.property(word, fc.webUrl({ withQueryParameters: true }), (password, url) => {
        fc.pre(!url.includes(password));
        expect(shownUrl(url.replace("//", `//u:${password}@`))).not.toContain(password);
        expect(shownUrl(`${url.split(/[?#]/)[0]}?access_token=${password}`)).not.toContain(password);
      }),
    );
  });
});
