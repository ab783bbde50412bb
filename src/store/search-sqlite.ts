/** Full-text search on SQLite: FTS5 without content, since the words are derived and the texts are kept elsewhere. */
import { sql } from "kysely";
import type { SearchDialect } from "./search.js";
import { isWhole } from "./search-words.js";

/** FTS5's own `unicode61` knows letters as of Unicode 6.1 only; `ascii` takes all beyond ASCII for letters, as we need. */
const TOKENIZER = sql.lit("ascii");

export const sqliteSearch: SearchDialect = {
  create: async (db) => {
    await sql`create table search_doc (number integer primary key, item text not null references item (id))`.execute(
      db,
    );
    await sql`create virtual table search_words
      using fts5 (words, content = '', detail = none, tokenize = ${TOKENIZER})`.execute(db);
  },
  add: async (db, documents) => {
    for (const { item, words } of documents) {
      const { number } = await db
        .insertInto("search_doc")
        .values({ item })
        .returning("number")
        .executeTakeFirstOrThrow();
      await sql`insert into search_words (rowid, words) values (${number}, ${words.join(" ")})`.execute(db);
    }
  },
  // The words are letters and digits only, so that quoting needs no escapes.
  holds: (words) => {
    const query = words.map((word) => (isWhole(word) ? `"${word}"` : `"${word}"*`)).join(" AND ");
    return sql<boolean>`number in (select rowid from search_words where search_words match ${query})`;
  },
};
