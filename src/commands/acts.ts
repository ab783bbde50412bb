/** What people do with a story, by command; the buttons under an alert do the same. */
import { WatchdeskError } from "../errors.js";
import type { Act, SnoozeSpan } from "../model.js";
import { actOn } from "./act-on.js";
import type { Command, CommandContext, CommandOption, Input } from "./command.js";
import { addressOf, given, MAX_ADDRESS_CHARS, recordsOf } from "./kept-records.js";

const STORY: CommandOption = {
  name: "story",
  kind: "word",
  summary: "Its id, or the address of one of its reports",
  maxChars: MAX_ADDRESS_CHARS,
};
const SPANS: SnoozeSpan[] = ["1h", "morning", "good"];
const REASON_CHARS = 500;

function command(
  name: Act["kind"],
  summary: string,
  actOf: (input: Input) => Act,
  more: { options?: CommandOption[]; examples?: string[] } = {},
): Command {
  return {
    name,
    summary,
    options: [STORY, ...(more.options ?? [])],
    examples: more.examples ?? [`${name} s0123456789ab`, `${name} https://news.example/1`],
    async run(input, context) {
      const story = await storyOf(context, given(input["story"], name, "a story's id, or the address of a report"));
      return actOn(context, { story, act: actOf(input), seen: null });
    },
  };
}

/** The id as given, or the story of the report at the address. Throws WatchdeskError (`usage`) for an unknown address. */
async function storyOf(context: CommandContext, text: string): Promise<string> {
  if (addressOf(text) === null) return text;
  const records = await recordsOf(context, text);
  const story = records.map((record) => record.placement?.story).find((one) => one !== undefined);
  if (story !== undefined) return story;
  throw new WatchdeskError("usage", "no story has a report at that address", {
    hint: "recent --stories lists the stories with their ids",
  });
}

export const ACT_COMMANDS: Command[] = [
  command("take", "Show everybody that you have a story in hand", () => ({ kind: "take" })),
  command("done", "Mark a story as dealt with", () => ({ kind: "done" })),
  command(
    "snooze",
    "No edits and no notes of a story for a while",
    (input) => ({ kind: "snooze", span: (input["for"] ?? "1h") as SnoozeSpan }),
    {
      options: [{ name: "for", kind: "word", summary: "1h, morning or good", choices: SPANS, default: "1h" }],
      examples: ["snooze s0123456789ab", "snooze s0123456789ab morning", "snooze s0123456789ab good"],
    },
  ),
  command(
    "dismiss",
    "A story is not relevant; the reason is kept as feedback",
    (input) => ({ kind: "dismiss", reason: input["reason"] as string | null }),
    {
      options: [{ name: "reason", kind: "rest", summary: "Why, in your own words", maxChars: REASON_CHARS }],
      examples: ["dismiss s0123456789ab a video game"],
    },
  ),
  command("reopen", "Undo: a story is open again", () => ({ kind: "reopen" })),
];
