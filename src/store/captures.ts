/** Raw capture: source bytes kept once under the hash of their content, compressed, as first seen. */
import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import type { PollCommit } from "../ports.js";
import type { Database } from "./database.js";
import type { Db } from "./schema.js";

/** Keeps the bytes unless they are there already. Returns their content address: sha256 in hex. */
export async function keepCapture(db: Db, capture: NonNullable<PollCommit["capture"]>, now: number): Promise<string> {
  const hash = createHash("sha256").update(capture.body).digest("hex");
  const there = await db.selectFrom("capture").select("hash").where("hash", "=", hash).executeTakeFirst();
  if (there) return hash;
  await db
    .insertInto("capture")
    .values({
      hash,
      url: capture.url,
      headers_json: JSON.stringify(capture.headers),
      content_type: capture.contentType,
      seen_at: now,
      bytes: capture.body.byteLength,
      body: deflateSync(capture.body),
    })
    .onConflict((oc) => oc.column("hash").doNothing())
    .execute();
  return hash;
}

/** Deletes captures first seen longer ago than this, save those by which a younger item is still backed. */
export async function pruneCaptures(database: Database, olderThanMs: number): Promise<number> {
  return database.write(async (tx, now) => {
    const before = now - olderThanMs;
    const gone = await tx
      .deleteFrom("capture")
      .where("seen_at", "<", before)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom("item")
              .select("item.id")
              .whereRef("item.capture", "=", "capture.hash")
              .where("item.first_seen_at", ">=", before),
          ),
        ),
      )
      .executeTakeFirst();
    return Number(gone.numDeletedRows);
  });
}
