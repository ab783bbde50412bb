/** The first schema. Never changed once released: what comes later is a migration of its own. */
import { sql } from "kysely";
import type { Db } from "../schema.js";

/** SQLite takes any name for a type; `bytea` gives a column that leaves bytes as they are on both. */
const BYTES = sql`bytea`;

export async function start(db: Db): Promise<void> {
  await createFeeds(db);
  await createItems(db);
  await createReadings(db);
  await createStories(db);
  await createDeliveries(db);
  await createSmallThings(db);
}

async function createFeeds(db: Db): Promise<void> {
  await db.schema
    .createTable("feed")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("enabled", "integer", (c) => c.notNull())
    .addColumn("moved_to", "text")
    .addColumn("etag", "text")
    .addColumn("last_modified", "text")
    .addColumn("first_polled_at", "bigint")
    .addColumn("last_polled_at", "bigint")
    .addColumn("last_success_at", "bigint")
    .addColumn("last_changed_at", "bigint")
    .addColumn("last_item_at", "bigint")
    .addColumn("failures", "bigint", (c) => c.notNull())
    .addColumn("failing_since", "bigint")
    .addColumn("last_error", "text")
    .addColumn("health", "text", (c) => c.notNull())
    .addColumn("next_due_at", "bigint")
    .addColumn("conditional_polls", "bigint", (c) => c.notNull())
    .addColumn("habit_json", "text", (c) => c.notNull())
    .addColumn("owner", "text")
    .addColumn("claimed_until", "bigint", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("feed_due").on("feed").columns(["next_due_at"]).execute();
}

async function createItems(db: Db): Promise<void> {
  await db.schema
    .createTable("item")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("feed", "text", (c) => c.notNull().references("feed.id"))
    .addColumn("publisher", "text", (c) => c.notNull())
    .addColumn("family", "text")
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("guid", "text")
    .addColumn("url", "text")
    .addColumn("title", "text", (c) => c.notNull())
    .addColumn("text", "text", (c) => c.notNull())
    .addColumn("author", "text")
    .addColumn("language", "text")
    .addColumn("published_at", "bigint")
    .addColumn("updated_at", "bigint")
    .addColumn("first_seen_at", "bigint", (c) => c.notNull())
    .addColumn("capture", "text")
    .addColumn("revisions", "integer", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("item_capture").on("item").columns(["capture", "first_seen_at"]).execute();
  await db.schema.createIndex("item_seen").on("item").columns(["first_seen_at", "id"]).execute();
  await db.schema
    .createTable("identity")
    .addColumn("feed", "text", (c) => c.notNull())
    .addColumn("identity", "text", (c) => c.notNull())
    .addColumn("item", "text", (c) => c.notNull().references("item.id"))
    .addPrimaryKeyConstraint("identity_key", ["feed", "identity"])
    .execute();
  await db.schema.createIndex("identity_item").on("identity").columns(["item"]).execute();
  await db.schema
    .createTable("revision")
    .addColumn("item", "text", (c) => c.notNull().references("item.id"))
    .addColumn("number", "integer", (c) => c.notNull())
    .addColumn("title", "text", (c) => c.notNull())
    .addColumn("text", "text", (c) => c.notNull())
    .addColumn("updated_at", "bigint")
    .addColumn("seen_at", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("revision_key", ["item", "number"])
    .execute();
  await db.schema
    .createTable("hit")
    .addColumn("item", "text", (c) => c.notNull().references("item.id"))
    .addColumn("watch", "text", (c) => c.notNull())
    .addColumn("place", "integer", (c) => c.notNull())
    .addColumn("severity", "text", (c) => c.notNull())
    .addColumn("score", "double precision", (c) => c.notNull())
    .addColumn("terms_json", "text", (c) => c.notNull())
    .addColumn("rule", "text")
    .addColumn("seen_at", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("hit_key", ["item", "watch"])
    .execute();
  await db.schema.createIndex("hit_watch").on("hit").columns(["watch", "seen_at", "item"]).execute();
  await db.schema.createIndex("hit_seen").on("hit").columns(["seen_at", "item"]).execute();
}

async function createReadings(db: Db): Promise<void> {
  await db.schema
    .createTable("capture")
    .addColumn("hash", "text", (c) => c.primaryKey())
    .addColumn("url", "text", (c) => c.notNull())
    .addColumn("headers_json", "text", (c) => c.notNull())
    .addColumn("content_type", "text")
    .addColumn("seen_at", "bigint", (c) => c.notNull())
    .addColumn("bytes", "bigint", (c) => c.notNull())
    .addColumn("body", BYTES, (c) => c.notNull())
    .execute();
  await db.schema.createIndex("capture_seen").on("capture").columns(["seen_at"]).execute();
  await db.schema
    .createTable("reading")
    .addColumn("item", "text", (c) => c.primaryKey().references("item.id"))
    .addColumn("deadline_at", "bigint", (c) => c.notNull())
    .addColumn("next_try_at", "bigint", (c) => c.notNull())
    .addColumn("owner", "text")
    .addColumn("claimed_until", "bigint", (c) => c.notNull())
    .addColumn("ended_at", "bigint")
    .addColumn("unread", "text")
    .addColumn("rejected_json", "text")
    .execute();
  await db.schema
    .createIndex("reading_waiting")
    .on("reading")
    .columns(["deadline_at", "item"])
    .where(sql.ref("ended_at"), "is", null)
    .execute();
  await db.schema
    .createTable("page")
    .addColumn("item", "text", (c) => c.primaryKey().references("item.id"))
    .addColumn("url", "text", (c) => c.notNull())
    .addColumn("title", "text")
    .addColumn("text", "text", (c) => c.notNull())
    .addColumn("byline", "text")
    .addColumn("published_at", "text")
    .addColumn("updated_at", "text")
    .addColumn("language", "text")
    .addColumn("site_name", "text")
    .addColumn("read_at", "bigint", (c) => c.notNull())
    .execute();
}

async function createStories(db: Db): Promise<void> {
  await db.schema
    .createTable("story")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("revision", "bigint", (c) => c.notNull())
    .addColumn("opened_at", "bigint", (c) => c.notNull())
    .addColumn("updated_at", "bigint", (c) => c.notNull())
    .addColumn("severity", "text", (c) => c.notNull())
    .addColumn("headline", "text", (c) => c.notNull())
    .addColumn("merged_into", "text")
    .execute();
  await db.schema.createIndex("story_updated").on("story").columns(["updated_at", "id"]).execute();
  await db.schema
    .createTable("story_watch")
    .addColumn("story", "text", (c) => c.notNull().references("story.id"))
    .addColumn("watch", "text", (c) => c.notNull())
    .addColumn("updated_at", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("story_watch_key", ["story", "watch"])
    .execute();
  await db.schema
    .createIndex("story_watch_updated")
    .on("story_watch")
    .columns(["watch", "updated_at", "story"])
    .execute();
  await db.schema
    .createTable("placement")
    .addColumn("arrival", "bigint", (c) => c.primaryKey())
    .addColumn("item", "text", (c) => c.notNull().unique().references("item.id"))
    .addColumn("story", "text", (c) => c.notNull().references("story.id"))
    .addColumn("origin", "text", (c) => c.notNull())
    .addColumn("revision", "integer", (c) => c.notNull())
    .addColumn("change", "text", (c) => c.notNull())
    .addColumn("score", "double precision", (c) => c.notNull())
    .addColumn("evidence_json", "text", (c) => c.notNull())
    .addColumn("placed_at", "bigint", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("placement_story").on("placement").columns(["story", "arrival"]).execute();
  await db.schema.createIndex("placement_placed").on("placement").columns(["placed_at"]).execute();
}

async function createDeliveries(db: Db): Promise<void> {
  await db.schema
    .createTable("delivery")
    .addColumn("channel", "text", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("subject", "text", (c) => c.notNull())
    .addColumn("ordinal", "text", (c) => c.notNull())
    .addColumn("short_key", "text", (c) => c.notNull().unique())
    .addColumn("wanted_order", "bigint", (c) => c.notNull())
    .addColumn("wanted_revision", "bigint", (c) => c.notNull())
    .addColumn("sent_revision", "bigint", (c) => c.notNull())
    .addColumn("not_before", "bigint", (c) => c.notNull())
    .addColumn("next_try_at", "bigint", (c) => c.notNull())
    .addColumn("attempts", "integer", (c) => c.notNull())
    .addColumn("reference", "text")
    .addColumn("url", "text")
    .addColumn("trying_since", "bigint")
    .addColumn("unsettled_since", "bigint")
    .addColumn("rejected", "text")
    .addColumn("last_error", "text")
    .addColumn("sent_at", "bigint")
    .addColumn("body_json", "text")
    .addPrimaryKeyConstraint("delivery_key", ["channel", "kind", "subject", "ordinal"])
    .execute();
  await db.schema.createIndex("delivery_order").on("delivery").columns(["channel", "wanted_order"]).execute();
  await db.schema
    .createIndex("delivery_waiting")
    .on("delivery")
    .columns(["channel", "wanted_order"])
    .where(sql<boolean>`wanted_revision > sent_revision and rejected is null`)
    .execute();
  await db.schema.createIndex("delivery_subject").on("delivery").columns(["subject", "kind"]).execute();
  await db.schema
    .createTable("channel")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("enabled", "integer", (c) => c.notNull())
    .addColumn("account", "text")
    .addColumn("settings", "text", (c) => c.notNull())
    .addColumn("owner", "text")
    .addColumn("claimed_until", "bigint", (c) => c.notNull())
    .addColumn("claimed_at", "bigint", (c) => c.notNull())
    .addColumn("next_send_at", "bigint", (c) => c.notNull())
    .addColumn("last_sent_at", "bigint")
    .addColumn("rejected", "text")
    .execute();
  await db.schema
    .createTable("account")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("next_send_at", "bigint", (c) => c.notNull())
    .execute();
}

async function createSmallThings(db: Db): Promise<void> {
  await db.schema
    .createTable("lease")
    .addColumn("name", "text", (c) => c.primaryKey())
    .addColumn("owner", "text", (c) => c.notNull())
    .addColumn("until", "bigint", (c) => c.notNull())
    .execute();
  await db.schema
    .createTable("seen")
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("seen_at", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("seen_key", ["kind", "id"])
    .execute();
  await db.schema.createIndex("seen_at").on("seen").columns(["seen_at"]).execute();
  await db.schema
    .createTable("named_value")
    .addColumn("name", "text", (c) => c.primaryKey())
    .addColumn("value", "text", (c) => c.notNull())
    .execute();
}
