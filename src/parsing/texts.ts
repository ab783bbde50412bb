/** An item may hold several texts (a teaser, the whole, one for podcasts); one of them is its text. */
import type { RawFields } from "./raw.js";

/** Elements with a text, the fullest by custom first. */
const RANKED = [
  "content:encoded",
  "content",
  "atom:content",
  "xhtml:body",
  "body",
  "fullitem",
  "description",
  "summary",
  "atom:summary",
  "dc:description",
  "abstract",
  "itunes:summary",
  "media:description",
];
const RANKS = new Map(RANKED.map((name, index) => [name, index]));

/** So many times longer than a text by custom fuller, another one is taken to be the fuller. */
const FULLER = 2;

/** Keeps the text under `text` unless the one already there is fuller. */
export function keepText(fields: RawFields, name: string, text: string): void {
  const rank = RANKS.get(name) ?? RANKED.length;
  const kept = fields.get("text");
  if (kept !== undefined && kept !== "") {
    const better = rank < Number(fields.get("%text"));
    if (better ? text.length * FULLER < kept.length : text.length <= kept.length * FULLER) return;
  }
  fields.set("text", text);
  fields.set("%text", String(rank));
}
