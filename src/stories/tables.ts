import { readFileSync } from "node:fs";
import { type Background, parseBackground } from "./background.js";
import { type Glossary, type OwnConcept, parseGlossary } from "./glossary.js";

/** What stories know of languages before they have seen an item. */
export interface StoryTables {
  background: Background;
  glossary: Glossary;
}

/**
 * Reads the tables that ship with the project (config/stories). Throws when the package is incomplete.
 * @param own what the desk watches: its names carry stories across languages
 */
export function shippedTables(own: OwnConcept[] = []): StoryTables {
  const read = (name: string) => readFileSync(new URL(`../../config/stories/${name}`, import.meta.url), "utf8");
  return { background: parseBackground(read("background.tsv")), glossary: parseGlossary(read("glossary.tsv"), own) };
}
