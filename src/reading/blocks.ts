/** The text of a subtree by blocks, as a reader sees it: one string a paragraph, words never glued. */

import { ELEMENT_NODE, type PageElement, TEXT_NODE } from "./dom.js";

/** A paragraph-like piece of text with the element that holds it. */
export interface Block {
  text: string;
  element: PageElement;
  /** Share of its characters that are links, 0 to 1. */
  linked: number;
}

const BLOCK = new Set(
  `ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2
  H3 H4 H5 H6 HEADER HR LEGEND LI MAIN NAV OL OPTION P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL`.split(
    /\s+/,
  ),
);
const SILENT = new Set(
  // RT and RP say how the characters before them are read.
  "SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME SVG CANVAS VIDEO AUDIO OBJECT SELECT TEXTAREA INPUT BUTTON HEAD MATH RT RP".split(
    " ",
  ),
);

/** Soft hyphens and spaces of no width tell where a line may break; they stand inside names. */
const BREAK_HINTS = /[\u00ad\u200b\u2060\ufeff]/g;
/** Deepest nesting followed; what lies deeper is read as running text of its ancestor. */
const DEEPEST = 400;

/** The blocks under a root in document order, without those that `skip` takes out. */
export function blocksOf(root: PageElement, skip: (element: PageElement) => boolean = () => false): Block[] {
  const blocks: Block[] = [];
  let line = "";
  let linkChars = 0;
  let holder = root;
  const flush = (next: PageElement) => {
    const text = line
      .replace(BREAK_HINTS, "")
      .replace(/[ \t\r\f\u00a0]+/g, " ")
      .replace(/ ?\n ?/g, "\n")
      .trim();
    if (text !== "") blocks.push({ text, element: holder, linked: Math.min(1, linkChars / text.length) });
    line = "";
    linkChars = 0;
    holder = next;
  };
  const visit = (element: PageElement, depth: number, pre: boolean, link: boolean): void => {
    for (let node = element.firstChild; node !== null; node = node.nextSibling) {
      if (node.nodeType === TEXT_NODE) {
        const text = pre ? (node.nodeValue ?? "") : (node.nodeValue ?? "").replace(/\s+/g, " ");
        line += text;
        // A link may hold whole blocks, as teasers do.
        if (link) linkChars += text.length;
      }
      if (node.nodeType !== ELEMENT_NODE) continue;
      const child = node as PageElement;
      const name = child.tagName;
      if (SILENT.has(name) || skip(child)) continue;
      if (name === "BR") line += "\n";
      else if (depth >= DEEPEST) line += child.textContent ?? "";
      else if (BLOCK.has(name)) {
        flush(child);
        visit(child, depth + 1, pre || name === "PRE", link);
        flush(element);
      } else visit(child, depth + 1, pre, link || name === "A");
    }
  };
  visit(root, 0, false, false);
  flush(root);
  return blocks;
}
