/** Names in writing that has no capitals: Korean, Chinese and Japanese. What may be one must stand in the source. */

const HAN_OR_KANA = /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}ー々]+/gu;
const HANGUL_WORD = /[가-힣]{2,}/gu;
const KATAKANA = /^[\p{Script=Katakana}ー]{2,}$/u;

/** Particles behind a Korean noun, the longer ones first. */
const PARTICLE =
  /(?:이라고|라고|으로부터|로부터|에서는|에게서|에서도|에서|에게|에는|에도|까지|부터|으로는|으로|로는|처럼|보다|마다|께서|이며|이고|이나|은|는|이|가|을|를|의|에|로|와|과|도|만|씨)$/u;
/** Endings of Korean predicates: they are the writer's own, and no name. */
const PREDICATE =
  /(?:다|며|면서|고|하는|되는|지는|있는|없는|한|된|할|될|던|진|인|하게|되게|하여|해|돼|어|지만|도록|려고|려는|기로|하기|되기|것|으며|[했됐었았겠졌렸켰났왔갔섰]음?)$/u;
/** Words that join what a source states, in any report. */
const JOINING = new Set(
  `또한 그리고 그러나 하지만 이번 이후 이날 당시 현재 최근 관련 가운데 따르면 대해 위해 통해 등을 함께 모두 아직 이미 특히
  앞서 한편 여러 일부 사실 내용 경우 때문 정도 상황 것으로 것이`.split(/\s+/),
);

/** A stretch that stands alone in one letter is a particle or a counter. */
const LEAST = 2;

let segmenter: Intl.Segmenter | null = null;
let regions: ReadonlySet<string> | null = null;

/**
 * What may be a name in a sentence and does not stand in its source: Korean nouns; in Chinese and Japanese names of
 * countries (CLDR), words in katakana and stretches that no dictionary (ICU) knows as words. Other words may be the
 * writer's own; how many is judged elsewhere.
 *
 * @param source folded: lower case, letters and digits alone
 */
export function strangeNames(sentence: string, source: string): string[] {
  const text = sentence.normalize("NFKC");
  const korean = [...text.matchAll(HANGUL_WORD)].flatMap(([word]) => strangeNoun(word, source) ?? []);
  const other = [...text.matchAll(HAN_OR_KANA)].flatMap(([run]) => strangeIn(run, source));
  return [...korean, ...other];
}

function strangeNoun(word: string, source: string): string | null {
  if (JOINING.has(word) || source.includes(word)) return null;
  const noun = word.replace(PARTICLE, "");
  if (noun.length < LEAST || JOINING.has(noun) || isCovered(noun, source)) return null;
  const bare = noun === word || /[는은]$/u.test(word);
  return bare && PREDICATE.test(word) ? null : noun;
}

/** Does every letter belong to two or more neighbours that stand side by side in the source too? One may be left over. */
function isCovered(word: string, source: string): boolean {
  let left = 0;
  for (let at = 0; at < word.length; at++) {
    const before = at > 0 && source.includes(word.slice(at - 1, at + 1));
    const after = source.includes(word.slice(at, at + 2)) && at + 1 < word.length;
    left = before || after ? 0 : left + 1;
    if (left >= LEAST) return false;
  }
  return true;
}

function strangeIn(run: string, source: string): string[] {
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  const strange: string[] = [];
  let letters = "";
  const flush = () => {
    if (letters.length >= LEAST && !isCovered(letters, source)) strange.push(letters);
    letters = "";
  };
  for (const { segment } of segmenter.segment(run)) {
    // Hiragana is grammar.
    if (/^\p{Script=Han}$/u.test(segment)) letters += segment;
    else {
      flush();
      if ((KATAKANA.test(segment) || regionNames().has(segment)) && !source.includes(segment)) strange.push(segment);
    }
  }
  flush();
  return strange;
}

/** Names of countries and territories in Chinese and Japanese, by the codes of ISO 3166. */
function regionNames(): ReadonlySet<string> {
  if (regions !== null) return regions;
  const names = new Set<string>();
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  for (const language of ["zh-Hans", "zh-Hant", "ja"]) {
    const display = new Intl.DisplayNames(language, { type: "region", fallback: "none" });
    for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
      const name = display.of(code);
      if (name !== undefined) names.add(name.normalize("NFKC"));
    }
  }
  regions = names;
  return regions;
}
