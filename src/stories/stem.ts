/**
 * A light stemmer for English (plurals, -ed, -ing, final e and y), after the first steps of Porter (1980). Headlines need
 * no more: a stronger one folds names into words. Words with digits and short words stay as they are.
 * @param word in lower case
 */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  const singular = withoutPlural(word);
  const base = withoutEnding(singular);
  if (base.length > 4 && base.endsWith("e")) return base.slice(0, -1);
  if (base.length > 4 && base.endsWith("y")) return `${base.slice(0, -1)}i`;
  return base;
}

function withoutPlural(word: string): string {
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (word.endsWith("sses")) return word.slice(0, -2);
  if (word.endsWith("s") && !/(ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}

function withoutEnding(word: string): string {
  let base = word;
  if (word.endsWith("ing") && word.length > 5) base = word.slice(0, -3);
  else if (word.endsWith("ed") && word.length > 4) base = word.slice(0, -2);
  if (base === word || !/[aeiouy]/.test(base)) return word;
  return /([bdfgmnprt])\1$/.test(base) ? base.slice(0, -1) : base;
}
