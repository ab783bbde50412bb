import { expect, it } from "vitest";
import { urlOf } from "../src/url.js";

it("an address is taken apart, a relative one against its base", () => {
  expect(urlOf("https://paper.example/a?b=c")?.pathname).toBe("/a");
  expect(urlOf("/a", "https://paper.example/x/")?.href).toBe("https://paper.example/a");
});

it("what is no address is null", () => {
  for (const text of ["", "paper", "/a", "https://", "https://a b.example/", "http://1.2.3.4.5/"]) {
    expect(urlOf(text)).toBeNull();
  }
});

it("a host with letters of its own language stays one, however often it is asked for", () => {
  const address: string = JSON.parse('"https://m\u00fcnchen.example/1"');
  const hosts = new Set(Array.from({ length: 20_000 }, () => urlOf(address)?.host));
  expect([...hosts]).toEqual(["xn--mnchen-3ya.example"]);
});
