import { readFileSync } from "node:fs";
import { type Background, parseBackground } from "./background.js";
import { type Glossary, parseGlossary } from "./glossary.js";

/** What stories know of languages before they have seen an item. */
export interface StoryTables {
  background: Background;
  glossary: Glossary;
}

/** Reads the tables that ship with the project (config/stories). Throws when the package is incomplete. */
export function shippedTables(): StoryTables {
  const read = (name: string) => readFileSync(new URL(`../../config/stories/${name}`, import.meta.url), "utf8");
  return { background: parseBackground(read("background.tsv")), glossary: parseGlossary(read("glossary.tsv")) };
}
