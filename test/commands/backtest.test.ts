import { expect, test } from "vitest";
import { rateText } from "../../src/commands/backtest-answer.js";
import { linesOf, polledDesk } from "../support/desk.js";
import type { RssItem } from "../support/memory-fetcher.js";

const YAML = "watches: [{ id: sites, any: [Sohae, Sanumdong] }, { id: list, any: [choir], severity: digest }]";
const ITEMS: RssItem[] = [
  { guid: "1", title: "Work seen at Sohae", text: "Cranes stand at the pad." },
  { guid: "2", title: "Brass bands and dancers fill streets for a Sanumdong parade" },
  { guid: "3", title: "School choir wins prize" },
  { guid: "4", title: "Potato harvest begins" },
];
const desk = () => polledDesk(YAML, ITEMS);

test("backtest without a word tells what the rules in force alert", async () => {
  const { ask } = await desk();
  const text = linesOf(await ask("backtest"));
  expect(text).toContain("the rules in force: 2 alerts in 1 day, 2 a day");
  expect(text).toContain("4 items from 2019-03-08 to 2019-03-08; 3 hit a watch");
  expect(text).toContain("list (digest): for the digest, 1 item");
});

test("backtest of new words tells what they would add, and leaves the rules as they are", async () => {
  const { ask, app } = await desk();
  const before = await app.store.queries.status();
  const answer = await ask("backtest potato harvest");
  expect(answer.title).toBe("watch potato-harvest: 1 alert in 1 day, 1 a day");
  const text = linesOf(answer);
  expect(text).toContain("against the rules in force: 1 new, 0 gone; all watches together 2 now, 3 then");
  expect(text).toContain("new: Potato harvest begins · potato-harvest · Potato harvest in the title at 0-14");
  expect(text).toContain("Nothing was changed or sent.");
  expect(await app.store.queries.status()).toEqual(before);
});

test("backtest with --none tells what a watch would lose, and why", async () => {
  const { ask } = await desk();
  const text = linesOf(await ask("backtest sites --none parade"));
  expect(text).toContain("watch sites without parade: 1 alert");
  expect(text).toMatch(/gone: Brass bands.*now: ruled out by parade/);
});

test("backtest takes a watch in YAML as chats send it", async () => {
  const { ask } = await desk();
  const answer = await ask("backtest {id: pads, any: [cranes], none: [helipad]} --limit 3");
  expect(answer.data).toMatchObject({
    gained: 1,
    watches: [{ watch: "pads", overlap: [{ watch: "sites", stories: 1 }] }],
  });
  expect(linesOf(answer)).toContain("alerted by sites all the same");
});

test.each([
  ["backtest {id: pads, anny: [x]}", /anny/],
  ["backtest {any: ['entity:nowhere']}", /no entity called "nowhere"/],
  ["backtest sitez --none x", /did you mean sites/],
])("%s is refused in words", async (line, message) => {
  const { ask } = await desk();
  await expect(ask(line)).rejects.toThrow(message);
});

test("backtest lets others have their turn while it matches", async () => {
  const items = Array.from({ length: 300 }, (_, n) => ({ guid: String(n), title: `Tram ${n} is late again` }));
  const { ask } = await polledDesk(YAML, items);
  const state = { turns: 0, over: false };
  const turn = () => {
    state.turns += 1;
    if (!state.over) setImmediate(turn);
  };
  setImmediate(turn);
  await ask("backtest Sohae");
  state.over = true;
  expect(state.turns).toBeGreaterThanOrEqual(300 / 50);
});

test("backtest over nothing says so", async () => {
  const { ask } = await polledDesk(YAML, []);
  expect((await ask("backtest Sohae")).title).toContain("there are no items to try it on");
});

test.each([
  [0, 7, "0 alerts in 7 days"],
  [1, 1, "1 alert in 1 day, 1 a day"],
  [12, 61, "12 alerts in 61 days, one in 5.1 days"],
  [900, 30, "900 alerts in 30 days, 30 a day"],
])("%d alerts in %d days are read aloud as they are", (count, days, said) => {
  expect(rateText(count, days)).toBe(said);
});
