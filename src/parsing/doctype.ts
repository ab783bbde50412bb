/**
 * The document type of a feed. External subsets and parameter entities are never looked at. A short general entity
 * that the document itself defines is replaced by its text, once; nothing that an entity's text refers to is.
 */

const MAX_ENTITIES = 50;
const MAX_ENTITY_CHARS = 200;
/** How much of a document type is read for entities; what is beyond is only passed over. */
const MAX_DOCTYPE_CHARS = 100_000;

const ENTITY = /<!ENTITY\s+([\w.-]{1,40})\s+(?:"([^"<]*)"|'([^'<]*)')\s*>/g;

export interface Doctype {
  entities: Map<string, string>;
  /** Where reading goes on. */
  next: number;
}

/** Reads `<!DOCTYPE` at `from`. */
export function readDoctype(text: string, from: number): Doctype {
  const entities = new Map<string, string>();
  const close = text.indexOf(">", from);
  const subset = text.indexOf("[", from);
  if (subset === -1 || (close !== -1 && close < subset))
    return { entities, next: close === -1 ? text.length : close + 1 };
  const end = /\]\s*>/g;
  end.lastIndex = subset;
  const found = end.exec(text);
  const next = found === null ? (close === -1 ? text.length : close + 1) : end.lastIndex;
  for (const match of text.slice(subset, Math.min(next, subset + MAX_DOCTYPE_CHARS)).matchAll(ENTITY)) {
    const value = match[2] ?? match[3] ?? "";
    if (entities.size < MAX_ENTITIES && value.length <= MAX_ENTITY_CHARS) entities.set(match[1]!, value);
  }
  return { entities, next };
}
