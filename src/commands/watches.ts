import { WatchdeskError } from "../errors.js";
import { compileRules } from "../matching/compile.js";
import type { Answer, AnswerRow, Command, CommandContext } from "./command.js";
import { suggestions } from "./watches-suggest.js";

/** The watches in force, and what feedback suggests to change in them. */
export const watches: Command = {
  name: "watches",
  summary: "The watches in force; suggest: changes that feedback proposes, with their effect",
  options: [{ name: "what", kind: "rest", summary: "list or suggest" }],
  examples: ["watches list", "watches suggest"],
  async run(input, context) {
    const what = (input["what"] as string | null) ?? "list";
    if (what === "list") return list(context);
    if (what === "suggest") return suggestions(context);
    throw new WatchdeskError("usage", `watches: there is no "${what}"; there are list, suggest`);
  },
};

function list(context: CommandContext): Answer {
  const rules = compileRules(context.watchFiles);
  const data = rules.watches.map(
    ({ id, name, severity, rules: own, languages, feeds, kinds, coolingOffMs, surge }) => ({
      id,
      name,
      severity,
      rules: own.map((rule) => rule.id),
      languages,
      feeds,
      kinds,
      coolingOffMs,
      surge,
    }),
  );
  const rows = data.map((watch): AnswerRow => {
    const details = [
      watch.severity,
      watch.rules.length > 1 ? `rules ${watch.rules.join(", ")}` : "",
      watch.languages ? `in ${watch.languages.join(", ")}` : "",
      watch.coolingOffMs > 0 ? `cools off for ${watch.coolingOffMs / 3_600_000} h` : "",
      watch.surge ? "only in a surge" : "",
    ];
    return { text: `${watch.id}: ${watch.name}`, details: details.filter((one) => one !== "") };
  });
  return { title: `${rows.length} watches in force`, rows, footer: `Rules ${rules.version}`, data };
}
