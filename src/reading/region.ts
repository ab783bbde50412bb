/** A second look at the page beside Readability's: where its paragraphs are, and what leads them in. */
import type { Block } from "./blocks.js";
import { marksOf, type PageElement } from "./dom.js";

/** A block of so many characters with few links is a paragraph. */
const PARAGRAPH_CHARS = 80;
const PARAGRAPH_LINKED = 0.4;
/** The region is the deepest element with so much of the page's paragraphs. */
const REGION_SHARE = 0.6;
/** Readability is overruled when it kept so little text, and less than this share of the region's paragraphs. */
const POOR_CHARS = 700;
const KEPT_SHARE = 0.35;
/** A page with fewer characters in paragraphs gives no evidence. */
const FEWEST_CHARS = 300;

/** A standfirst is at most so many blocks before the first paragraph, and so long. */
const STANDFIRST_BLOCKS = 15;
const STANDFIRST_CHARS = [40, 700] as const;
const STANDFIRST =
  /(?:^| )(?:lead|leadtext|lede|teaser|intro|introduction|standfirst|stand first|dek|subtitle|sub title|subheadline|subhead|subheading|summary|vorspann|anleser|anriss|chapo|chapeau|excerpt|abstract|entradilla|bajada|copete|sapo|volanta|sumario|article description|kurztext|einleitung)(?= |$)/;

const isParagraph = ({ text, linked }: Block) => text.length >= PARAGRAPH_CHARS && linked < PARAGRAPH_LINKED;
const sum = (blocks: readonly Block[]) => blocks.reduce((total, { text }) => total + text.length, 0);

/** Where the page's paragraphs are, from the blocks of the whole page: the first and last of the region, or null. */
export function paragraphRegion(page: readonly Block[]): Block[] | null {
  const paragraphs = page.filter(isParagraph);
  const total = sum(paragraphs);
  if (total < FEWEST_CHARS) return null;
  const within = new Map<PageElement, number>();
  for (const { text, element } of paragraphs) {
    for (let at: PageElement | null = element; at !== null; at = at.parentElement) {
      within.set(at, (within.get(at) ?? 0) + text.length);
    }
  }
  let region: PageElement | null = null;
  // Inner elements are met first on the way up, so the first that holds enough is the deepest on its line.
  for (const [element, chars] of within) {
    if (chars >= total * REGION_SHARE && (region === null || isInside(element, region))) region = element;
  }
  if (region === null) return null;
  const holder = region;
  return page.filter(({ element }) => isInside(element, holder));
}

/** Is an element the holder or below it? */
export function isInside(element: PageElement, holder: PageElement): boolean {
  for (let at: PageElement | null = element; at !== null; at = at.parentElement) if (at === holder) return true;
  return false;
}

/** Did Readability lose most of the region's paragraphs? */
export function missed(region: readonly Block[], kept: readonly Block[]): boolean {
  if (sum(kept) > POOR_CHARS) return false;
  const text = new Set(kept.map((block) => fold(block.text)));
  const paragraphs = region.filter(isParagraph);
  const found = paragraphs.filter((block) => text.has(fold(block.text)));
  return (
    sum(paragraphs) >= FEWEST_CHARS &&
    Math.max(sum(found), sum(kept.filter(isParagraph))) < sum(paragraphs) * KEPT_SHARE
  );
}

/**
 * The standfirst: a block shortly before the article's first that is marked as one or that the page gives as its
 * description; null when there is none or the article has it already.
 */
export function standfirst(
  page: readonly Block[],
  article: readonly Block[],
  description: string | null,
): Block | null {
  const texts: string[] = [];
  // Folding is dear, and most articles begin early on their page.
  const textAt = (at: number) => (texts[at] ??= fold(page[at]!.text));
  const opening = article.slice(0, 3).map((block) => fold(block.text));
  const found = opening.find((text) => page.some((_, at) => textAt(at) === text));
  if (found === undefined) return null;
  const first = texts.indexOf(found);
  const said = fold(description ?? "");
  for (let at = first - 1; at >= Math.max(0, first - STANDFIRST_BLOCKS); at--) {
    const block = page[at]!;
    if (block.text.length < STANDFIRST_CHARS[0] || block.text.length > STANDFIRST_CHARS[1]) continue;
    if (block.linked > PARAGRAPH_LINKED || !(isSaid(textAt(at), said) || isMarked(block))) continue;
    const had = fold(article.map(({ text }) => text).join(" "));
    if (!had.includes(textAt(at))) return block;
  }
  return null;
}

/** Is it what the page gives as its description, or the beginning of it? */
function isSaid(text: string, said: string): boolean {
  return said.length > 30 && (said.startsWith(text) || text.startsWith(said.slice(0, 120)));
}

function isMarked({ element }: Block): boolean {
  if (/^H1$/.test(element.tagName)) return false;
  for (let at: PageElement | null = element, up = 0; at !== null && up < 3; at = at.parentElement, up++) {
    if (STANDFIRST.test(marksOf(at))) return true;
  }
  return false;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}
