/** Scripts as far as they keep two texts from sharing words. */
export type Script = "latin" | "hangul" | "han" | "kana" | "cyrillic" | "other";

const SCRIPTS: [Script, RegExp][] = [
  ["hangul", /\p{Script=Hangul}/gu],
  ["kana", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["han", /\p{Script=Han}/gu],
  ["cyrillic", /\p{Script=Cyrillic}/gu],
  ["latin", /\p{Script=Latin}/gu],
];

/** Letters of Hangul or Kana that make a text Korean or Japanese, however many Han letters or Latin initials it holds. */
const ENOUGH = 2;

/** The script of a text: Hangul or Kana where there are any to speak of, else the one with the most letters. */
export function scriptOf(text: string): Script {
  const counts = SCRIPTS.map(([script, letters]) => ({ script, count: text.match(letters)?.length ?? 0 }));
  const own = counts.slice(0, 2).find(({ count }) => count >= ENOUGH);
  if (own !== undefined) return own.script;
  const most = counts.reduce((best, one) => (one.count > best.count ? one : best));
  return most.count === 0 ? "other" : most.script;
}
