/** Whether a sighting is the name and not a piece of another word, as its language writes words. */
import { folding, Kind } from "./fold.js";
import { lettersOf, type Name } from "./names.js";

/**
 * Korean endings that follow a noun directly: particles of case, topic and place, the copula, titles of rank left out.
 * From any grammar of Korean; two may follow each other (에서는, 으로부터의).
 */
const PARTICLE =
  "(?:은|는|이|가|을|를|의|에|에서|에게|께|로|으로|와|과|랑|도|만|까지|부터|마다|조차|마저|보다|처럼|같이|이나|나|이라|라|이란|란|이며|며|이자|이고|고|인|엔|서|측|발|산|형|호|급|식|제|판|들|당국|군|군은|군이|명|일|日)";
const KOREAN_END = new RegExp(`^${PARTICLE}{0,2}(?!\\p{Script=Hangul})`, "u");
/** Plural and possessive without its apostrophe. */
const LATIN_END = /^(?:e?s)(?![\p{L}\p{N}])/iu;
/** Longest ending looked at. */
const MAX_ENDING_CHARS = 8;

/** True when the letters around text[start, end) leave the name whole. */
export function isWhole(text: string, start: number, end: number, name: Name): boolean {
  const { kind } = folding();
  if (!name.openLeft && start > 0 && kind[text.charCodeAt(start - 1)] === Kind.hangul) return false;
  if (!name.openRight && end < text.length && !endsAt(text, end, name, kind)) return false;
  return name.exact === null || lettersOf(text.slice(start, end)) === name.exact;
}

function endsAt(text: string, end: number, name: Name, kind: Uint8Array): boolean {
  const last = kind[text.charCodeAt(end - 1)];
  const next = kind[text.charCodeAt(end)];
  if (last === Kind.hangul) {
    return next !== Kind.hangul || KOREAN_END.test(text.slice(end, end + MAX_ENDING_CHARS));
  }
  if (next !== Kind.word && next !== Kind.digit) return true;
  return name.inflects && next === Kind.word && LATIN_END.test(text.slice(end, end + MAX_ENDING_CHARS));
}
