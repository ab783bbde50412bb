/**
 * Korean sentence ends where the text leaves out its full stops, as captions, tickers and many portals do. The final
 * verb ends in 다 after a syllable that closes a verb stem; the plain words that end in 다 are left alone.
 */

/** A bare ending: the last two or three syllables of a word in a sentence-final form, then a space. */
const BARE_ENDING = /([가-힣]니까|[가-힣][다죠요])(?=[ \t])/gu;
const STOPPED_ENDING = /[가-힣][다요까죠][.?!]/gu;

/** Words after which a final form goes on: "했다 하면", "있다 보니", "한다 해도", "왔다 갔다". */
const GOES_ON =
  /^[ \t]+(보니|보면|하면|해도|하더라도|하고|해서|치더라도|가도|못해|말고|말다|싶|가 |갔다|왔다|왔|손|는 |고 |며 )/u;

/** How many bare endings there must be for each one with a stop before the bare ones count as ends. */
const BARE_SHARE = 1;
const FEWEST_BARE = 2;

const JONGSEONG = 28;
/** Final consonants by their number in a precomposed syllable (Unicode, Hangul syllables): ㄴ 4, ㅂ 17, ㅆ 20. */
const SS = 20;
const N = 4;
const B = 17;

function finalConsonant(syllable: string): number {
  const code = syllable.charCodeAt(0) - 0xac00;
  return code >= 0 && code < 11_172 ? code % JONGSEONG : -1;
}

/** Adjectives in common use: -없다 -같다 -높다 -적다. */
const ADJECTIVES = "없같높많좋렵롭답적작깊넓짧쉽낮늦싶";
/** Open syllables with which 다 is another word or goes on: 보다 "than", 마다 "each", 에다 "onto", 바다 "sea", 캐나다, 하려다, 그러다. */
const NO_COPULA = "보마에바나가오러지려츠";

/**
 * Does 다 after this syllable close a sentence: -았다 -겠다 -있다 (ㅆ), -는다 -한다 (ㄴ), an adjective, or a noun that ends
 * in a vowel with the copula (문제다, 얘기다)?
 */
function closesStem(syllable: string): boolean {
  const final = finalConsonant(syllable);
  if (final === 0) return !NO_COPULA.includes(syllable);
  return final === SS || final === N || ADJECTIVES.includes(syllable);
}

/** 습니까 asks, 하니까 gives a reason; 죠 and 요 end a sentence only after the forms of polite speech. */
function isFinal(word: string): boolean {
  if (word.endsWith("다")) return closesStem(word[0]!);
  if (word.endsWith("니까")) return finalConsonant(word[0]!) === B;
  return word.endsWith("죠") ? "하되이겠었았".includes(word[0]!) : /^[어아해에예세네데]요$/u.test(word);
}

/** A reporter's address or the credit of a picture, behind which a flattened page begins anew. */
const SIGNED = /(?:[\w.-]+@[\w-]+(?:\.[\w-]+)+|제공(?:=[가-힣\d]+)?\])(?=[ \t]+\S)/gu;
/** A clause in quotation marks that ends a headline: what comes after a space is no word that quotes it. */
const HEADLINE_QUOTE =
  /["“][^"”“\n]{8,80}["”](?=[ \t]+(?!이?라|하|한|했|며|고|는|등|말|밝|전|강조|주장|설명|덧붙|비판|반박|지적|외|발언|입장|취지|의혹|논란)[^\s])/gu;

/** "- 홍합이 가진 접착 기능 모방": a line under the headline. */
const SUBHEAD = /(?<=\S)[ \t]+(?=- \S)/gu;

/** In a text without stops the headline may stand before the first sentence: ends of its lines and quotations. */
function headlineEnds(text: string, firstEnd: number): number[] {
  const head = text.slice(0, firstEnd);
  const quotes = [...head.matchAll(HEADLINE_QUOTE)].filter(([quote]) => (quote.match(/ /gu)?.length ?? 0) >= 2);
  const lines = [...head.matchAll(SUBHEAD)].map(({ index }) => index);
  return [...quotes.map((match) => match.index + match[0].length), ...lines];
}

/** Offsets just after the final word of each sentence that has no full stop; none in a text that uses its stops. */
export function bareEndings(text: string): number[] {
  const ends: number[] = [];
  for (const match of text.matchAll(BARE_ENDING)) {
    const word = match[1]!;
    if (!isFinal(word)) continue;
    const end = match.index + word.length;
    if (!GOES_ON.test(text.slice(end, end + 8))) ends.push(end);
  }
  const stopped = text.match(STOPPED_ENDING)?.length ?? 0;
  if (ends.length < FEWEST_BARE || ends.length < stopped * BARE_SHARE) return [];
  const signed = [...text.matchAll(SIGNED)].map((match) => match.index + match[0].length);
  return [...headlineEnds(text, ends[0]!), ...ends, ...signed];
}
