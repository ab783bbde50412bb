/**
 * What a feed document may cost. Measured on 555 recorded feeds of 400 publishers: the largest has 3.0 MB and 1,441
 * items, so each cap leaves room for several times the largest document seen.
 */
export interface ParseLimits {
  /** Size of the document in bytes after decompression; more is refused. */
  maxBytes: number;
  /** Items of a document; more are refused, since dropping some could drop the new ones. */
  maxItems: number;
  /** Open elements around one another, markup inside texts not counted; more is refused. */
  maxDepth: number;
  /** Characters of an item's text; what is beyond is cut. */
  maxTextChars: number;
  /** Characters of every other field; what is beyond is cut. */
  maxFieldChars: number;
}

export const PARSE_LIMITS: ParseLimits = {
  maxBytes: 10_000_000,
  maxItems: 5_000,
  maxDepth: 200,
  maxTextChars: 100_000,
  maxFieldChars: 4_000,
};

/** For one document's parsing in its worker, ms. */
export const PARSE_DEADLINE_MS = 800;
/** Heap of one parsing worker, MB. */
export const PARSE_HEAP_MB = 160;
