import { expect, test } from "vitest";
import { atom, atomItem, parseText, rss, rssItem } from "./parse.js";

test("inline markup in a title keeps its order", async () => {
  expect((await rssItem("<title>North <b>Korea</b> tests <i>two</i> engines</title>")).title).toBe(
    "North Korea tests two engines",
  );
});

test("escaped markup in a title is removed", async () => {
  expect((await rssItem("<title>North &lt;b&gt;Korea&lt;/b&gt; tests</title>")).title).toBe("North Korea tests");
});

test("a bracket in a title that is no markup stays", async () => {
  expect((await rssItem("<title>Yield &lt; 5 kt and 3 < 4 </title>")).title).toBe("Yield < 5 kt and 3 < 4");
});

test("an Atom title of plain text keeps what looks like an unknown tag", async () => {
  expect((await atomItem('<title type="text">The &lt;launch&gt; command</title>')).title).toBe("The <launch> command");
});

test("title and guid with attributes come as text", async () => {
  const item = await rssItem('<title type="html">x</title><guid isPermaLink="false" x="y">g</guid>');
  expect(item).toMatchObject({ title: "x", guid: "g" });
});

test("a document after a bad one is judged for itself", async () => {
  await expect(parseText("<html><body>no</body></html>")).rejects.toMatchObject({ code: "input" });
  await expect(parseText("Service Unavailable")).rejects.toMatchObject({ code: "input" });
  expect((await rssItem("<title>fine</title>")).title).toBe("fine");
});

test("one bad date costs that date alone", async () => {
  const document = await parseText(
    atom(
      "<entry><id>1</id><updated>2026-13-45</updated></entry><entry><id>2</id><updated>2026-01-02T00:00:00Z</updated></entry>",
    ),
  );
  expect(document.items.map((item) => item.updatedAt)).toEqual([null, "2026-01-02T00:00:00.000Z"]);
});

test("an Atom link without attributes is read for its text", async () => {
  expect((await atomItem("<link>https://paper.example/1</link>")).url).toBe("https://paper.example/1");
});

test("a document that is cut short gives what is whole and what is begun", async () => {
  const whole = rss("<item><title>one</title><guid>1</guid></item><item><title>two</title><description>it beg");
  const document = await parseText(whole.slice(0, whole.indexOf("it beg") + 6));
  expect(document.items).toMatchObject([
    { title: "one", guid: "1" },
    { title: "two", text: "it beg" },
  ]);
});

test("a document that is cut short inside a tag gives the items before it", async () => {
  expect((await parseText('<rss><channel><item><title>one</title></item><item><link hre="')).items[0]?.title).toBe(
    "one",
  );
});

test("a bare ampersand stays an ampersand", async () => {
  const item = await rssItem("<title>R&D & more</title><link>https://paper.example/?a=1&copy=2&b=3</link>");
  expect(item).toMatchObject({ title: "R&D & more", url: "https://paper.example/?a=1&copy=2&b=3" });
});

test("named references of HTML are resolved, unknown ones stay", async () => {
  expect((await rssItem("<title>caf&eacute; &mdash; &nothing;</title>")).title).toBe("café — &nothing;");
});

test("references that were escaped twice are resolved twice", async () => {
  expect((await rssItem("<title>Ships &amp;#8211; and planes</title>")).title).toBe("Ships – and planes");
});

test("a link that was escaped twice is unescaped", async () => {
  expect((await rssItem("<link>https://paper.example/?a=1&amp;amp;b=2</link>")).url).toBe(
    "https://paper.example/?a=1&b=2",
  );
});

test("numeric references of windows-1252 mean what their writers meant", async () => {
  expect((await rssItem("<title>don&#146;t</title>")).title).toBe("don’t");
});

test("CDATA is taken as it is, also in pieces and beside text", async () => {
  expect((await rssItem("<title>a <![CDATA[b & c]]> d <![CDATA[e]]></title>")).title).toBe("a b & c d e");
});

test("CDATA that holds the element's own end tag does not end it", async () => {
  const item = await rssItem(
    "<title>t</title><description><![CDATA[<p></description></item> literal</p>]]></description>",
  );
  expect(item.text).toBe("literal");
});

test("CDATA that is never closed ends with its element", async () => {
  const document = await parseText(
    "<rss><channel><item><title><![CDATA[open</title><guid>1</guid></item></channel></rss>",
  );
  expect(document.items[0]).toMatchObject({ title: "open", guid: "1" });
});

test("an element that is never closed ends where the next one begins", async () => {
  const document = await parseText(
    rss("<item><title>one<link>https://p.example/1</link></item><item><title>two</title></item>"),
  );
  expect(document.items).toMatchObject([{ title: "one", url: "https://p.example/1" }, { title: "two" }]);
});

test("items that are never closed are items all the same", async () => {
  const document = await parseText(rss("<item><title>one</title><item><title>two</title>"));
  expect(document.items.map((item) => item.title)).toEqual(["one", "two"]);
});

test("an item inside another item that is empty is passed over", async () => {
  const document = await parseText(rss("<item><title>one</title><item /><guid>1</guid></item>"));
  expect(document.items).toMatchObject([{ title: "one", guid: "1" }]);
});

test("junk before and after the root is passed over", async () => {
  const junk = "\n<br />\n<b>Warning</b>: session in /x on line 2\n";
  const document = await parseText(
    `${junk}${rss("<item><title>one</title></item>")}\n<script>var x = 1;</script> more`,
  );
  expect(document.items).toHaveLength(1);
});

test("the title of an image or of a media group is not the title", async () => {
  const document = await parseText(
    rss(
      "<item><media:group><media:title>wrong</media:title></media:group><title>right</title></item>",
      "<image><title>logo</title><link>https://logo.example</link></image><title>The Paper</title>",
      'version="2.0" xmlns:media="http://search.yahoo.com/mrss/"',
    ),
  );
  expect(document.feed).toMatchObject({ title: "The Paper", url: null });
  expect(document.items[0]?.title).toBe("right");
});

test("a video's description counts where there is no other text", async () => {
  const item = await atomItem(
    '<media:group xmlns:media="http://search.yahoo.com/mrss/"><media:description>What is seen.</media:description></media:group>',
  );
  expect(item.text).toBe("What is seen.");
});

test("the whole text is taken before the teaser, whichever comes first", async () => {
  const whole = "<content:encoded><![CDATA[<p>All of it, at length.</p>]]></content:encoded>";
  const teaser = "<description>All of it…</description>";
  expect((await rssItem(whole + teaser)).text).toBe("All of it, at length.");
  expect((await rssItem(teaser + whole)).text).toBe("All of it, at length.");
});

test("a stub in the place of the whole text does not hide the description", async () => {
  const item = await rssItem(
    "<content:encoded>[…]</content:encoded><description>The ministry gave three reasons.</description>",
  );
  expect(item.text).toBe("The ministry gave three reasons.");
});

test("an XHTML text is read once, so that what it shows as markup stays", async () => {
  const item = await atomItem(
    '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The &lt;b&gt; tag</p><p>two</p></div></content>',
  );
  expect(item.text).toBe("The <b> tag\ntwo");
});

test("content of a binary type is taken from base64", async () => {
  const body = Buffer.from("<p>Plain at last</p>").toString("base64");
  expect((await atomItem(`<content type="application/octet-stream">${body}</content>`)).text).toBe("Plain at last");
});

test("an empty element is an empty text, an absent one is none", async () => {
  expect(await rssItem("<title></title>")).toMatchObject({ title: "", text: null });
});

test("keys that would pollute a prototype are fields like any other unknown", async () => {
  const item = await rssItem(
    "<__proto__><polluted>1</polluted></__proto__><constructor>x</constructor><title>t</title>",
  );
  expect(item.title).toBe("t");
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

test("control characters and halves of pairs do not come through", async () => {
  expect((await rssItem("<title>a\u0000b\u0007c&#x1F;d&#xD800;e\ufffff</title>")).title).toMatch(/^abcd\ufffdef$/);
});
