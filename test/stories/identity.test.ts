import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalAddress, identitiesOf, idFrom, titleKey, wordsOfAddress } from "../../src/stories/identity.js";
import { storyItem } from "./support.js";

test("tracking parameters, scheme, www and a final slash do not change an address", () => {
  expect(canonicalAddress("https://www.news.example/a/b/?utm_source=x&id=7#top")).toBe("news.example/a/b?id=7");
  expect(canonicalAddress("http://news.example/a/b?id=7")).toBe("news.example/a/b?id=7");
});

test("parameters that name the page stay, in one order", () => {
  expect(canonicalAddress("https://n.example/read?sid=2&aid=1")).toBe(
    canonicalAddress("https://n.example/read?aid=1&sid=2"),
  );
  expect(canonicalAddress("https://n.example/read?aid=1")).not.toBe(canonicalAddress("https://n.example/read?aid=2"));
});

test("a front page, a mail address and nonsense name no item", () => {
  for (const url of ["https://news.example/", "mailto:desk@news.example", "not an address", null]) {
    expect(canonicalAddress(url)).toBeNull();
  }
});

test("an address that is plain already gets the same name as one that has to be taken apart", () => {
  const part = fc.string({
    unit: fc.constantFrom(..."ab0-._~/:@%é", "..", "/./", "xn--", "www.", ".2"),
    maxLength: 10,
  });
  fc.assert(
    fc.property(part, part, (host, path) => {
      const address = `https://${host}.example/a${path}`;
      expect(canonicalAddress(address)).toBe(canonicalAddress(`${address}?utm_source=x`));
    }),
    { numRuns: 2_000 },
  );
});

test("a title is known by its letters and digits in any script", () => {
  expect(titleKey("Missile fired, Seoul says!")).toBe("missilefiredseoulsays");
  expect(titleKey("북한, 동해상으로 탄도미사일 발사")).toBe("북한동해상으로탄도미사일발사");
});

test("a short title stands for nothing", () => {
  expect(titleKey("LIVE: updates")).toBeNull();
});

test("ids are short, stable and apart by kind", () => {
  expect(idFrom("s", "item-1")).toBe(idFrom("s", "item-1"));
  expect(idFrom("s", "item-1")).toMatch(/^s[0-9a-f]{12}$/);
  expect(idFrom("s", "item-1").slice(1)).not.toBe(idFrom("o", "item-1").slice(1));
});

test("an item is known by id, address and its publisher's title", () => {
  const item = storyItem({ id: "7", title: "A reactor was restarted", url: "https://p.example/x", publisher: "p" });
  expect(identitiesOf(item)).toEqual(["id 7", "url p.example/x", "title p areactorwasrestarted"]);
});

test("an address spells words, not its date or the number of its page", () => {
  const words = wordsOfAddress("https://n.example/2026-05-14/2026-05-14-dam-bursts-in-valley-7-dead-88213.html");
  expect(words.trim().split(/\s+/)).toEqual(["dam", "bursts", "in", "valley", "dead"]);
});
