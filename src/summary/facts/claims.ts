/** Who says so, and how firmly. */
import type { Sentence } from "../sentences.js";
import { type Firmness, MEDIA, ROLES, VERBS } from "./tables.js";

export interface Claim {
  who: string;
  firmness: Firmness;
  start: number;
  end: number;
}

/** A longer sentence is a list or a page without stops; nobody is quoted in it that a rule could tell. */
const LONGEST_SENTENCE = 1_000;

const ENGLISH_VERBS = VERBS.map(([, verbs]) => verbs.replace(/\|[가-힣|]+/u, "")).join("|");
const KOREAN_VERBS = VERBS.flatMap(([, verbs]) => verbs.match(/[가-힣]+/gu) ?? []).join("|");
const ENGLISH_CLAIM = new RegExp(
  `((?:\\p{Lu}[\\p{L}\\p{N}.'’-]*|the|of|and|for)(?: (?:\\p{Lu}[\\p{L}\\p{N}.'’-]*|of|and|for|the|on|${ROLES}))*)(?: (?:has|have|had|also|later))? (${ENGLISH_VERBS})\\b`,
  "u",
);
const ACCORDING =
  /\b[Aa]ccording to ((?:the |a |an )?\p{Lu}[\p{L}\p{N}.'’& -]{1,80}?)(?=[,.;]| (?:on|in|which|that|who|and|said)\b)/u;
/** "...다고 의원들이 전했다": who says it stands before the verb. */
const KOREAN_AFTER = new RegExp(
  `[다라]고 ([가-힣A-Za-z\\p{N}·]{2,12}(?: [가-힣A-Za-z\\p{N}·]{1,12}){0,2})(?:은|는|이|가) (${KOREAN_VERBS})`,
  "u",
);
/** "합동참모본부는 ... 밝혔다": or at the beginning. */
const KOREAN_FIRST = new RegExp(
  `^(?:\\([^)]*\\)\\s*)?([가-힣A-Za-z\\p{N}· ]{2,30}?)(?:은|는|이|가) .*(${KOREAN_VERBS})`,
  "u",
);
/** A particle inside: then it is no name but half a sentence. */
const HALF_SENTENCE = /(?:에서|으로|에게|까지|부터|을|를|도|고|며|된|한) /u;
const PRONOUN = /^(?:He|She|They|It|But|And|We|I|This|That|These|Those|You|Who|There)$/u;

/** The claim that a sentence makes somebody's; empty where nobody is named. */
export function claimOf(sentence: Sentence): Claim[] {
  if (sentence.text.length > LONGEST_SENTENCE) return [];
  const match =
    ENGLISH_CLAIM.exec(sentence.text) ?? KOREAN_AFTER.exec(sentence.text) ?? KOREAN_FIRST.exec(sentence.text);
  if (match !== null) {
    const who = bare(match[1]!);
    const start = sentence.start + sentence.text.indexOf(who, match.index);
    if (who.length > 1 && /\p{Lu}|\p{Script=Hangul}/u.test(who) && !PRONOUN.test(who) && !HALF_SENTENCE.test(who)) {
      return [{ who, firmness: firmnessOf(match[2]!, who), start, end: start + who.length }];
    }
  }
  const source = ACCORDING.exec(sentence.text);
  if (source === null) return [];
  const who = bare(source[1]!);
  const start = sentence.start + sentence.text.indexOf(who, source.index);
  return [{ who, firmness: firmnessOf("said", who), start, end: start + who.length }];
}

/** "the military", "Xi on Monday", "23일 통신": the name alone. */
function bare(who: string): string {
  return who
    .replace(/^(?:(?:the|an?|and|of|for)\s+)+/iu, "")
    .replace(/^\d{1,2}일\s+/u, "")
    .replace(/\s+(?:on|in|at|late|early)(?:\s.*)?$/u, "")
    .replace(/\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/u, "")
    .trim();
}

/** Hearsay stays hearsay whatever its verb; a medium may deny only for itself. */
function firmnessOf(verb: string, who: string): Firmness {
  if (MEDIA.test(who)) return "reported";
  return VERBS.find(([, verbs]) => verbs.split("|").includes(verb))?.[0] ?? "said";
}
