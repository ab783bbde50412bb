/**
 * The word that a button or a menu's entry carries: all that is needed to carry it out, so that it works after a restart
 * and in any process. Pure.
 */
import type { Act, SnoozeSpan, StoryQuestion } from "../model.js";
import { REASONS } from "./reasons.js";

/** What a button asks for. `ask-reason` lets the person write why a story is not relevant. */
export type Press = Act | { kind: StoryQuestion } | { kind: "ask-reason" };

export interface Code {
  press: Press;
  story: string;
  /** Revision of the story's state as the alert showed it; 0 where nobody had done anything. */
  seen: number;
}

/** Discord's custom ids and the values of its menus take 100 characters, with a few of our own in front. */
export const CODE_CHARS = 90;
/** Ids of stories are 13 characters; what else a code could hold is not ours. */
const STORY = /^[A-Za-z0-9_-]{1,60}$/;
const CODE = /^([a-z0-9-]{1,24})\.(\d{1,12})\.(.+)$/;
const SPANS: SnoozeSpan[] = ["1h", "morning", "good"];

/** Null for a story whose id cannot stand in a code: its alert has no buttons. */
export function codeOf({ press, story, seen }: Code): string | null {
  if (!STORY.test(story) || !Number.isSafeInteger(seen) || seen < 0) return null;
  const code = `${wordOf(press)}.${seen}.${story}`;
  return code.length <= CODE_CHARS && CODE.test(code) ? code : null;
}

/** Null for what is no code of ours. */
export function readCode(text: string): Code | null {
  const [, word = "", seen = "", story = ""] = CODE.exec(text) ?? [];
  const press = pressOf(word);
  return press !== null && STORY.test(story) ? { press, story, seen: Number(seen) } : null;
}

function wordOf(press: Press): string {
  if (press.kind === "snooze") return `snooze-${press.span}`;
  if (press.kind !== "dismiss") return press.kind;
  const reason = REASONS.find((one) => one.text === press.reason);
  return reason === undefined ? "dismiss" : `dismiss-${reason.word}`;
}

function pressOf(word: string): Press | null {
  switch (word) {
    case "take":
    case "done":
    case "reopen":
    case "sources":
    case "why":
    case "ask-reason":
      return { kind: word };
    case "dismiss":
      return { kind: "dismiss", reason: null };
  }
  const span = SPANS.find((one) => word === `snooze-${one}`);
  if (span !== undefined) return { kind: "snooze", span };
  const reason = REASONS.find((one) => word === `dismiss-${one.word}`);
  return reason === undefined ? null : { kind: "dismiss", reason: reason.text };
}
