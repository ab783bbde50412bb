/** What stands for itself nowhere in a regular expression; a hyphen does outside a class, and `\-` is none under `u`. */
const SYNTAX = /[\\^$.*+?()[\]{}|/]/g;

/** A pattern that matches this text and nothing else, under any flags; for use outside character classes. */
export function literalPattern(text: string): string {
  return text.replace(SYNTAX, "\\$&");
}
