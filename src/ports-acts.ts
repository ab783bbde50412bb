/** The port of what people do with stories. Interfaces only. */
import type { Act, AlertState, Person } from "./model.js";

/** What the team does with a story, as kept. */
export interface KeptState extends AlertState {
  /** See AlertState; 0 when nobody has done anything yet. */
  revision: number;
  /** Id of the person. */
  byId: string | null;
}

/** A story as somebody is about to act on it. */
export interface ActingStory {
  id: string;
  headline: string;
  mergedInto: string | null;
  /** At the store's time: a snooze that is over is open. */
  state: KeptState;
  /** Where it has an alert, sent or waiting. */
  alerts: { channel: string; reference: string | null }[];
}

/** What becomes of the story. */
export interface ActVerdict {
  /** Null leaves the state, the alerts and the revision as they are. */
  state: Pick<AlertState, "kind" | "until"> | null;
  /** Kept as the person's word on each of the story's items; null says nothing of them. */
  irrelevant: { reason: string | null } | null;
}

/** One thing that somebody did, as kept; never altered. */
export interface KeptAct {
  story: string;
  /** The story's revision that it raised. */
  revision: number;
  kind: Act["kind"];
  by: Person;
  /** Why, where it was said; until when it was put off. */
  reason: string | null;
  until: number | null;
  at: number;
}

export interface ActStore {
  /**
   * One commit: the state, the act's own record, feedback, and the story's revision raised, so that every alert of it
   * is edited. A snooze with an end raises it twice: once to be shown, once for when it is over.
   * @param judge decides inside the transaction, with the story locked and at the store's time
   * @returns what `judge` returned; null where there is no such story
   */
  commit<T extends ActVerdict>(
    act: { story: string; act: Act; by: Person },
    judge: (story: ActingStory, now: number) => T,
  ): Promise<T | null>;
  /** What was done with the story, the newest first. */
  history(story: string, limit: number): Promise<KeptAct[]>;
}
