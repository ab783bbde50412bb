/** What a chat platform does with a button, whichever it is: once, with an answer in words whatever happens. */
import type { Actor } from "../acts/access.js";
import { readCode } from "../acts/codes.js";
import { WatchdeskError } from "../errors.js";
import { actOn } from "./act-on.js";
import { type AskDeps, answerOnce } from "./ask.js";
import type { Answer, CommandContext } from "./command.js";
import { answerQuestion } from "./story-questions.js";

export interface Pressed {
  /** Names this click for good; platforms bring some twice. */
  id: string;
  /** What the button or the menu's entry carries. */
  code: string;
  /** The reason that a person wrote in the field that was opened for it. */
  written?: string;
  actor: Actor;
}

/** Longest reason kept, in UTF-16 units; the fields of both platforms take no more. */
export const REASON_CHARS = 500;

/** Carries out a click. Never throws; null when this one was carried out before. */
export function press(deps: AskDeps, { id, code, written, actor }: Pressed): Promise<Answer | null> {
  return answerOnce(deps, id, actor, (context) => carryOut(context, code, written ?? null));
}

/** Where the field for a reason could not be opened: the platform gives three seconds for that. */
export const NO_FIELD: Answer = {
  title: "The field could not be opened",
  rows: [],
  footer: "Choose it again, or use the command dismiss with the reason behind the story.",
  data: null,
};

async function carryOut(context: CommandContext, text: string, written: string | null): Promise<Answer> {
  const code = readCode(text);
  if (code === null) {
    throw new WatchdeskError("usage", "that button is none of ours", {
      hint: "It may be of another version of the bot; the commands take, done, snooze, dismiss and reopen do the same.",
    });
  }
  const { press: pressed, story, seen } = code;
  switch (pressed.kind) {
    case "sources":
    case "why":
      return answerQuestion(context, pressed.kind, story);
    case "ask-reason":
      return actOn(context, { story, seen, act: { kind: "dismiss", reason: reasonOf(written) } });
    default:
      return actOn(context, { story, seen, act: pressed });
  }
}

function reasonOf(written: string | null): string | null {
  const reason = (written ?? "").replace(/\s+/g, " ").trim().slice(0, REASON_CHARS);
  return reason === "" ? null : reason;
}
