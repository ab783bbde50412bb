import { expect, test } from "vitest";
import { linesOf, polledDesk } from "../support/desk.js";
import type { RssItem } from "../support/memory-fetcher.js";

const YAML = "watches: [{ id: sites, any: [Sohae, Yongbyon] }]";
const ITEMS: RssItem[] = [
  { guid: "1", title: "Engine test stand rebuilt at Sohae" },
  { guid: "2", title: "Yongbyon: roof goes up over new enrichment hall" },
  { guid: "3", title: "New enrichment hall under roof at Yongbyon, imagery suggests" },
];

interface Kept {
  story: string;
  item: { id: string };
}

/** A desk with two stories: the first item's, and that of the other two. */
async function desk() {
  const polled = await polledDesk(YAML, ITEMS);
  const kept = async (guid: string) => ((await polled.ask(`why https://news.example/${guid}`)).data as Kept[])[0]!;
  const [stand, roof, hall] = [await kept("1"), await kept("2"), await kept("3")];
  return { ...polled, kept, stand, roof, hall };
}

test("a story's timeline tells the first report, who repeats it, how it stands and where it is told", async () => {
  const { ask, roof } = await desk();
  const text = linesOf(await ask(`story ${roof.story}`));
  expect(text).toMatch(/Yongbyon/);
  expect(text).toContain("single origin: Paper A");
  expect(text).toContain("first report");
  expect(text).toContain("repeats Paper A");
  expect(text).toContain("alert in terminal: sent");
});

test("a timeline tells each step of the ladder with who took it and when", async () => {
  const confirmed = { guid: "4", title: "Defence ministry confirms new enrichment hall under roof at Yongbyon" };
  const { ask } = await polledDesk(YAML, [...ITEMS, confirmed]);
  const [kept] = (await ask("why https://news.example/4")).data as Kept[];
  const answer = await ask(`story ${kept!.story}`);
  expect(linesOf(answer)).toContain("now officially confirmed: Defence ministry");
  const { ladder } = answer.data as { ladder: { rung: string; by: string; at: number }[] };
  expect(ladder.map(({ rung, by }) => `${rung}: ${by}`)).toEqual([
    "single origin: Paper A",
    "officially confirmed: Defence ministry",
  ]);
  expect(ladder.every(({ at }) => at > 0)).toBe(true);
});

test("a story that is none points to where stories are listed", async () => {
  const { ask } = await desk();
  expect(linesOf(await ask("story s000"))).toContain("recent --stories lists the stories");
});

test("stories merge makes two stories one, says who, how to undo it, and both receipts tell", async () => {
  const { ask, kept, stand, roof } = await desk();
  const answer = await ask(`stories merge ${roof.story} ${stand.story}`, { asker: "slack: Ann" });
  expect(linesOf(answer)).toContain("Noted as done by slack: Ann");
  expect(answer.footer).toContain("To undo it: stories split");
  const [one, other] = [await kept("1"), await kept("2")];
  expect(other.story).toBe(one.story);
  const timeline = linesOf(await ask(`story ${one.story}`));
  expect(timeline).toMatch(/was merged into this one · by slack: Ann/);
  const moved = linesOf(await ask("why https://news.example/1")) + linesOf(await ask("why https://news.example/2"));
  expect(moved).toMatch(/was merged into s\w+ · by slack: Ann/);
});

test("a merged story's timeline is the elder's", async () => {
  const { ask, stand, roof } = await desk();
  const { data } = await ask(`stories merge ${stand.story} ${roof.story}`);
  const { story: younger } = data as { story: string };
  expect(linesOf(await ask(`story ${younger}`))).toContain(`${younger} is part of this story now`);
});

test("the line that undoes a merge undoes it", async () => {
  const { ask, kept, stand, roof } = await desk();
  const { footer } = await ask(`stories merge ${stand.story} ${roof.story}`);
  await ask(footer!.replace("To undo it: ", ""));
  expect((await kept("1")).story).toBe(stand.story);
  expect((await kept("2")).story).toBe(roof.story);
});

test("stories split takes an item by its address and makes it a story of its own", async () => {
  const { ask, kept, roof, hall } = await desk();
  expect(hall.story).toBe(roof.story);
  const answer = await ask(`stories split ${roof.story} https://news.example/3`);
  expect(answer.title).toMatch(/^1 item of s\w+ is story s\w+ now$/);
  expect((await kept("3")).story).not.toBe((await kept("2")).story);
  expect(linesOf(await ask(`story ${(await kept("3")).story}`))).toMatch(/split off from story s\w+ · by /);
});

test("what comes after a merge or a split is placed by it", async () => {
  const { ask, app, stand, roof } = await desk();
  await ask(`stories merge ${stand.story} ${roof.story}`);
  const [act] = await app.store.regroupings.since(0);
  const records = await app.store.items.find({ id: stand.item.id, identities: [] }, 1);
  expect(records[0]?.story).toBe(act?.into);
});

test.each([
  ["stories", "merge or split"],
  ["stories join a b", 'there is no "join"'],
  ["stories merge s1", "merge takes two stories"],
  ["stories split s1", "then the items that leave it"],
])("%s is answered with what it takes", async (line, words) => {
  const { ask } = await desk();
  await expect(ask(line)).rejects.toThrow(words);
});

test("what cannot be merged changes nothing and says why", async () => {
  const { ask, stand } = await desk();
  expect((await ask(`stories merge ${stand.story} s000`)).title).toBe("Nothing changed: there is no story s000");
});
