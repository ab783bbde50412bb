/** What a backtest compares: the rules tried, from what a person named, and those in force. */
import { excluding, inlineRules, laidOver, type TriedRules } from "../config/tried-rules.js";
import type { WatchFile, WatchSpec } from "../config/watch-schema.js";
import { WatchdeskError } from "../errors.js";
import { compileRules, literalWatch } from "../matching/compile.js";
import { createMatcher } from "../pipeline/match.js";
import type { RuleSet } from "../rehearsal/backtest.js";
import { nearest } from "./command.js";

export interface Named {
  /** A watch's id, words, or a watch in YAML; null for all rules as they stand. */
  what: string | null;
  /** A further word that the named watch is to refuse. */
  none: string | null;
  /** The contents of a watch file, in place of `what`. */
  file?: { name: string; rules: WatchFile };
}

/** Throws WatchdeskError (`usage`, `config`) where the watch is not there or wrong. */
export function triedRules(files: WatchFile[], { what, none, file }: Named): TriedRules {
  if (file) return over(files, file.rules, file.name);
  const specs = specsOf(files);
  const known = specs.find((one) => one.id === what);
  if (none !== null) {
    const changed = what === null ? null : excluding(specs, what, none);
    if (!changed) {
      const ids = [...new Set(specs.map((one) => one.id))];
      throw new WatchdeskError("usage", `backtest: --none needs a watch in force${nearest(what ?? "", ids)}`);
    }
    return over(files, { watches: [changed] }, `watch ${what} without ${none}`);
  }
  if (what === null) return { files, scope: null, what: "the rules in force" };
  if (known) return { files, scope: [known.id], what: `watch ${known.id} as it stands` };
  return over(files, inlineRules(what), null);
}

function over(files: WatchFile[], changed: WatchFile, name: string | null): TriedRules {
  const ids = specsOf([changed]).map((one) => one.id);
  const scope = ids.length > 0 ? ids : null;
  return { files: laidOver(files, changed), scope, what: name ?? `watch ${ids.join(", ")}` };
}

function specsOf(files: WatchFile[]): WatchSpec[] {
  return files.flatMap((file) => file.watches ?? []).map((one) => (typeof one === "string" ? literalWatch(one) : one));
}

export function ruleSet(files: WatchFile[]): RuleSet {
  const rules = compileRules(files);
  return { matcher: createMatcher(rules), watches: rules.watches };
}
