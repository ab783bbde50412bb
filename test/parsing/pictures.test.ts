/** Which picture of an item is kept, and which never is. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MIN_SIDE_PX, PICTURE_ALT_CHARS, pictureAddress, showablePicture } from "../../src/picture.js";
import { atomItem, parseText, rss, rssItem } from "./parse.js";

const MEDIA = 'version="2.0" xmlns:media="http://search.yahoo.com/mrss/"';
const PAD = "https://img.paper.example/pad.jpg";

/** The picture of the only item of an RSS document that has this inside its item. */
async function picture(inside: string) {
  const { items } = await parseText(rss(`<item><title>One line</title>${inside}</item>`, "<title>P</title>", MEDIA));
  return items[0]?.picture;
}

describe("an item's picture", () => {
  test("is Media RSS's content with its size and description", async () => {
    const inside = `<media:content url="${PAD}" type="image/jpeg" width="800" height="450">
      <media:title>Pad</media:title><media:description>The pad, seen from above</media:description></media:content>`;
    expect(await picture(inside)).toEqual({ url: PAD, alt: "The pad, seen from above", width: 800, height: 450 });
  });

  test.each([
    ["an enclosure", `<enclosure url="${PAD}" type="image/jpeg" length="0"/>`],
    ["a thumbnail", `<media:thumbnail url="${PAD}"/>`],
    ["content whose medium is image", `<media:content url="${PAD}" medium="image"/>`],
    ["content of which only the address tells", `<media:content url="${PAD}"/>`],
    ["a thumbnail within a group", `<media:group><media:thumbnail url="${PAD}" /></media:group>`],
    [
      "an enclosure that is never closed",
      `<enclosure url="${PAD}" type="image/jpeg"><link>https://paper.example/1</link>`,
    ],
  ])("may be %s", async (_, inside) => {
    expect(await picture(inside)).toMatchObject({ url: PAD });
  });

  test("may be Atom's enclosure, described by its title", async () => {
    const { picture: found } = await atomItem(`<link rel="enclosure" type="image/png" href="/a.png" title="The pad"/>`);
    expect(found).toEqual({ url: "https://paper.example/a.png", alt: "The pad", width: null, height: null });
  });

  test("may be JSON Feed's image, or else its banner", async () => {
    const items = [
      { id: "1", image: PAD, banner_image: "https://a.example/b.png" },
      { id: "2", banner_image: PAD },
    ];
    const feed = await parseText(JSON.stringify({ version: "https://jsonfeed.org/version/1.1", items }));
    expect(feed.items.map((item) => item.picture?.url)).toEqual([PAD, PAD]);
  });

  test("is the content before the enclosure before the thumbnail, wherever they stand", async () => {
    const thumbnail = '<media:thumbnail url="https://a.example/t.jpg" width="1000"/>';
    const enclosure = '<enclosure url="https://a.example/e.jpg" type="image/jpeg"/>';
    expect(await picture(`${thumbnail}${enclosure}`)).toMatchObject({ url: "https://a.example/e.jpg" });
    expect(await picture(`${thumbnail}<media:content url="${PAD}"/>${enclosure}`)).toMatchObject({ url: PAD });
  });

  test("is the first of several, unless that is small and a wider one comes", async () => {
    const content = (name: string, width: number) =>
      `<media:content url="https://a.example/${name}.jpg" width="${width}"/>`;
    expect(await picture(content("one", 800) + content("two", 1600))).toMatchObject({ width: 800 });
    expect(await picture(content("one", 140) + content("two", 460) + content("three", 300))).toMatchObject({
      width: 460,
    });
  });

  test("bears no words that describe another one", async () => {
    const face = `<media:content url="https://secure.gravatar.com/avatar/1?s=96" medium="image"><media:title>A writer</media:title></media:content>`;
    expect(await picture(`${face}<media:content url="${PAD}" medium="image"/>`)).toEqual({
      url: PAD,
      alt: null,
      width: null,
      height: null,
    });
  });

  test("bears no file's name for a description", async () => {
    const titled = (title: string) =>
      picture(`<media:content url="${PAD}"><media:title>${title}</media:title></media:content>`);
    expect((await titled("IMG_2034"))?.alt).toBeNull();
    expect((await titled("pad-final.jpg"))?.alt).toBeNull();
    expect((await titled("시험장"))?.alt).toBe("시험장");
  });

  test("bears no words of the video whose thumbnail it is", async () => {
    const video = '<media:content url="https://a.example/v.mp4" type="video/mp4"/>';
    const said = "<media:description>All about our channel</media:description>";
    const found = await picture(`<media:group>${video}<media:thumbnail url="${PAD}"/>${said}</media:group>`);
    expect(found).toMatchObject({ url: PAD, alt: null });
  });

  test("bears a description cut to its limit", async () => {
    const found = await picture(
      `<media:content url="${PAD}"/><media:description>${"한 ".repeat(500)}</media:description>`,
    );
    expect(found?.alt?.length).toBeLessThanOrEqual(PICTURE_ALT_CHARS);
    expect(found?.alt?.endsWith("…")).toBe(true);
  });

  test.each([
    ["the channel's own image", "", `<image><url>${PAD}</url></image>`],
    ["the first image of the content", `<description>&lt;img src="${PAD}"&gt; Text</description>`, ""],
    [
      "a podcast's cover",
      `<itunes:image xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" href="${PAD}"/>`,
      "",
    ],
    ["a video", '<media:content url="https://a.example/v.mp4" medium="video"/>', ""],
    ["a drawing that may hold a script", '<enclosure url="https://a.example/a.svg" type="image/svg+xml"/>', ""],
    ["a drawing under another type", '<enclosure url="https://a.example/a.svg?x=1" type="image/png"/>', ""],
    ["what nothing shows to be a picture", '<media:content url="https://a.example/v"/>', ""],
    ["a counter", `<media:content url="${PAD}" width="1" height="1" type="image/gif"/>`, ""],
    ["a counter without a size", '<media:thumbnail url="https://a.example/pixel.gif"/>', ""],
    ["what is not encrypted", '<enclosure url="http://a.example/a.jpg" type="image/jpeg"/>', ""],
    ["what is rated for adults", `<media:content url="${PAD}"><media:rating>adult</media:rating></media:content>`, ""],
  ])("is never %s", async (_, inside, channel) => {
    const { items } = await parseText(
      rss(`${channel}<item><title>One line</title>${inside}</item>`, "<title>P</title>", MEDIA),
    );
    expect(items[0]?.picture).toBeUndefined();
  });

  test("changes neither text nor title of its item", async () => {
    const plain = await rssItem("<title>One line</title><description>Words.</description>");
    const shown = await rssItem(
      `<title>One line</title><enclosure url="${PAD}" type="image/jpeg"/><description>Words.</description>`,
    );
    expect({ ...shown, picture: undefined }).toEqual({ ...plain, picture: undefined });
  });
});

describe("a picture's address", () => {
  test.each([
    "http://a.example/a.jpg",
    "https://user:word@a.example/a.jpg",
    "https://a.example:8443/a.jpg",
    "https://127.0.0.1/a.jpg",
    "https://2130706433/a.jpg",
    "https://0x7f.1/a.jpg",
    "https://8.8.8.8/a.jpg",
    "https://[::1]/a.jpg",
    "https://[::ffff:10.0.0.1]/a.jpg",
    "https://localhost/a.jpg",
    "https://localhost./a.jpg",
    "https://intranet/a.jpg",
    "https://files.corp.internal/a.jpg",
    "https://printer.local/a.jpg",
    "data:image/png;base64,AAAA",
    "javascript:alert(1)",
    "//a.example/a.jpg",
    "not an address",
    `https://a.example/${"x".repeat(3000)}.jpg`,
  ])("may not be %s", (url) => {
    expect(pictureAddress(url)).toBeNull();
  });

  test("is written as a browser would, without a fragment", () => {
    expect(pictureAddress("https://A.example/a b.jpg?w=1#top")).toBe("https://a.example/a%20b.jpg?w=1");
  });

  test("once allowed stays allowed as it is written", () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ["https", "http"], withQueryParameters: true }), (url) => {
        const address = pictureAddress(url);
        if (address !== null) expect(pictureAddress(address)).toBe(address);
      }),
    );
  });

  test.each([0, 1, MIN_SIDE_PX - 1, Number.NaN])("of a picture of %d px is not shown", (side) => {
    expect(showablePicture({ url: PAD, alt: null, width: side, height: null })).toBeNull();
    expect(showablePicture({ url: PAD, alt: null, width: null, height: side })).toBeNull();
  });
});
