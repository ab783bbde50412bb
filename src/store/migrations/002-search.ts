/** Full-text search over what is kept. */
import type { Database } from "../database.js";
import { pieces } from "../items.js";
import type { Db } from "../schema.js";
import { addTexts, searchOf } from "../search.js";

/** Items read at once while an older store is made searchable. */
const ITEMS_AT_ONCE = 200;

export async function search(db: Db, dialect: Database["dialect"]): Promise<void> {
  await searchOf(dialect).create(db);
  await db.schema.createIndex("search_doc_item").on("search_doc").columns(["item"]).execute();
  const ids = (await db.selectFrom("item").select("id").orderBy("first_seen_at").orderBy("id").execute()).map(
    (r) => r.id,
  );
  for (const some of pieces(ids, ITEMS_AT_ONCE)) {
    const items = await db.selectFrom("item").select(["id", "title", "text"]).where("id", "in", some).execute();
    const pages = await db.selectFrom("page").select(["item", "text"]).where("item", "in", some).execute();
    const edits = await db.selectFrom("revision").select(["item", "title", "text"]).where("item", "in", some).execute();
    await addTexts(db, dialect, [
      ...items.map(({ id, title, text }) => ({ item: id, text: `${title}\n${text}` })),
      ...edits.map(({ item, title, text }) => ({ item, text: `${title}\n${text}` })),
      ...pages,
    ]);
  }
}
