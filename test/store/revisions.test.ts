import { expect, it } from "vitest";
import type { ItemChange, RevisionPlan, StoryState, WantedDelivery } from "../../src/ports.js";
import { hit, LEASE_MS, placeAll, planFor, poll, pollCommit, polled, wanted } from "../support/store-builders.js";
import { onEveryStore, type StoreUnderTest } from "../support/store-contract.js";

const edited = (id: string, title = `Edited ${id}`, text = "Edited text") => ({
  id,
  title,
  text,
  updatedAt: null,
  hits: [hit()],
});

/** One story of two items, its alert wanted in one channel. */
async function placed({ store }: StoreUnderTest): Promise<void> {
  await store.deliveries.syncChannels([{ id: "desk", account: null, settings: "" }]);
  await poll(store, { items: [polled("a"), polled("b")] });
  await placeAll(
    store,
    "s1",
    planFor("s1", (revision) => [wanted({}, { revision })]),
  );
}

/** A plan that wants the alert anew and records what it was asked. */
function recording(wants: (story: StoryState) => WantedDelivery[] = ({ revision }) => [wanted({}, { revision })]) {
  const asked: { story: StoryState; change: ItemChange; told: string[] }[] = [];
  const plan: RevisionPlan = {
    revised: (story, change, { told }) => {
      asked.push({ story, change, told });
      return wants(story);
    },
  };
  return { plan, asked };
}

async function edit({ store }: StoreUnderTest, revisions: ReturnType<typeof edited>[], plan?: RevisionPlan) {
  await store.feeds.claimDue({ owner: "one", limit: 1, leaseMs: LEASE_MS });
  return store.feeds.commitPoll(pollCommit({ revisions, nextInMs: 0 }), plan);
}

onEveryStore("an edit of a placed item", (at) => {
  it("asks the plan with both wordings and the story as it would stand", async () => {
    await placed(at());
    const { plan, asked } = recording();
    await edit(at(), [edited("b")], plan);
    expect(asked).toMatchObject([
      {
        story: { id: "s1", revision: 3, headline: "Activity reported, part a" },
        change: {
          item: "b",
          publisher: "Wire A",
          before: { title: "Activity reported, part b" },
          after: { title: "Edited b", text: "Edited text" },
        },
        told: [],
      },
    ]);
    expect(asked[0]?.story.reports.map((report) => report.title)).toEqual(["Activity reported, part a", "Edited b"]);
  });

  it("raises the story's revision together with what the plan wants", async () => {
    await placed(at());
    await edit(at(), [edited("b")], recording().plan);
    expect(await at().store.stories.get("s1")).toMatchObject({ revision: 3 });
    expect(await at().store.queries.deliveriesOf("s1")).toMatchObject([{ wantedRevision: 3 }]);
  });

  it("gives the story a new headline when the item opened it, and only then", async () => {
    await placed(at());
    await edit(at(), [edited("b"), edited("a", "New headline")], recording().plan);
    expect(await at().store.stories.get("s1")).toMatchObject({
      revision: 4,
      headline: "New headline",
      reports: [{ title: "New headline" }, { title: "Edited b" }],
    });
  });

  it("leaves the story's revision and headline when the plan wants nothing", async () => {
    await placed(at());
    await edit(at(), [edited("a")], recording(() => []).plan);
    expect(await at().store.stories.get("s1")).toMatchObject({ revision: 2, headline: "Activity reported, part a" });
  });

  it("is not asked of when the poll brings the same words again", async () => {
    await placed(at());
    const { plan, asked } = recording();
    await edit(at(), [edited("a")], plan);
    await edit(at(), [edited("a")], plan);
    expect(asked).toHaveLength(1);
  });

  it("is undone with the poll when what the plan wants cannot be kept", async () => {
    await placed(at());
    const broken = recording(() => [wanted({}, { revision: Number.NaN })]);
    await expect(edit(at(), [edited("a")], broken.plan)).rejects.toMatchObject({ code: "store" });
    expect(await at().store.stories.get("s1")).toMatchObject({ revision: 2, headline: "Activity reported, part a" });
    expect(await at().rows("select * from revision")).toEqual([]);
  });

  it("changes nothing without a plan", async () => {
    await placed(at());
    await edit(at(), [edited("a")]);
    expect(await at().store.stories.get("s1")).toMatchObject({ revision: 2 });
  });

  it("tells in which channels the alert stands, or is being sent", async () => {
    await placed(at());
    const { store } = at();
    const { plan, asked } = recording();
    await store.deliveries.claimChannel({ owner: "one", leaseMs: LEASE_MS, channels: ["desk"] });
    await store.deliveries.begin(wanted().key, "one", 1);
    await edit(at(), [edited("a")], plan);
    await store.deliveries.settle(wanted().key, "one", {
      revision: 2,
      result: { kind: "sent", reference: "r1", url: null },
      retryInMs: 0,
    });
    await edit(at(), [edited("a", "Edited again")], plan);
    expect(asked.map(({ told }) => told)).toEqual([["desk"], ["desk"]]);
  });

  it("is part of the story's wordings, from the first on", async () => {
    await placed(at());
    await edit(at(), [edited("b", "Second")]);
    await edit(at(), [edited("b", "Third")]);
    const wordings = await at().store.stories.wordings("s1");
    expect(wordings.map(({ item, number, title }) => [item, number, title])).toEqual([
      ["b", 0, "Activity reported, part b"],
      ["b", 1, "Second"],
      ["b", 2, "Third"],
    ]);
    expect(wordings.every(({ seenAt }) => Number.isFinite(seenAt))).toBe(true);
  });
});

onEveryStore("a placement", (at) => {
  it("hands the plan the channels in which the alert stands", async () => {
    await placed(at());
    const { store } = at();
    await store.deliveries.claimChannel({ owner: "one", leaseMs: LEASE_MS, channels: ["desk"] });
    await store.deliveries.begin(wanted().key, "one", 1);
    await poll(store, { items: [polled("c")] });
    const told: string[][] = [];
    await placeAll(store, "s1", {
      ...planFor("s1"),
      route: (_, __, memory) => {
        told.push(memory.told);
        return [];
      },
    });
    expect(told).toEqual([["desk"]]);
  });
});
