/** Lists of other pages: siblings of one kind, each a heading that is a link with a few words under it. */
import type { PageElement } from "./dom.js";
import { type NoteLeftOut, takeOut } from "./left-out.js";
import { elementsNamed } from "./walk.js";

const HEADINGS: ReadonlySet<string> = new Set(["H2", "H3", "H4", "H5", "H6"]);
const PARAGRAPH: ReadonlySet<string> = new Set(["P"]);
const LINK: ReadonlySet<string> = new Set(["A"]);
/** Fewer of a kind may be parts of the article. */
const FEWEST = 4;
/** A paragraph has so many characters at least, in Korean or Chinese too. */
const PARAGRAPH_CHARS = 30;
/** On average a longer one is no teaser, in characters. */
const LONGEST_TEASER = 500;
/** Headings looked at, and how far above one its teaser is sought. */
const MOST_HEADINGS = 1_000;
const HIGHEST = 12;
/** A heading is a link when so much of it is. */
const LINKED = 0.8;

/** Takes them out of the body, unless no paragraph is left then: a digest is what its page is about. */
export function removeTeasers(body: PageElement, note: NoteLeftOut | undefined): void {
  const headings = elementsNamed(body, HEADINGS).slice(0, MOST_HEADINGS).filter(isLink);
  if (headings.length < FEWEST) return;
  const lists = new Map<PageElement, Map<string, PageElement[]>>();
  for (const card of cardsOf(headings, body)) {
    const list = card.parentElement!;
    const kinds = lists.get(list) ?? new Map<string, PageElement[]>();
    lists.set(list, kinds);
    const kind = `${card.tagName} ${card.getAttribute("class") ?? ""}`;
    const alike = kinds.get(kind);
    if (alike === undefined) kinds.set(kind, [card]);
    else alike.push(card);
  }
  const teasers = [...lists.values()].flatMap((kinds) => [...kinds.values()].filter(areTeasers).flat());
  if (teasers.length === 0 || !hasParagraphBeside(body, new Set(teasers))) return;
  for (const teaser of teasers) takeOut(teaser, () => "list of other pages", note);
}

function areTeasers(cards: readonly PageElement[]): boolean {
  const chars = cards.reduce((sum, card) => sum + length(card), 0);
  return cards.length >= FEWEST && chars <= cards.length * LONGEST_TEASER;
}

function hasParagraphBeside(body: PageElement, teasers: ReadonlySet<PageElement>): boolean {
  return elementsNamed(body, PARAGRAPH).some((paragraph) => {
    if (length(paragraph) < PARAGRAPH_CHARS) return false;
    for (let at: PageElement | null = paragraph; at !== null; at = at.parentElement) if (teasers.has(at)) return false;
    return true;
  });
}

/** The highest element above each heading that holds no other of them. */
function cardsOf(headings: readonly PageElement[], body: PageElement): PageElement[] {
  const held = new Map<PageElement, number>();
  const above = (heading: PageElement) => {
    const path: PageElement[] = [];
    let at: PageElement | null = heading;
    for (; at !== null && at !== body && path.length < HIGHEST; at = at.parentElement) path.push(at);
    return path;
  };
  const paths = headings.map(above);
  for (const element of paths.flat()) held.set(element, (held.get(element) ?? 0) + 1);
  return paths.flatMap((path) => path.findLast((element) => held.get(element) === 1) ?? []);
}

function isLink(heading: PageElement): boolean {
  const own = length(heading);
  if (own === 0) return false;
  const links = elementsNamed(heading, LINK).reduce((sum, link) => sum + length(link), 0);
  if (links >= own * LINKED) return true;
  for (let at = heading.parentElement, up = 0; at !== null && up < 3; at = at.parentElement, up++) {
    if (at.tagName === "A") return true;
  }
  return false;
}

function length(element: PageElement): number {
  return (element.textContent ?? "").trim().length;
}
