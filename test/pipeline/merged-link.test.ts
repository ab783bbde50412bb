/** A merged story's message leads to the elder's message in the same channel. */
import { expect, it } from "vitest";
import type { Outgoing } from "../../src/model.js";
import { drainChannel } from "../../src/pipeline/deliver.js";
import type { Log, Notifier } from "../../src/ports.js";
import { PLAN, placed } from "../support/placed.js";
import { LEASE_MS } from "../support/store-builders.js";
import { onEveryStore, type StoreUnderTest, steppingClock } from "../support/store-contract.js";

const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} };
const WAIT_MS = 60_000;

/** Sends all that is due in these channels; tells of each alert how it was brought, and whither a merged one leads. */
async function drained({ store }: StoreUnderTest, ...channels: string[]): Promise<string[]> {
  const shown: string[] = [];
  const notifier = (channel: string): Notifier => ({
    platform: "webhook",
    gapMs: 0,
    send: async ({ body, reference }: Outgoing) => {
      if (body.kind !== "alert") return { kind: "sent", reference: "note", url: null };
      const { story, mergedInto } = body.alert;
      const link = mergedInto === null ? "" : ` -> ${mergedInto.url}`;
      shown.push(`${channel} ${reference === null ? "sent" : "edited"} ${story}${link}`);
      return { kind: "sent", reference: story, url: `https://${channel}.example/${story}` };
    },
  });
  const deps = {
    store,
    notifiers: new Map(channels.map((id) => [id, notifier(id)])),
    summariser: { summarise: async () => ({ sentences: [], method: "lead" as const }) },
    findPlaces: () => [],
    summaryLimits: { maxSentences: 2, maxChars: 500 },
    clock: steppingClock(),
    random: () => 0.5,
    log: quiet,
    owner: "one",
    operators: [],
    signal: new AbortController().signal,
  };
  for (;;) {
    const claim = await store.deliveries.claimChannel({ owner: "one", leaseMs: LEASE_MS, channels });
    if (claim === null) return shown;
    await drainChannel(deps, claim);
  }
}

onEveryStore("the link of a merged story", (at) => {
  const merge = () => at().store.regroupings.commit({ kind: "merge", stories: ["elder", "young"], by: "Ann" }, PLAN);

  it("is the elder's message in the same channel", async () => {
    await placed(at(), "a", { story: "elder" }, ["desk", "ops"]);
    await placed(at(), "b", { story: "young" }, ["desk", "ops"]);
    await drained(at(), "desk", "ops");
    await merge();
    const edits = await drained(at(), "desk", "ops");
    expect(edits.sort()).toEqual([
      "desk edited elder",
      "desk edited young -> https://desk.example/elder",
      "ops edited elder",
      "ops edited young -> https://ops.example/elder",
    ]);
  });

  it("is there from the first edit where the elder is sent for the merge", async () => {
    await placed(at(), "a", { story: "elder" }, ["ops"]);
    await placed(at(), "b", { story: "young" }, ["desk"]);
    await drained(at(), "desk", "ops");
    await merge();
    const edits = await drained(at(), "desk");
    expect(edits.at(-1)).toBe("desk edited young -> https://desk.example/elder");
  });

  it("comes with another edit once an elder that still waits is sent, and in that channel alone", async () => {
    await placed(at(), "a", { story: "elder" }, ["desk", "ops"], WAIT_MS);
    await placed(at(), "b", { story: "young" }, ["desk", "ops"]);
    await drained(at(), "desk", "ops");
    await merge();
    expect((await drained(at(), "desk", "ops")).sort()).toEqual([
      "desk edited young -> null",
      "ops edited young -> null",
    ]);
    await at().elapse(WAIT_MS);
    expect(await drained(at(), "desk")).toEqual(["desk sent elder", "desk edited young -> https://desk.example/elder"]);
    expect(await drained(at(), "desk")).toEqual([]);
    expect(await drained(at(), "ops")).toEqual(["ops sent elder", "ops edited young -> https://ops.example/elder"]);
  });

  it("is not looked for in a story that was split off again", async () => {
    await placed(at(), "a", { story: "elder" }, ["desk"], WAIT_MS);
    await placed(at(), "b", { story: "young" }, ["desk"]);
    await drained(at(), "desk");
    await merge();
    await at().store.regroupings.commit({ kind: "split", story: "elder", items: ["b"], by: "Ann" }, PLAN);
    await drained(at(), "desk");
    await at().elapse(WAIT_MS);
    expect(await drained(at(), "desk")).toEqual(["desk sent elder"]);
  });
});
