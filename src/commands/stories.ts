import { WatchdeskError } from "../errors.js";
import { regroupPlan } from "../pipeline/regroup.js";
import type { RegroupOutcome, WantedRegrouping } from "../ports.js";
import type { Answer, Command, CommandContext } from "./command.js";
import { given, MAX_ADDRESS_CHARS, recordsOf } from "./kept-records.js";

/** Corrects the grouping: two stories that are one event, or items that tell of another. */
export const stories: Command = {
  name: "stories",
  summary: "Correct the grouping: merge two stories, split items off",
  options: [
    {
      name: "what",
      kind: "rest",
      summary: "merge <story> <story> | split <story> <item>...",
      maxChars: MAX_ADDRESS_CHARS,
    },
  ],
  examples: ["stories merge s1f0c2a9b7d3e s9a8b7c6d5e4", "stories split s1f0c2a9b7d3e https://news.example/1"],
  async run(input, context) {
    const [what = "", ...words] = given(input["what"], "stories", "merge or split, and the stories").split(/\s+/);
    if (what === "merge") return answer(context, mergeOf(words, whoOf(context)));
    if (what === "split") return answer(context, await splitOf(words, context));
    throw new WatchdeskError("usage", `stories: there is no "${what}"; there are merge, split`, {
      hint: `for example: ${stories.examples[0]}; recent --stories lists what there is`,
    });
  },
};

function whoOf({ asker }: CommandContext): string {
  return asker ?? "somebody";
}

function mergeOf(words: string[], by: string): WantedRegrouping {
  const [one, other, ...more] = words;
  if (one === undefined || other === undefined || more.length > 0) {
    throw new WatchdeskError("usage", "stories: merge takes two stories", {
      hint: `for example: ${stories.examples[0]}`,
    });
  }
  return { kind: "merge", stories: [one, other], by };
}

/** Items are named by id or address; what the bot has not seen is refused by the store, by its name. */
async function splitOf(words: string[], context: CommandContext): Promise<WantedRegrouping> {
  const [story, ...asked] = words;
  if (story === undefined || asked.length === 0) {
    throw new WatchdeskError("usage", "stories: split takes a story, then the items that leave it", {
      hint: `for example: ${stories.examples[1]}`,
    });
  }
  const items: string[] = [];
  for (const one of asked) {
    const records = await recordsOf(context, one);
    const inStory = records.filter((record) => record.story === story);
    items.push(...(inStory.length > 0 ? inStory.map(({ item }) => item.id) : [one]));
  }
  return { kind: "split", story, items: [...new Set(items)], by: whoOf(context) };
}

async function answer({ store, routes }: CommandContext, wanted: WantedRegrouping): Promise<Answer> {
  const outcome = await store.regroupings.commit(wanted, regroupPlan(routes, await store.now()));
  if (outcome.kind === "refused") {
    const footer = "recent --stories lists the stories; story <id> lists a story's items.";
    return { title: `Nothing changed: ${outcome.why}`, rows: [], footer, data: outcome };
  }
  return done(outcome);
}

function done({ act }: Extract<RegroupOutcome, { kind: "done" }>): Answer {
  const { kind, story, into, items, by } = act;
  const count = `${items.length} item${items.length === 1 ? "" : "s"}`;
  const title =
    kind === "merge"
      ? `${story} is part of ${into} now (${count})`
      : `${count} of ${story} ${items.length === 1 ? "is" : "are"} story ${into} now`;
  const undo =
    kind === "merge"
      ? `To undo it: stories split ${into} ${items.join(" ")}`
      : `To undo it: stories merge ${story} ${into}`;
  return { title, rows: [{ text: `Noted as done by ${by}`, details: items }], footer: undo, data: act };
}
