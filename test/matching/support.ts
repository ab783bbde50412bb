/** Small packs written inline, and the packs as they ship. */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseWatchFile, readWatchFile } from "../../src/config/watch-file.js";
import type { WatchFile, WatchList } from "../../src/config/watch-schema.js";
import { parseYaml } from "../../src/config/yaml-file.js";
import { compileRules } from "../../src/matching/compile.js";
import type { MatchInput, MatchResult } from "../../src/model.js";
import { createMatcher } from "../../src/pipeline/match.js";
import type { Matcher } from "../../src/ports.js";

export function pack(yaml: string): WatchFile {
  return parseWatchFile(parseYaml("inline.yaml", yaml));
}

export function matcherOf(yaml: string, watches: WatchList = []): Matcher {
  return createMatcher(compileRules([pack(yaml)], watches));
}

const WATCHES = new URL("../../config/watches/", import.meta.url);

export function shippedPacks(): WatchFile[] {
  return readdirSync(WATCHES)
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file) => readWatchFile(fileURLToPath(new URL(file, WATCHES))));
}

export function shippedMatcher(): Matcher {
  return createMatcher(compileRules(shippedPacks()));
}

export function item(title: string, text = "", language: string | null = null): MatchInput {
  return { title, text, language, feed: null };
}

/** The pieces of text that the hits rest on, as they stand in the item. */
export function seen(input: MatchInput, result: MatchResult): string[] {
  return result.hits.flatMap((hit) => hit.terms.map(({ field, start, end }) => input[field].slice(start, end)));
}

/** Watches of the alert channel that fire; a digest alerts nobody. */
export function alerts(matcher: Matcher, input: MatchInput): string[] {
  return matcher
    .match(input)
    .hits.filter((hit) => hit.severity !== "digest")
    .map((hit) => hit.watch);
}
