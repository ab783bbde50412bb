/** linkedom without what its nodes carry for programs that nobody runs here. */
// The build in one file: loading the other, of 170 files, takes longer than reading two pages.
import { Node, parseHTML } from "linkedom/worker";
import type { PageDocument } from "./dom.js";

/**
 * Parses markup with linkedom, which gives every node, attributes too, a table of listeners in one weak map: half of the
 * time of reading a page went into filling it and into collecting garbage around it. Here nothing listens.
 *
 * @returns null where the markup has no root or linkedom fails on it
 */
export function leanDocument(markup: string): PageDocument | null {
  // What linkedom exports under the name inherits from the real one, whose parent is then a plain object.
  Object.setPrototypeOf(Object.getPrototypeOf(Node), Object);
  try {
    const document = parseHTML(markup).document as PageDocument;
    // The getter itself fails where there is no root.
    return document.body === null ? null : document;
  } catch {
    return null;
  }
}
