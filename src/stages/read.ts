/** `stage read`: {id, url, body, contentType?} -> {title, text, byline, publishedAt, language, siteName, ...}. */
import { z } from "zod";
import { WatchdeskError } from "../errors.js";
import { createPageReader, type PageReader } from "../reading/page-reader.js";
import type { StageFilter } from "../stage.js";

const row = z.object({ url: z.string(), body: z.string(), contentType: z.string().nullish() });

/**
 * A filter that reads each line's page, given in base64.
 *
 * @param reader reads in this thread unless another is given, since a person looks at pages of their own choice
 */
export function createReadStage(reader: PageReader = createPageReader(null)): StageFilter {
  return {
    async answer(line) {
      const { url, body, contentType } = row.parse(line);
      if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(body)) throw new WatchdeskError("input", "the body is not base64");
      const { url: own, ...page } = await reader.read({
        url,
        body: Buffer.from(body, "base64"),
        contentType: contentType ?? null,
      });
      return { url: own, ...page };
    },
    close: () => reader.close(),
  };
}
