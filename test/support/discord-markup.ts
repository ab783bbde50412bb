/** What Discord would make of a text: for tests that nothing from outside formats, links or mentions. */

/** What is left of Markdown when escapes, bold words, small print, our own times and links are taken out. */
export function activeMarkup(markdown: string): string {
  return markdown
    .replace(/\\[^0-9A-Za-z\s]/g, "x")
    .replace(/\*\*([^*\n]+)\*\*(?!\*)/g, "$1")
    .replace(/^-# /gm, "")
    .replace(/<t:\d+:[fR]>/g, "")
    .replace(/\[[^\]\n]*\]\(https?:\/\/[^)\s]+\)/g, "")
    .replace(/\((?=[\p{L}\p{N}])[^()\n]*\)|[()]/gu, "");
}

/** As an address stands in a link; nothing for what is none. */
export function hrefInMarkdown(url: string): string[] {
  if (!URL.canParse(url)) return [];
  return [new URL(url).href.replace(/[()]/g, (char) => (char === "(" ? "%28" : "%29"))];
}

/** Every link with the words by which it is named, escapes and the sign of a cut taken out. */
export function linksIn(markdown: string): { words: string; url: string }[] {
  return [...markdown.matchAll(/(?<!\\)\[((?:\\.|[^\]\\])*)\]\((https?:[^)]*)\)/g)].map(([, words = "", url = ""]) => ({
    words: words.replaceAll("\\", "").replace(/…$/, ""),
    url,
  }));
}
