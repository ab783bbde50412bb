/** Words as the ranking counts them: folded, without endings as far as cheap rules go. */

const WORD = /[\p{L}\p{N}]+/gu;
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/u;
const HANGUL = /[\uac00-\ud7a3]/u;

/** Letters kept of a word in an alphabet: enough to tell words apart, few enough to fold most endings. */
const STEM_CHARS = 6;
/** Syllables kept of a Korean word: particles and verb endings come after. */
const HANGUL_CHARS = 2;

/** Words that say nothing of the subject (English; other languages are held down by their frequency alone). */
const STOP = new Set(
  `the a an and or but of to in on at by for from with as is are was were be been being it its he his him she her they
  their them i you your we our us my me that this these those not no who which what when where there has have had do
  does did will would could can may might must should said says say than then so if about into over after before out
  up down also one two more most new just all some any other such only own same too very now mr mrs ms dr`.split(/\s+/),
);

/** Counted words of a sentence in a short folded form; empty for a sentence of function words. */
export function terms(text: string): string[] {
  const found: string[] = [];
  for (const [word] of text.toLowerCase().matchAll(WORD)) {
    if (CJK.test(word)) found.push(...pieces(word));
    else if (!STOP.has(word)) found.push(word.length > STEM_CHARS ? word.slice(0, STEM_CHARS) : word);
  }
  return found;
}

/** Hangul by the head of each word; Chinese and Japanese, which write no spaces, by pairs of characters. */
function pieces(word: string): string[] {
  if (HANGUL.test(word)) {
    // "DNA를", "2호기": what stands before the first syllable is the word, what follows a particle or a counter.
    const head = /^[\p{Script=Latin}]{2,}/u.exec(word)?.[0];
    return head !== undefined ? [head.slice(0, STEM_CHARS)] : word.length > 1 ? [word.slice(0, HANGUL_CHARS)] : [];
  }
  const pairs: string[] = [];
  for (let at = 0; at + 1 < word.length; at++) pairs.push(word.slice(at, at + 2));
  return pairs;
}

/** Length in words; text without spaces counts two characters for a word. */
export function wordCount(text: string): number {
  let count = 0;
  for (const [word] of text.matchAll(WORD)) {
    count += /[\u3040-\u30ff\u3400-\u9fff]/u.test(word) ? Math.ceil(word.length / 2) : 1;
  }
  return count;
}
