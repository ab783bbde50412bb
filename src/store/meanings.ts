/** An item's vector as it stands in its placement's row. */
import type { Meaning } from "../model.js";
import type { PlacementTable } from "./schema.js";

type Columns = Pick<PlacementTable, "meaning_model" | "meaning">;

export function meaningColumns(meaning: Meaning | null): Columns {
  if (meaning === null) return { meaning_model: null, meaning: null };
  const { buffer, byteOffset, byteLength } = meaning.values;
  return { meaning_model: meaning.model, meaning: Buffer.from(buffer, byteOffset, byteLength).toString("base64") };
}

/** In a form to spread over an item: without a vector it has no such key. */
export function meaningOf({ meaning_model: model, meaning }: Columns): { meaning?: Meaning } {
  if (model === null || meaning === null) return {};
  return { meaning: { model, values: Int8Array.from(Buffer.from(meaning, "base64"), (byte) => (byte << 24) >> 24) } };
}
