/** An index that starts anew on the store decides like the one that ran on, however old what it remembers is. */
import { expect, it } from "vitest";
import { openIndex } from "../../src/app/stories.js";
import type { Placement } from "../../src/model.js";
import { placeItem } from "../../src/pipeline/group.js";
import type { Store, StoryIndex } from "../../src/ports.js";
import { storyItem } from "../stories/support.js";
import { PLAN } from "../support/placed.js";
import { LEASE_MS, poll, polled } from "../support/store-builders.js";
import { onEveryStore } from "../support/store-contract.js";

const WINDOW = 12;
const DAY = 86_400_000;

/** Polls items with these titles and places each by the index, as the bot does. */
async function placeTitles(store: Store, index: StoryIndex, titles: string[]): Promise<Placement[]> {
  const first = index.seen;
  const items = titles.map((title, i) =>
    polled(`i${first + i}`, { title, text: "", url: null, publisher: `Paper ${i % 3}` }),
  );
  await poll(store, { items });
  const readings = await store.readings.claim({ owner: "one", limit: 100, leaseMs: LEASE_MS });
  const placements: Placement[] = [];
  for (const { item, hits } of readings) {
    const match = { hits, rejected: [] };
    const commit = { item: item.id, owner: "one", page: null, unread: "no", match, seen: index.seen };
    const { placed } = await store.readings.place(commit, {
      place: (unseen, one, regrouped) => {
        placements.push(placeItem(index, unseen, one, regrouped));
        return placements.at(-1)!;
      },
      regrouped: PLAN.regrouped,
      route: () => [],
    });
    index.learn(placed!);
  }
  return placements;
}

const reports = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => {
    const n = from + i;
    return `Crane number ${n % 4} raised at the ${["Sonae", "Karlova", "Ostrin"][n % 3]} dockyard, wave ${n} of works`;
  });

const PROBES = [...reports(0, 6), ...reports(30, 3), "Ferry sinks in heavy weather off the southern cape"];

/**
 * Probes share ids, so that the names of what they would open can be compared, and have no time: some stores' time moves
 * by the ageing of their rows, of which an index that runs on hears nothing.
 */
const decisions = (index: StoryIndex) =>
  PROBES.map((title, i) => index.decide(storyItem({ id: `probe-${i}`, title, publisher: "Probe" })));

onEveryStore("an index on the store", (at) => {
  it("that starts anew decides like the one that ran on, far more placements than it remembers later", async () => {
    const { store, elapse } = at();
    const running = await openIndex(store, [], WINDOW);
    await placeTitles(store, running, reports(0, 20));
    await elapse(2 * DAY);
    await placeTitles(store, running, reports(20, 15));
    const anew = await openIndex(await at().beside(), [], WINDOW);
    expect(anew.seen).toBe(running.seen);
    expect(decisions(anew)).toEqual(decisions(running));
  });

  it("remembers what is older than months, where nothing has come since", async () => {
    const { store, elapse } = at();
    const running = await openIndex(store, [], WINDOW);
    await placeTitles(store, running, reports(0, 8));
    await elapse(100 * DAY);
    const anew = await openIndex(await at().beside(), [], WINDOW);
    expect(anew.seen).toBe(8);
    expect(decisions(anew)).toEqual(decisions(running));
  });

  it("learns merges and splits by people in their place among the placements", async () => {
    const { store } = at();
    const running = await openIndex(store, [], WINDOW);
    const [tunnel, ferry] = await placeTitles(store, running, [
      "Tunnel digging resumes at the northern test site",
      "Ferry sinks in heavy weather off the southern cape",
    ]);
    const stories: [string, string] = [tunnel!.story, ferry!.story];
    await store.regroupings.commit({ kind: "merge", stories, by: "Ann" }, PLAN);
    await placeTitles(store, running, ["Second ferry sinks off the southern cape in heavy weather"]);
    await store.regroupings.commit({ kind: "split", story: tunnel!.story, items: ["i0"], by: "Ann" }, PLAN);
    await placeTitles(store, running, reports(0, 3));
    const anew = await openIndex(await at().beside(), [], WINDOW);
    expect(decisions(anew)).toEqual(decisions(running));
  });

  it("asks the store for no more than it remembers", async () => {
    const { store } = at();
    await placeTitles(store, await openIndex(store, [], WINDOW), reports(0, 30));
    let learned = 0;
    const counting: Pick<Store, "stories" | "regroupings"> = {
      regroupings: store.regroupings,
      stories: {
        ...store.stories,
        placementsSince: async (arrival, limit) => {
          const batch = await store.stories.placementsSince(arrival, limit);
          learned += batch.length;
          return batch;
        },
      },
    };
    await openIndex(counting, [], WINDOW);
    expect(learned).toBe(WINDOW);
  });
});
