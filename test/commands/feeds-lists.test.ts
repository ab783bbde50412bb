import { expect, test } from "vitest";
import { parse } from "yaml";
import { revertFeeds } from "../../src/commands/feeds-change.js";
import { exportOpml, feedsAsYaml, importOpml } from "../../src/commands/feeds-lists.js";
import { feedFileSchema } from "../../src/config/feed-schema.js";
import { openDesk, wordsOf } from "./feeds-support.js";

const LIST = `<opml version="2.0"><body>
<outline text="Asia"><outline text="Korea">
  <outline text="Paper B" xmlUrl="https://b.example/feed"/>
</outline></outline>
<outline text="wire"><outline text="Agency C" xmlUrl="https://c.example/feed"/></outline>
<outline text="Broken" xmlUrl="not an address"/>
<outline text="Paper A" xmlUrl="http://www.a.example/feed/"/>
</body></opml>`;

test("an OPML list brings its feeds in their folders; a folder named after a kind is the kind", async () => {
  const { desk, again } = await openDesk();
  await importOpml(desk, "list.opml", LIST);
  const [, b, c] = (await again()).feeds;
  expect(b).toMatchObject({ id: "paper-b", title: "Paper B", folder: "Asia/Korea", kind: "newspaper" });
  expect(c).toMatchObject({ id: "agency-c", kind: "wire" });
  expect(c).not.toHaveProperty("folder");
});

test("a bad address in it is one line with file and place, and what was good comes in", async () => {
  const { desk } = await openDesk();
  const answer = await importOpml(desk, "list.opml", LIST);
  expect(answer.title).toBe("list.opml: 2 added, 1 known already, 1 left out");
  expect(wordsOf(answer)).toMatch(/^list\.opml:6: .*not an address of the web$/m);
});

test("a list that breaks off gives what stood before the break, and the line of it", async () => {
  const { desk, again } = await openDesk();
  const answer = await importOpml(
    desk,
    "cut.opml",
    `${LIST.slice(0, LIST.indexOf("</outline></outline>"))}<outline tex`,
  );
  expect(wordsOf(answer)).toMatch(/^cut\.opml:\d+: /m);
  expect((await again()).feeds.map((feed) => feed.id)).toEqual(["a", "paper-b"]);
});

test("a document that is no list changes nothing and says so with its line", async () => {
  const { desk, again } = await openDesk();
  const taken = importOpml(desk, "page.html", "<html><body/></html>");
  await expect(taken).rejects.toMatchObject({ message: "page.html:1: <html> is not OPML", hint: "nothing was added" });
  expect((await again()).feeds).toEqual(desk.feeds);
});

test("an import is taken back as one", async () => {
  const { desk, again } = await openDesk();
  await importOpml(desk, "list.opml", LIST);
  await revertFeeds(desk);
  expect((await again()).feeds).toEqual(desk.feeds);
});

test("what is exported as OPML comes back with addresses, titles, folders and kinds", async () => {
  const { desk, again } = await openDesk();
  await importOpml(desk, "list.opml", LIST);
  const whole = await again();
  const other = await openDesk({}, "feeds: []");
  await importOpml(other.desk, "own.opml", exportOpml(whole));
  const kept = (list: typeof whole.feeds) =>
    list.map(({ url, title, folder, kind, publisher }) => ({ url, title: title ?? publisher, folder, kind }));
  expect(kept((await other.again()).feeds)).toEqual(kept(whole.feeds));
});

test("the YAML of the feeds in force is a valid file that gives the same feeds", async () => {
  const { desk, again } = await openDesk();
  await importOpml(desk, "list.opml", LIST);
  const whole = await again();
  const file = feedFileSchema.parse(parse(feedsAsYaml(whole.feeds)));
  const other = await openDesk({}, `feeds:\n${feedsAsYaml(whole.feeds).replace(/^feeds:\n/, "")}`);
  expect(file.feeds).toHaveLength(3);
  expect(other.desk.feeds).toEqual(whole.feeds);
});
