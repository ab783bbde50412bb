/** The whole way of one document, in whatever thread it is called. */
import { WatchdeskError } from "../errors.js";
import type { ParsedDocument } from "../model.js";
import { createDateReader } from "./dates.js";
import { decodeDocument } from "./decode.js";
import { PARSE_LIMITS, type ParseLimits } from "./limits.js";
import { mapFields } from "./map-fields.js";
import { normalise } from "./normalise.js";
import { looksLikeJson, readJson } from "./read-json.js";
import { readXml } from "./read-xml.js";
import { parsedDocumentSchema } from "./schema.js";

export interface FeedDocument {
  body: Uint8Array;
  /** The server's header, or null. */
  contentType: string | null;
  /** Where the document was found, against which relative addresses are resolved; or null. */
  url: string | null;
  /** IANA zone for dates without one. */
  timeZone: string;
}

export type ParseDocument = (document: FeedDocument) => Promise<ParsedDocument>;

export function createParseDocument(limits: ParseLimits = PARSE_LIMITS): ParseDocument {
  const dates = createDateReader();
  return async ({ body, contentType, url, timeZone }) => {
    refuseTooLarge(body.byteLength, limits);
    const text = decodeDocument(body, contentType);
    const raw = looksLikeJson(text) ? readJson(text, url, limits) : readXml(text, url, limits);
    const mapped = mapFields(raw);
    return parsedDocumentSchema.parse(normalise(mapped, { format: raw.format, url, timeZone, dates }));
  };
}

/** @throws WatchdeskError `limit` */
export function refuseTooLarge(bytes: number, limits: ParseLimits = PARSE_LIMITS): void {
  if (bytes <= limits.maxBytes) return;
  throw new WatchdeskError("limit", `parse: the document has ${bytes} bytes, more than ${limits.maxBytes}`);
}
