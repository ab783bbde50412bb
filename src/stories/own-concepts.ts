import type { NamesSpec, WatchFile } from "../config/watch-schema.js";
import type { OwnConcept } from "./glossary.js";

/**
 * The entities of the configuration as concepts of the glossary, so that a story about one is known again in another
 * language. Weak names, and those that count in one language alone, are left out: they mean other things too.
 */
export function ownConcepts(files: readonly WatchFile[]): OwnConcept[] {
  return files
    .flatMap((file) => file.entities ?? [])
    .map(({ id, names }) => ({ id, names: allNames(names) }))
    .filter(({ names }) => names.length > 0);
}

function allNames(names: NamesSpec | undefined): string[] {
  if (names === undefined) return [];
  if (Array.isArray(names)) return names;
  return Object.entries(names).flatMap(([language, list]) => (language.endsWith("!") ? [] : list));
}
