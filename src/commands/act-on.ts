/** Carries out what somebody does with a story, by command or by button, and says what came of it. */
import type { Actor } from "../acts/access.js";
import { judge, type Outcome } from "../acts/judge.js";
import { WatchdeskError } from "../errors.js";
import type { Act, AlertState } from "../model.js";
import type { Answer, AnswerRow, CommandContext } from "./command.js";

export interface WantedAct {
  story: string;
  act: Act;
  /** See AskedAct. */
  seen: number | null;
}

/** Throws WatchdeskError (`usage`) where nobody says who acts. */
export async function actOn(context: CommandContext, { story, act, seen }: WantedAct): Promise<Answer> {
  const actor = actorOf(context);
  const judged = await context.store.acts.commit({ story, act, by: { id: actor.id, name: actor.name } }, (one, now) =>
    judge({ act, actor, seen }, context.acts, one, now),
  );
  return judged === null ? unknownStory(story) : answerOf(judged.outcome, act, actor);
}

export function actorOf({ person }: CommandContext): Actor {
  if (person !== null) return person;
  throw new WatchdeskError("usage", "nobody says who acts", { hint: "ask in a channel, or in the terminal" });
}

export function unknownStory(story: string): Answer {
  return problem(`There is no story ${story}`, "It is from another bot or another store. recent --stories lists ours.");
}

const REFUSALS = {
  elsewhere: {
    title: "That story has no alert in this channel",
    footer: "Do it under the alert, or by command in the channel where it stands.",
  },
  "not-allowed": {
    title: "You are not among those who may do that here",
    footer: "Who may is set by allow, in the configuration of this channel.",
  },
};

function answerOf(outcome: Outcome, act: Act, actor: Actor): Answer {
  switch (outcome.kind) {
    case "refused":
      return problem(REFUSALS[outcome.why].title, REFUSALS[outcome.why].footer);
    case "merged":
      return problem("That story is part of another by now", `Do it under the alert of story ${outcome.into}.`);
    case "overtaken":
      return problem(`${nameOf(outcome.state, actor)} was quicker`, "The alert shows it in a moment.", [
        { text: outcome.headline },
      ]);
    case "already": {
      const { headline, story, state } = outcome;
      const title =
        act.kind === "dismiss" ? "Your word is kept as well" : `It is so already: ${stateWords(state, actor)}`;
      return { title, rows: rowsOf(headline, state), footer: null, data: { story, state, changed: false } };
    }
    case "changed": {
      const { headline, story, state } = outcome;
      return {
        title: DONE[act.kind],
        rows: rowsOf(headline, state),
        footer: footerOf(state),
        data: { story, state, changed: true },
      };
    }
  }
}

const DONE: Record<Act["kind"], string> = {
  take: "You have this story in hand",
  done: "Done",
  snooze: "Snoozed",
  dismiss: "Not relevant",
  reopen: "Open again",
};

function footerOf({ kind, until }: Pick<AlertState, "kind" | "until">): string {
  const shown = "Every channel shows it in a moment.";
  if (kind === "irrelevant") return `${shown} Kept as feedback; no rule changes by itself.`;
  if (kind !== "snoozed") return shown;
  return until === null ? `${shown} No edits and no notes any more.` : `${shown} Until then no edits and no notes.`;
}

/** The end of a snooze is an instant, which every platform draws in the reader's own time. */
function rowsOf(headline: string, { kind, until }: Pick<AlertState, "kind" | "until">): AnswerRow[] {
  const story: AnswerRow = { text: headline, tone: "good" };
  if (kind !== "snoozed") return [story];
  return [story, until === null ? { text: "It stays quiet for good" } : { text: "It wakes", at: until }];
}

function stateWords(state: { kind: AlertState["kind"]; by: string | null; byId: string | null }, actor: Actor): string {
  const name = nameOf(state, actor);
  switch (state.kind) {
    case "open":
      return "open";
    case "taken":
      return name === "you" ? "you have it in hand" : `${name} has it in hand`;
    case "done":
      return `done by ${name}`;
    case "snoozed":
      return `snoozed by ${name}`;
    case "irrelevant":
      return `not relevant, says ${name}`;
  }
}

function nameOf({ by, byId }: { by: string | null; byId: string | null }, actor: Actor): string {
  return byId === actor.id ? "you" : (by ?? "somebody");
}

function problem(title: string, footer: string, rows: AnswerRow[] = []): Answer {
  return { title, rows, footer, data: { changed: false } };
}
