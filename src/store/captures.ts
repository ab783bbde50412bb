/** Raw capture: source bytes kept once under the hash of their content, compressed, as first seen. */
import { hash } from "node:crypto";
import { deflateSync } from "node:zlib";
import type { Capture, PackedCapture } from "../ports.js";
import type { Database } from "./database.js";
import { insertRows } from "./rows.js";
import type { Db } from "./schema.js";

/** Within a sixth of the size that the default level reaches on feeds, in a third of its time. */
const LEVEL = 3;

/** Made before the transaction, which waits for nothing but the database. */
export function packCapture(body: Uint8Array): PackedCapture {
  return { hash: hash("sha256", body, "hex"), body: deflateSync(body, { level: LEVEL }) };
}

/** Keeps the bytes unless they are there already. Returns their content address. */
export async function keepCapture(
  db: Db,
  capture: Capture,
  { hash, body }: PackedCapture,
  now: number,
): Promise<string> {
  const { url, headers, contentType: content_type } = capture;
  const bytes = capture.body.byteLength;
  const row = { hash, url, headers_json: JSON.stringify(headers), content_type, seen_at: now, bytes, body };
  await insertRows(db, "capture", {}, [row], "stays");
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
