/** The port of changes that people make by command over the files of the configuration. Interfaces only. */

/** What a change is about. */
export type ChangeKind = "feed";

/** One thing that a command changes. */
export interface WantedChange {
  /** Id of what is changed. */
  subject: string;
  /** What was done: `added`, `paused`, `resumed`, `removed`. */
  what: string;
  /** What is to be in force, as JSON; null where the verb says all. */
  value: unknown;
}

/** A change as kept: never altered, never deleted. */
export interface Change extends WantedChange {
  number: number;
  /** Changes of one command have one batch, and are undone together. */
  batch: number;
  who: string;
  /** ms since 1970. */
  at: number;
}

export interface ChangeStore {
  /** Adds changes as one batch, whose number it returns. An empty list adds nothing and gives 0. */
  add(kind: ChangeKind, who: string, changes: WantedChange[]): Promise<number>;
  /** Undoes the newest batch that is not undone, by a further change that names it. Null when there is none. */
  revert(kind: ChangeKind, who: string): Promise<Change[] | null>;
  /** The changes that are not undone, in order. */
  inForce(kind: ChangeKind): Promise<Change[]>;
  /** Every change, newest first, those that undo others among them (what `reverted`, the subject the batch's number). */
  history(kind: ChangeKind, limit: number): Promise<Change[]>;
  /** Number of the newest change of any kind, 0 before the first: cheap to ask, and higher whenever anything changed. */
  newest(): Promise<number>;
}
