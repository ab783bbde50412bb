/** Items placed in stories of the test's choice, with alerts in channels of its choice. */
import type { PlacedItem, Placement, Route } from "../../src/model.js";
import { regroupPlan } from "../../src/pipeline/regroup.js";
import type { PlacementPlan } from "../../src/ports.js";
import { hit, LEASE_MS, placement, poll, polled, wanted } from "./store-builders.js";
import type { StoreUnderTest } from "./store-contract.js";

const CHANNELS = ["desk", "ops"].map((id) => ({ id, account: null, settings: "1" }));

const everyStory: Omit<Route, "to"> = { watches: null, severities: ["normal"], waitMs: 0, quiet: null };
/** Routes that send every story of these tests to all of their channels. */
export const PLAN = regroupPlan([{ ...everyStory, to: CHANNELS.map(({ id }) => id) }], 0);

/** Places one item in a story, with an alert in these channels. */
export async function placed(
  { store }: StoreUnderTest,
  item: string,
  given: Partial<Placement> & { story: string },
  channels = ["desk"],
  waitMs = 0,
): Promise<PlacedItem> {
  await store.deliveries.syncChannels(CHANNELS);
  await poll(store, { items: [polled(item, { title: `Title of ${item}` }, [hit(`watch-${given.story}`)])] });
  await store.readings.claim({ owner: "one", limit: 10, leaseMs: LEASE_MS });
  const plan: PlacementPlan = {
    place: () => ({ ...placement(given.story), ...given }),
    regrouped: PLAN.regrouped,
    route: (story) =>
      channels.map((channel) =>
        wanted({ channel, subject: story.id }, { revision: story.revision, notBeforeMs: waitMs }),
      ),
  };
  const commit = {
    item,
    owner: "one",
    page: null,
    unread: "no",
    match: { hits: [hit(`watch-${given.story}`)], rejected: [] },
    seen: 0,
  };
  const answer = await store.readings.place(commit, plan);
  return answer.placed!;
}
