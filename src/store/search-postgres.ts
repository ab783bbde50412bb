/** Full-text search on PostgreSQL: tsvector made from our words as they are, so that no locale's parser cuts them. */
import { sql } from "kysely";
import { pieces } from "./items.js";
import type { SearchDialect } from "./search.js";
import { isWhole } from "./search-words.js";

/** Documents in one insert. */
const DOCUMENTS_AT_ONCE = 50;

export const postgresSearch: SearchDialect = {
  create: async (db) => {
    await sql`create table search_doc (
      number bigint generated always as identity primary key,
      item text not null references item (id),
      words tsvector not null
    )`.execute(db);
    await sql`create index search_doc_words on search_doc using gin (words)`.execute(db);
  },
  add: async (db, documents) => {
    for (const some of pieces(documents, DOCUMENTS_AT_ONCE)) {
      const rows = some.map(({ item, words }) => sql`(${item}, array_to_tsvector(string_to_array(${words}, ' ')))`);
      await sql`insert into search_doc (item, words) values ${sql.join(rows)}`.execute(db);
    }
  },
  // The words are letters and digits only, so that quoting needs no escapes.
  holds: (words) =>
    sql<boolean>`words @@ ${words.map((word) => (isWhole(word) ? `'${word}'` : `'${word}':*`)).join(" & ")}::tsquery`,
};
