import { expect, test } from "vitest";
import { parseText } from "./parse.js";

const feed = (items: unknown[], more: object = {}) =>
  JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "J", items, ...more });

test("JSON Feed 1.1 gives every field", async () => {
  const document = await parseText(
    feed(
      [
        {
          id: "7",
          url: "https://j.example/7",
          title: "Launch seen",
          content_html: "<p>One.</p><p>Two.</p>",
          date_published: "2026-03-04T05:06:07Z",
          date_modified: "2026-03-04T06:00:00Z",
          authors: [{ name: "Ana" }],
          language: "pt-BR",
        },
      ],
      { home_page_url: "https://j.example/", language: "pt" },
    ),
  );
  expect(document.feed).toEqual({ title: "J", url: "https://j.example/", language: "pt", format: "JSON Feed 1.1" });
  expect(document.items[0]).toEqual({
    guid: "7",
    url: "https://j.example/7",
    title: "Launch seen",
    text: "One.\nTwo.",
    author: "Ana",
    publishedAt: "2026-03-04T05:06:07.000Z",
    updatedAt: "2026-03-04T06:00:00.000Z",
    language: "pt-BR",
  });
});

test("JSON Feed 1.0 has one author and is named so", async () => {
  const document = await parseText(
    feed([{ id: "1", content_text: "t", author: { name: "B" } }], { version: "https://jsonfeed.org/version/1" }),
  );
  expect(document.feed.format).toBe("JSON Feed 1.0");
  expect(document.items[0]).toMatchObject({ author: "B", text: "t" });
});

test("an id that is a number is taken as text", async () => {
  expect((await parseText(feed([{ id: 12 }]))).items[0]?.guid).toBe("12");
});

test("a field of the wrong type costs that field alone", async () => {
  const document = await parseText(feed([{ id: "1", title: { x: 1 }, url: "/a", authors: "nobody" }, 5, null]));
  expect(document.items).toHaveLength(3);
  expect(document.items[0]).toMatchObject({ guid: "1", title: null, url: "https://paper.example/a", author: null });
});

test("text that looks like markup stays in content_text", async () => {
  expect((await parseText(feed([{ id: "1", content_text: "if a <b> c" }]))).items[0]?.text).toBe("if a <b> c");
});

test("JSON that is no feed is refused", async () => {
  await expect(parseText('{"error":"not found"}')).rejects.toMatchObject({
    code: "input",
    message: expect.stringMatching(/no JSON Feed/),
  });
});

test("broken JSON is refused", async () => {
  await expect(parseText('{"version": ')).rejects.toMatchObject({
    code: "input",
    message: expect.stringMatching(/broken/),
  });
});

test("a polluting key changes nothing", async () => {
  await parseText(
    '{"version":"https://jsonfeed.org/version/1","__proto__":{"polluted":1},"items":[{"__proto__":{"polluted":1}}]}',
  );
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});
