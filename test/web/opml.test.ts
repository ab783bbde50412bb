import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_OPML_FEEDS, type OpmlFeed, readOpml, writeOpml } from "../../src/web/opml.js";

const wrap = (body: string) => `<?xml version="1.0"?>\n<opml version="2.0"><head/><body>\n${body}\n</body></opml>`;
const outline = (url: string, more = "") => `<outline type="rss" text="Gazette" xmlUrl="${url}" ${more}/>`;

describe("a list of feeds", () => {
  test("is read with titles, sites and folders", () => {
    const inner = outline("https://gazette.example/feed?a=1&amp;b=2", 'htmlUrl="https://gazette.example/"');
    const xml = wrap(`<outline text="Asia"><outline title="Ports &amp; yards">${inner}</outline></outline>`);
    expect(readOpml(xml)).toEqual({
      feeds: [
        {
          url: "https://gazette.example/feed?a=1&b=2",
          title: "Gazette",
          siteUrl: "https://gazette.example/",
          folder: ["Asia", "Ports & yards"],
        },
      ],
      problems: [],
    });
  });

  test("is read whatever the case of its names", () => {
    const xml = `<OPML><Body><outline TEXT="G" XMLURL="https://g.example/feed"/></Body></OPML>`;
    expect(readOpml(xml).feeds[0]).toMatchObject({ url: "https://g.example/feed", title: "G" });
  });

  test("may hold outlines that open and close", () => {
    const xml = wrap(
      `<outline text="G" xmlUrl="https://g.example/feed"><outline text="an item"/></outline>${outline("https://h.example/feed")}`,
    );
    expect(readOpml(xml).feeds.map((feed) => [feed.url, feed.folder])).toEqual([
      ["https://g.example/feed", []],
      ["https://h.example/feed", []],
    ]);
  });

  test("counts a feed once", () => {
    expect(readOpml(wrap(outline("https://g.example/feed") + outline("https://g.example/feed"))).feeds).toHaveLength(1);
  });

  test("ignores comments, CDATA and what is in them", () => {
    expect(readOpml(wrap(`<!-- ${outline("https://g.example/a")} --><![CDATA[ <x> ]]>`))).toEqual({
      feeds: [],
      problems: [],
    });
  });

  test("takes feed: for https:", () => {
    expect(readOpml(wrap(outline("feed://g.example/feed"))).feeds[0]?.url).toBe("https://g.example/feed");
  });
});

describe("what is wrong with a list is told with its line", () => {
  test("an address that is none; the others stay", () => {
    const { feeds, problems } = readOpml(wrap(`${outline("nowhere")}\n${outline("https://g.example/feed")}`));
    expect(feeds).toHaveLength(1);
    expect(problems).toEqual([{ line: 3, message: "nowhere is not an address of the web" }]);
  });

  test.each([
    [
      "a list that breaks off",
      `<opml><body>\n${outline("https://g.example/f")}\n<outline text="x`,
      3,
      "no complete tag",
    ],
    ["a tag that is never closed", `<opml>\n<body>\n${outline("https://g.example/f")}`, 2, "<body> is never closed"],
    ["tags that cross", `<opml><body>${outline("https://g.example/f")}\n</opml></body>`, 2, "closes <body> of line 1"],
    ["a tag that closes nothing", `<opml>${outline("https://g.example/f")}</opml>\n</body>`, 2, "closes nothing"],
  ])("%s; the feeds before it stay", (_name, xml, line, message) => {
    const list = readOpml(xml);
    expect(list.problems).toEqual([{ line, message: expect.stringContaining(message) }]);
    expect(list.feeds).toHaveLength(1);
  });

  test.each([
    ["a page of HTML", "<!doctype html>\n<html></html>", 2, "<html> is not OPML"],
    ["a text", "hello", 1, "holds no <opml>"],
    ["nothing", "", 1, "holds no <opml>"],
    ["entities of its own", `<!DOCTYPE opml [<!ENTITY a "b">]>\n<opml/>`, 1, "declares entities"],
  ])("%s is no list", (_name, xml, line, message) => {
    expect(readOpml(xml)).toEqual({ feeds: [], problems: [{ line, message: expect.stringContaining(message) }] });
  });

  test("a list without end is cut", () => {
    const xml = wrap(
      Array.from({ length: MAX_OPML_FEEDS + 1 }, (_, n) => outline(`https://g.example/${n}`)).join("\n"),
    );
    const { feeds, problems } = readOpml(xml);
    expect(feeds).toHaveLength(MAX_OPML_FEEDS);
    expect(problems).toEqual([{ line: MAX_OPML_FEEDS + 3, message: expect.stringContaining("left out") }]);
  });

  test("an address with a password is told without it", () => {
    expect(JSON.stringify(readOpml(wrap(outline("ftp://desk:hunter2@g.example/"))))).not.toContain("hunter2");
  });
});

const text = fc
  .string({ unit: "binary", minLength: 1, maxLength: 20 })
  .filter((one) => one.trim() === one && /^[^\p{Cc}\p{Cs}\ufffe\uffff]+$/u.test(one));
const feed: fc.Arbitrary<OpmlFeed> = fc.record({
  url: fc.webUrl({ withQueryParameters: true }).map((url) => new URL(url).href),
  title: text,
  siteUrl: fc.option(fc.webUrl()),
  folder: fc.array(text, { maxLength: 3 }),
});

test("what is written is read again as it was", () => {
  fc.assert(
    fc.property(fc.uniqueArray(feed, { selector: (one) => one.url, maxLength: 12 }), text, (feeds, title) => {
      const list = readOpml(writeOpml({ title, feeds }));
      const byUrl = (a: OpmlFeed, b: OpmlFeed) => (a.url < b.url ? -1 : 1);
      expect(list.problems).toEqual([]);
      expect([...list.feeds].sort(byUrl)).toEqual([...feeds].sort(byUrl));
    }),
  );
});

test("no text makes reading throw", () => {
  const piece = fc.constantFrom(
    "<opml>",
    "<outline ",
    'text="',
    "'",
    ">",
    "/>",
    "</outline>",
    "<!--",
    "-->",
    "&#x110000;",
    "\n",
    "xmlUrl=",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const list = readOpml(pieces.join(""));
      for (const problem of list.problems) expect(problem.line).toBeGreaterThan(0);
    }),
  );
});

test("floods of half tags are read in linear time", () => {
  for (const flood of ["<", "<a ", "<!--", "<![CDATA[", '<a b="', "<?"]) {
    expect(readOpml(`<opml>${flood.repeat(200_000)}`).problems).toHaveLength(1);
  }
});

test("an outline that calls itself a feed and has no address is told with its line; folders are not", () => {
  const text = `<opml><body>\n<outline text="Asia">\n<outline type="rss" text="The Paper"/>\n</outline></body></opml>`;
  expect(readOpml(text)).toEqual({ feeds: [], problems: [{ line: 3, message: "The Paper has no xmlUrl" }] });
});

test("a list within the list is told, since it is not followed", () => {
  const text = '<opml><body>\n<outline type="include" text="Asia" url="https://g.example/asia.opml"/></body></opml>';
  expect(readOpml(text)).toEqual({
    feeds: [],
    problems: [{ line: 2, message: "Asia is a list of its own: import it too" }],
  });
});

test("an address of another kind is told as it stands", () => {
  const text = '<opml><body><outline xmlUrl="mailto:desk@paper.example"/></body></opml>';
  expect(readOpml(text).problems).toEqual([
    { line: 1, message: "mailto:desk@paper.example is not an address of the web" },
  ]);
});
