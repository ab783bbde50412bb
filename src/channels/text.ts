/**
 * Text from outside made safe to show: one line, well-formed, cut between graphemes. What each platform must escape is
 * the business of its renderer; what no platform should ever see is taken out here.
 */

/** Longest address shown; Discord's embeds take 2,048 characters, Slack's links 3,000. */
export const MAX_URL_CHARS = 2000;

const ELLIPSIS = "…";

/** Control characters but tab and line ends; directional overrides and isolates, with which text can pose as other text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const UNSEEN = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;
const ZERO_WIDTH_SPACE = "\u200b";
const MASS_MENTION = /@(?=everyone|here|channel)/gi;
/** What opens a mention, an emoji, a time, a command or a link in angle brackets on either platform. */
const ANGLE_MARKUP = /<(?=[!@#:/]|[a-z][a-z0-9+.-]*:)/gi;

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** The text on one line without control characters, directional overrides and halves of surrogate pairs. */
export function oneLine(text: string): string {
  return text
    .replace(UNSEEN, "")
    .replace(LONE_SURROGATE, "\ufffd")
    .replace(/[\s\u2028\u2029]+/gu, " ")
    .trim();
}

/**
 * Breaks `@everyone` and its like and everything that opens markup in angle brackets by a space of no width. Where a
 * platform parses no markup this changes nothing that is seen, and it holds when somebody copies the text elsewhere.
 */
export function breakMentions(text: string): string {
  return text.replace(MASS_MENTION, `@${ZERO_WIDTH_SPACE}`).replace(ANGLE_MARKUP, `<${ZERO_WIDTH_SPACE}`);
}

/** How a platform writes one grapheme, and how much of its limit that takes. */
export interface Drawing {
  write(grapheme: string): string;
  weigh(written: string): number;
}

/**
 * The text as the platform writes it, cut between graphemes so that no more than `max` is taken, the mark of the cut
 * included. Nothing is ever cut inside an escape, for each grapheme is written whole or not at all.
 */
export function drawWithin(text: string, max: number, drawing: Drawing): string {
  // What stands beyond max + 1 units cannot fit, as nothing weighs less than its own length.
  const units = text.slice(0, max + 1);
  const written: { text: string; weight: number }[] = [];
  let taken = 0;
  let complete = units.length === text.length;
  for (const { segment } of graphemes.segment(units)) {
    const piece = drawing.write(segment);
    const weight = drawing.weigh(piece);
    if (taken + weight > max) {
      complete = false;
      break;
    }
    written.push({ text: piece, weight });
    taken += weight;
  }
  if (complete) return written.map((piece) => piece.text).join("");
  while (taken + ELLIPSIS.length > max && written.length > 0) taken -= written.pop()!.weight;
  const kept = written.map((piece) => piece.text).join("");
  return max < ELLIPSIS.length ? kept : `${kept.trimEnd()}${ELLIPSIS}`;
}

/**
 * The address if it may be linked: http or https, no name or password in it (`https://bank.example@evil.example`), not
 * longer than MAX_URL_CHARS; else null.
 */
export function linkable(url: string | null | undefined): string | null {
  if (!url || url.length > MAX_URL_CHARS) return null;
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return null;
  }
  if (parsed.protocol !== "http:" && parsed.protocol !== "https:") return null;
  if (parsed.username !== "" || parsed.password !== "") return null;
  return parsed.href.length > MAX_URL_CHARS ? null : parsed.href;
}

/** The host of a linkable address without `www.`: the honest name of where a link leads. */
export function hostOf(href: string): string {
  return new URL(href).host.replace(/^www\./, "");
}

/** The text could be taken for an address, so it must not be the words of a link that leads elsewhere. */
export function looksLikeAddress(text: string): boolean {
  return /:\/\/|\bwww\.|[\p{L}\p{N}-]\.\p{L}{2,}/iu.test(text);
}

/** The lines that fit into `max` characters together, with the mark of a cut when some did not. */
export function linesWithin(lines: string[], max: number): string {
  const kept: string[] = [];
  let taken = 0;
  for (const line of lines) {
    if (taken + line.length + 1 > max - ELLIPSIS.length - 1) return [...kept, ELLIPSIS].join("\n");
    kept.push(line);
    taken += line.length + 1;
  }
  return kept.join("\n");
}

/**
 * Each line of a text drawn for itself, the empty ones left out, as far as `max` characters go.
 * @param draw one line, within so many characters
 */
export function drawnLines(text: string, max: number, draw: (line: string, max: number) => string): string[] {
  const lines: string[] = [];
  let left = max;
  for (const line of text.split("\n")) {
    const drawn = left > LEAST_LINE_CHARS ? draw(line, left) : "";
    if (drawn === "") continue;
    lines.push(drawn);
    left -= drawn.length + 1;
  }
  return lines;
}

/** A shorter rest of a line says nothing. */
const LEAST_LINE_CHARS = 20;
