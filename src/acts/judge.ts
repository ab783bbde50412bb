/** What an act comes to: decided on the story as it stands, inside the store's transaction. Pure. */
import type { Act, AlertState } from "../model.js";
import type { ActingStory, ActVerdict, KeptState } from "../ports.js";
import { type ActChannel, type Actor, type Refusal, refusalOf } from "./access.js";
import { type Morning, nextMorning } from "./morning.js";

/** What of the configuration decides about acts. */
export interface ActRules {
  channels: ActChannel[];
  morning: Morning;
}

export interface AskedAct {
  act: Act;
  actor: Actor;
  /** Revision of the state that the person saw; null for a command, which means what it says whatever stands. */
  seen: number | null;
}

export type Outcome =
  /** The story's state is a new one. */
  | { kind: "changed"; story: string; headline: string; state: Pick<AlertState, "kind" | "until"> }
  /** It was so already; nothing changes. */
  | { kind: "already"; story: string; headline: string; state: KeptState }
  /** Somebody was quicker, and the act would take it from them: nothing changes. */
  | { kind: "overtaken"; story: string; headline: string; state: KeptState }
  | { kind: "merged"; into: string }
  | { kind: "refused"; why: Refusal };

export interface Judged extends ActVerdict {
  outcome: Outcome;
}

const HOUR_MS = 3_600_000;
const NOTHING = { state: null, irrelevant: null };

export function judge(asked: AskedAct, rules: ActRules, story: ActingStory, now: number): Judged {
  const why = refusalOf(story, asked.actor, rules.channels);
  if (why !== null) return { ...NOTHING, outcome: { kind: "refused", why } };
  if (story.mergedInto !== null) return { ...NOTHING, outcome: { kind: "merged", into: story.mergedInto } };
  const of = { story: story.id, headline: story.headline };
  const verdict = verdictOf(asked, rules.morning, story.state, now);
  if (typeof verdict === "string") return { ...NOTHING, outcome: { kind: verdict, ...of, state: story.state } };
  const { state } = verdict;
  const outcome: Outcome =
    state === null ? { kind: "already", ...of, state: story.state } : { kind: "changed", ...of, state };
  return { ...verdict, outcome };
}

function verdictOf(
  { act, actor, seen }: AskedAct,
  morning: Morning,
  { kind, byId, until, revision }: KeptState,
  now: number,
): ActVerdict | "already" | "overtaken" {
  /** The alert that was clicked showed another state than the present one. */
  const stale = seen !== null && seen !== revision;
  switch (act.kind) {
    case "take":
      if (kind === "taken" && byId === actor.id) return "already";
      return kind === "taken" && stale ? "overtaken" : to("taken");
    case "done":
      return kind === "done" ? "already" : to("done");
    case "snooze": {
      // A second click on the same menu would put the end off by a moment and edit every alert for it.
      if (kind === "snoozed" && (stale || (act.span === "good" && until === null))) return "already";
      if (act.span === "good") return to("snoozed");
      return to("snoozed", act.span === "1h" ? now + HOUR_MS : nextMorning(now, morning));
    }
    case "dismiss": {
      const irrelevant = { reason: act.reason };
      // A second person's word counts as well.
      return kind === "irrelevant" ? { state: null, irrelevant } : { ...to("irrelevant"), irrelevant };
    }
    case "reopen":
      return kind === "open" ? "already" : to("open");
  }
}

function to(kind: AlertState["kind"], until: number | null = null): ActVerdict {
  return { state: { kind, until }, irrelevant: null };
}
