import { WatchdeskError } from "../errors.js";
import type { Command } from "./command.js";
import { given, MAX_ADDRESS_CHARS, recordsOf } from "./kept-records.js";

/** Keeps what a person says of an item. Changes nothing else; `watches suggest` learns from it. */
export const feedback: Command = {
  name: "feedback",
  summary: "Say whether an item was worth the alert",
  options: [{ name: "text", kind: "rest", summary: "<item> relevant|not [reason]", maxChars: MAX_ADDRESS_CHARS }],
  examples: ["feedback https://news.example/1 not a video game", "feedback 0123456789abcdef relevant"],
  async run(input, context) {
    const words = given(input["text"], "feedback", "an item, then relevant or not").split(/\s+/);
    const [asked = "", verdict = "", ...rest] = words;
    if (verdict !== "relevant" && verdict !== "not") {
      throw new WatchdeskError("usage", 'feedback: after the item say "relevant" or "not"', {
        hint: `for example: ${feedback.examples[0]}`,
      });
    }
    const records = await recordsOf(context, asked);
    if (records.length === 0) {
      return { title: `The bot has not seen ${asked}`, rows: [], footer: null, data: { kept: 0 } };
    }
    // The id, for a person may change a name and the word of before has to be found again.
    const by = context.person?.id ?? context.asker ?? "somebody";
    const relevant = verdict === "relevant";
    const reason = rest.length > 0 ? rest.join(" ") : null;
    for (const { item } of records) await context.store.feedback.give({ item: item.id, by, relevant, reason });
    return {
      title: `Noted as ${relevant ? "relevant" : "not relevant"} by ${context.asker ?? by}`,
      rows: records.map(({ item }) => ({ text: item.title || item.id, url: item.url })),
      footer: 'No rule changes by itself; "watches suggest" proposes.',
      data: { kept: records.length, items: records.map(({ item }) => item.id), by, relevant, reason },
    };
  },
};
