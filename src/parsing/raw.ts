/**
 * A document's fields before anything is made of them: names as rss-parser's mapping knows them, values as text.
 * Every format is read into this; the names that a format lacks are absent.
 */

/**
 * Qualified name in lower case, such as `title`, `dc:date`. A prefix is ours, not the document's; `@` marks what comes
 * from an attribute, `%` what only the reading itself needs.
 */
export type RawFields = Map<string, string>;

export interface RawDocument {
  /** For example "RSS 2.0", "Atom 1.0", "JSON Feed 1.1". */
  format: string;
  feed: RawFields;
  items: RawFields[];
}
