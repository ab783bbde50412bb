/** A watch tried on what the store keeps, before it floods a channel. The terminal tries recordings and files as well. */
import { type Backtest, createBacktest } from "../rehearsal/backtest.js";
import { storedItems } from "../rehearsal/stored-items.js";
import { ownConcepts } from "../stories/own-concepts.js";
import { createStoryIndex } from "../stories/story-index.js";
import { shippedTables } from "../stories/tables.js";
import { backtestAnswer } from "./backtest-answer.js";
import { type Named, ruleSet, triedRules } from "./backtest-rules.js";
import type { Answer, Command, CommandContext, CommandOption, Input } from "./command.js";

/** Items tried where the running bot answers: matching them takes a few seconds. */
const MAX_ITEMS = 20_000;
/** Items matched between two turns of whatever else the process does: people are to be acknowledged within three seconds. */
const ITEMS_A_TURN = 50;
/** Longest watch written in place of a file. */
const MAX_WATCH_CHARS = 4_000;
const DEFAULT_SPAN_MS = 30 * 86_400_000;
const MAX_LIMIT = 100;

export const BACKTEST_OPTIONS: CommandOption[] = [
  { name: "watch", kind: "rest", summary: "An id, words, or a watch in YAML", maxChars: MAX_WATCH_CHARS },
  { name: "none", kind: "text", summary: "A further word that the watch is to refuse" },
  { name: "since", kind: "duration", summary: "How far back, e.g. 7d", default: DEFAULT_SPAN_MS },
  { name: "limit", kind: "integer", summary: "Stories shown of each kind", min: 1, max: MAX_LIMIT, default: 5 },
];

export const backtest: Command = {
  name: "backtest",
  summary: "Try a watch on what came in: how many alerts, which stories, what changes",
  options: BACKTEST_OPTIONS,
  examples: [
    "backtest Sanumdong",
    "backtest dprk-sites --none parade --since 7d",
    "backtest {id: pads, any: [launch pad], none: [helipad]}",
  ],
  async run(input, context) {
    const since = input["since"] as number;
    const count = await context.store.items.count(since);
    const span = count > MAX_ITEMS ? since * (MAX_ITEMS / count) : since;
    const note =
      count > MAX_ITEMS
        ? `The last ${days(span)} of ${days(since)}: the running bot tries ${MAX_ITEMS} items; the terminal takes all.`
        : null;
    return runBacktest(context, namedOf(input), input["limit"] as number, note, async (trial) => {
      let done = 0;
      for await (const item of storedItems(context.store.items, span)) {
        trial.add(item);
        if (++done >= MAX_ITEMS) return;
        if (done % ITEMS_A_TURN === 0) await nextTurn();
      }
    });
  },
};

export function namedOf(input: Input): Named {
  return { what: text(input["watch"]), none: text(input["none"]) };
}

function text(value: Input[string] | undefined): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/**
 * Compiles the rules, lets `feed` bring the items, and answers.
 * @param breathe awaited now and then while stories are put together
 */
export async function runBacktest(
  { watchFiles }: Pick<CommandContext, "watchFiles">,
  named: Named,
  limit: number,
  note: string | null,
  feed: (trial: Backtest) => Promise<void>,
  breathe: (done: number, total: number) => Promise<void> | void = nextTurn,
): Promise<Answer> {
  const { files, scope, what } = triedRules(watchFiles, named);
  const inForce = ruleSet(watchFiles);
  const tried = files === watchFiles ? inForce : ruleSet(files);
  const trial = createBacktest(
    { tried, inForce },
    createStoryIndex({ tables: shippedTables(ownConcepts(watchFiles)) }),
    scope,
  );
  await feed(trial);
  return backtestAnswer(await trial.finish(breathe), what, limit, note);
}

/** Lets what else the process does have its turn. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function days(ms: number): string {
  return `${Math.round((ms / 86_400_000) * 10) / 10} days`;
}
