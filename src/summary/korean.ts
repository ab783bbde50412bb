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

/** Does 다 after this syllable close a sentence: -았다 -겠다 -있다 (ㅆ), -는다 -한다 (ㄴ), -니다 -이다 -없다 -같다 -높다. */
function closesStem(syllable: string): boolean {
  const final = finalConsonant(syllable);
  return final === SS || final === N || "니이없같높많좋크하렵롭답".includes(syllable);
}

/** 습니까 asks, 하니까 gives a reason; 죠 and 요 end a sentence only after the forms of polite speech. */
function isFinal(word: string): boolean {
  if (word.endsWith("다")) return closesStem(word[0]!);
  if (word.endsWith("니까")) return finalConsonant(word[0]!) === B;
  return word.endsWith("죠") ? "하되이겠었았".includes(word[0]!) : /^[어아해에예세네데]요$/u.test(word);
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
  return ends.length >= FEWEST_BARE && ends.length >= stopped * BARE_SHARE ? ends : [];
}
