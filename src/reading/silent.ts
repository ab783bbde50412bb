/** Takes out of markup what carries no text before it costs anything to parse: scripts, styles, drawings, comments. */

const OPENING = /<(?:!--|(script|style|svg|iframe|template)(?=[\s/>]))/gi;
/** Scripts in which the page describes itself stay. */
const DESCRIBES = /^<script[^>]{0,300}?application\/ld\+json/i;
/** Its length is enough to see the type of a script. */
const TAG_CHARS = 320;

/**
 * One forward pass. What is opened and never closed stays, for the parser to judge; a name whose end was not found
 * once is not looked for again, so that no markup makes the pass slow.
 */
export function withoutSilent(markup: string): string {
  const lower = markup.toLowerCase();
  const unclosed = new Set<string>();
  let out = "";
  let kept = 0;
  OPENING.lastIndex = 0;
  for (let match = OPENING.exec(markup); match !== null; match = OPENING.exec(markup)) {
    const name = match[1]?.toLowerCase() ?? "--";
    if (unclosed.has(name)) continue;
    const close = name === "--" ? "-->" : `</${name}`;
    const found = lower.indexOf(close, OPENING.lastIndex);
    const end = found === -1 ? -1 : lower.indexOf(">", found);
    if (end === -1) {
      unclosed.add(name);
      continue;
    }
    const describes = name === "script" && DESCRIBES.test(markup.slice(match.index, match.index + TAG_CHARS));
    if (!describes) {
      out += markup.slice(kept, match.index);
      kept = end + 1;
    }
    OPENING.lastIndex = end + 1;
  }
  return out + markup.slice(kept);
}
