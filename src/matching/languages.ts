/** Which language a text is in as far as names are bound to one: by script first, by what the feed says otherwise. */

/** Primary language subtag in lower case, or null when nobody knows. */
export function languageOf(title: string, text: string, given: string | null): string | null {
  const said = given?.toLowerCase().split(/[-_]/)[0] || null;
  return byScript(title, said) ?? byScript(text.slice(0, SAMPLE_CHARS), said) ?? said;
}

/** Enough of a text to know its script. */
const SAMPLE_CHARS = 400;

function byScript(sample: string, said: string | null): string | null {
  if (/\p{Script=Hangul}/u.test(sample)) return "ko";
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sample)) return "ja";
  if (/\p{Script=Han}/u.test(sample)) return said === "ja" || said === "ko" ? said : "zh";
  return null;
}
