/** JSON Schemas for editors, made from the very schemas that check the files. */
import { z } from "zod";
import { feedFileSchema } from "./feed-schema.js";
import { mainSchema } from "./schema.js";
import { watchFileSchema } from "./watch-schema.js";

/** File name in `config/` and its schema. */
export function editorSchemas(): Record<string, object> {
  const make = (schema: z.ZodType) => z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return {
    "watchdesk.schema.json": make(mainSchema),
    "feeds.schema.json": make(feedFileSchema),
    "watches.schema.json": make(watchFileSchema),
  };
}
