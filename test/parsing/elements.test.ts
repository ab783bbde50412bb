/** What stands in items beside the plain elements of a format: modules under any prefix, XHTML, traps with a second title. */
import { expect, test } from "vitest";
import { atomItem, parseText, rss, rssItem } from "./parse.js";

const LINK = "<link>https://paper.example/1</link>";
const CONTENT = "http://purl.org/rss/1.0/modules/content/";
const MEDIA = "http://search.yahoo.com/mrss/";
const PODCAST = "http://www.itunes.com/dtds/podcast-1.0.dtd";

async function itemIn(namespaces: string, inside: string) {
  const document = await parseText(rss(`<item>${inside}</item>`, undefined, `version="2.0" ${namespaces}`));
  return document.items[0]!;
}

test("the whole text is taken whatever prefix its module was given", async () => {
  const inside = `${LINK}<description>Teaser</description><full:encoded><![CDATA[<p>The whole report</p>]]></full:encoded>`;
  expect((await itemIn(`xmlns:full="${CONTENT}"`, inside)).text).toBe("The whole report");
});

test("a podcast's own title and summary serve where there are no others", async () => {
  const inside = "<itunes:title>Part one</itunes:title><itunes:summary>On the strait</itunes:summary><guid>1</guid>";
  expect(await itemIn(`xmlns:itunes="${PODCAST}"`, inside)).toMatchObject({ title: "Part one", text: "On the strait" });
});

test("the item's title wins over that of its pictures, whichever comes first", async () => {
  const picture = "<media:content url='x'><media:title>The picture</media:title></media:content>";
  expect((await itemIn(`xmlns:media="${MEDIA}"`, `${picture}<title>The report</title>${LINK}`)).title).toBe(
    "The report",
  );
});

test("titles inside other elements are not the item's", async () => {
  const traps =
    "<enclosure url='x'><title>no</title></enclosure><image><title>no</title></image><gml:name>no</gml:name>";
  expect((await rssItem(`${traps}<title>The report</title>${LINK}`)).title).toBe("The report");
  const source = "<source><title>no</title><id>no</id><updated>2020-01-01T00:00:00Z</updated></source>";
  const item = await atomItem(`${source}<title>The entry</title><id>yes</id><updated>2026-03-04T12:00:00Z</updated>`);
  expect([item.title, item.guid, item.publishedAt]).toEqual(["The entry", "yes", "2026-03-04T12:00:00.000Z"]);
});

test("paragraphs of XHTML part the text under any prefix", async () => {
  const inline = '<content type="xhtml"><h:div><h:p>One</h:p><h:p>Two</h:p></h:div></content>';
  expect((await atomItem(inline)).text).toBe("One\nTwo");
});

test("a relation may be written as its registered address", async () => {
  const registered = "http://www.iana.org/assignments/relation/alternate";
  const links = `<link rel="via" href="https://v.example/"/><link rel="${registered}" href="https://paper.example/2"/>`;
  expect((await atomItem(links)).url).toBe("https://paper.example/2");
});

test("CDATA that holds its own end in two pieces is one text", async () => {
  expect((await rssItem(`<title><![CDATA[A ]]]]><![CDATA[> B]]></title>${LINK}`)).title).toBe("A ]]> B");
});

test("references of every kind are resolved, unknown ones stay as they are", async () => {
  const title = "&#8220;q&#8221; &#x2014; &hellip; &apos; &#150; &bogus; AT&T";
  expect((await rssItem(`<title>${title}</title>${LINK}`)).title).toBe("“q” — … ' – &bogus; AT&T");
});
