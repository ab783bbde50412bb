/**
 * Full-text search: one contract, one file a dialect. Documents are only ever added (an item as first seen, its
 * revisions, its page), each with the words of `search-words.ts`.
 */
import type { Expression, SqlBool } from "kysely";
import type { Database } from "./database.js";
import type { Db } from "./schema.js";
import { postgresSearch } from "./search-postgres.js";
import { sqliteSearch } from "./search-sqlite.js";
import { queryWords, wordsOf } from "./search-words.js";

interface Document {
  item: string;
  words: string;
}

export interface SearchDialect {
  /** Makes the tables; part of a migration. */
  create(db: Db): Promise<void>;
  /** Words with a space between them. */
  add(db: Db, documents: readonly Document[]): Promise<void>;
  /** Condition on a row of `search_doc`: the document has each of these pairs, and words that begin with the others. */
  holds(words: readonly string[]): Expression<SqlBool>;
}

const DIALECTS: Record<Database["dialect"], SearchDialect> = { sqlite: sqliteSearch, postgres: postgresSearch };

export const searchOf = (dialect: Database["dialect"]): SearchDialect => DIALECTS[dialect];

/** Makes the items findable by these texts, beside those by which they are found already. */
export async function addTexts(
  db: Db,
  dialect: Database["dialect"],
  texts: readonly { item: string; text: string }[],
): Promise<void> {
  await addWords(
    db,
    dialect,
    texts.map(({ item, text }) => ({ item, words: wordsOf(text).join(" ") })),
  );
}

/** The same where the words are made already. */
export async function addWords(db: Db, dialect: Database["dialect"], documents: readonly Document[]): Promise<void> {
  const full = documents.filter(({ words }) => words !== "");
  if (full.length > 0) await searchOf(dialect).add(db, full);
}

/** The condition for a query as typed; null when it holds no word. */
export function searched(dialect: Database["dialect"], query: string): Expression<SqlBool> | null {
  const words = queryWords(query);
  return words.length === 0 ? null : searchOf(dialect).holds(words);
}
