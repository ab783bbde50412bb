/** What stands for itself nowhere in a regular expression; a hyphen does outside a class, and `\-` is none under `u`. */
const SYNTAX = /[\\^$.*+?()[\]{}|/]/g;

/** A pattern that matches this text and nothing else, under any flags; for use outside character classes. */
export function literalPattern(text: string): string {
  return text.replace(SYNTAX, "\\$&");
}

/** A text in which letters that differ in case alone are one: what a pattern with the flags `iu` takes as the same. */
export function foldCase(text: string): string {
  return text.toLowerCase().toUpperCase();
}

/**
 * Whether a name cannot stand in a text, told by its longest word: a look for some letters costs a hundredth of what a
 * pattern without regard to case does, and most names are in few sentences.
 * @returns what takes a text by `foldCase`; false only says that it is worth looking
 */
export function absenceOf(name: string): (folded: string) => boolean {
  const longest = name.split(/\s+/).reduce((long, word) => (word.length > long.length ? word : long), "");
  const needle = foldCase(longest);
  return (folded) => !folded.includes(needle);
}
