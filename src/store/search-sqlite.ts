/** Full-text search on SQLite: FTS5 without content, since the words are derived and the texts are kept elsewhere. */
import { sql } from "kysely";
import { execute, insertRows, rowsOf } from "./rows.js";
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
    const [last] = (await rowsOf(db, "select max(number) as number from search_doc")) as { number: number | null }[];
    // Nobody else writes within the transaction, so that the numbers may be given here.
    const rows = documents.map(({ item }, at) => ({ number: (last?.number ?? 0) + 1 + at, item }));
    await insertRows(db, "search_doc", {}, rows);
    for (const [at, { words }] of documents.entries()) {
      await execute(db, "insert into search_words (rowid, words) values (?, ?)", [rows[at]?.number, words]);
    }
  },
  // The words are letters and digits only, so that quoting needs no escapes.
  holds: (words) => {
    const query = words.map((word) => (isWhole(word) ? `"${word}"` : `"${word}"*`)).join(" AND ");
    return sql<boolean>`number in (select rowid from search_words where search_words match ${query})`;
  },
};
