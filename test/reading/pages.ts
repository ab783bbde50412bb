/** Pages of our own writing in the shapes that news sites have. */

export const SENTENCES = [
  "A crane was seen beside the northern launch tower on Monday, according to pictures taken by a commercial satellite.",
  "The tower, which had stood unused since the spring, was repainted and its lower platforms were closed again.",
  "Two fuel lorries stood at the assembly hall, and snow had been cleared from the road that leads to the pad.",
  "Officials in the capital said that they were watching the site closely but saw no sign of an early launch.",
  "Analysts warned that work of this kind took weeks and that pictures of a single day could mislead.",
  "The site was last used in November, when a rocket carried a small satellite into a polar orbit.",
];

export const bytes = (html: string) => new TextEncoder().encode(html);
export const paragraphs = (sentences = SENTENCES) => sentences.map((sentence) => `<p>${sentence}</p>`).join("\n");

export interface PageParts {
  head?: string;
  before?: string;
  inside?: string;
  after?: string;
  lang?: string;
}

/** A page with navigation, an article and a foot; the parts go where their names say. */
export function newsPage({ head = "", before = "", inside = "", after = "", lang = "en" }: PageParts = {}): string {
  const [first, ...rest] = SENTENCES;
  return `<!doctype html><html lang="${lang}"><head><title>Crane seen at launch tower - Coast Daily</title>${head}</head>
<body><header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<main><article><h1>Crane seen at launch tower</h1>${before}<div class="article-body"><p>${first}</p>${inside}${paragraphs(rest)}</div>${after}</article></main>
<footer class="site-footer"><p>Copyright © 2024 Coast Daily. All rights reserved.</p></footer></body></html>`;
}
