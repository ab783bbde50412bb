/** The port of merges and splits of stories. Interfaces only. */
import type { Regrouping } from "./model.js";
import type { AlertMemory } from "./ports-items.js";
import type { StoryState, WantedDelivery } from "./ports-stories.js";

/** A merge or a split with both stories as they stand after it. */
export interface Regrouped {
  act: Regrouping;
  from: StoryState;
  into: StoryState;
  /** Where each had an alert before. */
  fromMemory: AlertMemory;
  intoMemory: AlertMemory;
}

/** The pure decision that a merge or a split needs, called inside its transaction. */
export interface RegroupPlan {
  regrouped(change: Regrouped): WantedDelivery[];
  /** Which origins of a merged story are part of one of the elder's. Called before the items move; none when absent. */
  origins?: (elder: StoryState, younger: StoryState) => Map<string, string>;
}

/** What a person asks for. */
export type WantedRegrouping =
  | { kind: "merge"; stories: [string, string]; by: string }
  | { kind: "split"; story: string; items: string[]; by: string };

/** What became of it; refused: nothing changed. */
export type RegroupOutcome = { kind: "done"; act: Regrouping } | { kind: "refused"; why: string };

export interface RegroupingStore {
  /**
   * One commit under the placement lock: the record, the items' story, both stories' revisions, and what the plan
   * wants. Of two stories that are merged the younger goes into the elder. Items that are split off make a story of
   * their own; the items that a merge brought become the story again that they were.
   */
  commit(wanted: WantedRegrouping, plan: RegroupPlan): Promise<RegroupOutcome>;
  /** Those of people after an arrival number, in order: what an index has to learn beside the placements. */
  since(arrival: number): Promise<Regrouping[]>;
  /** All in which the story took part, oldest first, those that an item caused among them. */
  of(story: string): Promise<Regrouping[]>;
}
