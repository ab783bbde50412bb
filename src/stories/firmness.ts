/** How firmly something is said, from the weakest on. */
export const FIRMNESS = ["possible", "suspected", "claimed", "assessed", "detected", "confirmed"] as const;
export type Firmness = (typeof FIRMNESS)[number];

/** A grade with the words that give it; offsets are UTF-16 into the text as given. */
export interface FirmnessSpan {
  firmness: Firmness;
  text: string;
  start: number;
  end: number;
}

/**
 * Words by grade, in English, Korean, Japanese, Chinese and Russian. "Possible" is what may yet be, and so is whatever
 * somebody is said to prepare, however plainly; "suspected" what
 * somebody takes to have been; "claimed" what the doer or an interested side says; "assessed" an analyst's judgement;
 * "detected" a measurement; "confirmed" what is said outright to be so.
 */
const WORDS: Record<Firmness, RegExp> = {
  possible:
    /\b(?:may|might|could)(?: (?:have|be|been|soon|also|yet|well|still))*(?: preparing(?: (?:for|to))?)?(?= \p{L})|\b(?:possibl[ey]|potential(?:ly)?|expected to|(?:appears? to be |seems? to be )?(?:preparing|readying|gearing up)(?: (?:for|to))?|prepar(?:es|ed) (?:for|to)|preparations? (?:for|to)|poised to|about to|signs of)\b|가능성|움직임|임박|전망|준비|채비|可能性|見通し|恐れ|準備|可能|或将|准备|筹备|возможно|готов(?:ит|ят)(?:ся)?|подготовк\p{L}+|может/giu,
  suspected:
    /\b(?:suspect(?:ed|s)|presum(?:ed|ably)|apparent(?:ly)?|believed to|thought to|alleged(?:ly)?|unidentified|unconfirmed)\b|추정|의심|疑い|とみられる|とみられ|疑似|涉嫌|疑似|предположительно|вероятно|подозрева\p{L}+/giu,
  claimed:
    /\b(?:claim(?:s|ed)?|says it|said it had|boasts?|touts?|announce[sd]|state media (?:say|said|report)s?)\b|주장|발표|과시|主張|発表|宣称|声称|宣布|заяви\p{L}+|утвержда\p{L}+|объяви\p{L}+/giu,
  assessed:
    /\b(?:assess(?:es|ed|ment)?|analysts? (?:say|said|believe)|analysis|estimat(?:es|ed)|conclud(?:es|ed)|judg(?:es|ed)|imagery (?:shows?|suggests?|indicates?)|images (?:show|suggest|indicate))\b|분석|평가|판단|分析|推定|評価|评估|оценива\p{L}+|по оценк\p{L}+/giu,
  detected:
    /\b(?:detect(?:s|ed)|track(?:s|ed)|register(?:s|ed)|observ(?:es|ed)|picked up|recorded)\b|포착|탐지|관측|감지|検知|探知|観測|探测到|监测到|засек\p{L}+|обнаруж\p{L}+|зафиксирова\p{L}+/giu,
  confirmed:
    /\b(?:confirm(?:s|ed)?|verif(?:y|ies|ied)|acknowledg(?:es|ed)|admit(?:s|ted))\b|확인|공식화|시인|確認|认定|确认|證實|证实|подтверд\p{L}+|подтвержда\p{L}+/giu,
};

/** Words just before that take a grade back: "not confirmed", "yet to confirm", "could not verify". */
const DENIED =
  /(?:\b(?:not|never|un|yet to|cannot|can't|couldn't|could not|without|declined to|refused to|if)\s*(?:be |been )?)$/iu;
/** Words just behind that do: `확인되지 않`, `確認されていない`. */
const DENIED_AFTER = /^(?:되지|하지|할 수 없|안 |できず|されていない|できていない|できない)/u;
/** Characters looked at before and behind a word. */
const AROUND = 24;

/** Every graded word of a text, in order. */
export function firmnessSpans(text: string): FirmnessSpan[] {
  const spans: FirmnessSpan[] = [];
  for (const firmness of FIRMNESS) {
    for (const match of text.matchAll(WORDS[firmness])) {
      const start = match.index;
      const end = start + match[0].length;
      if (taken(text, start, end)) continue;
      spans.push({ firmness, text: match[0], start, end });
    }
  }
  return spans.sort((a, b) => a.start - b.start || b.end - a.end);
}

/**
 * How firmly a report says what it says: by its title, else by its lead, the weakest word deciding, since
 * "may have been confirmed" confirms nothing. Null when no word grades it, which is a plain statement.
 */
export function firmnessOf(title: string, text: string): (FirmnessSpan & { field: "title" | "text" }) | null {
  const inTitle = weakest(firmnessSpans(title));
  if (inTitle !== null) return { ...inTitle, field: "title" };
  const inLead = weakest(firmnessSpans(lead(text)));
  return inLead === null ? null : { ...inLead, field: "text" };
}

/** Negative when `a` is said less firmly than `b`. */
export function compareFirmness(a: Firmness, b: Firmness): number {
  return FIRMNESS.indexOf(a) - FIRMNESS.indexOf(b);
}

function weakest(spans: FirmnessSpan[]): FirmnessSpan | null {
  return spans.reduce<FirmnessSpan | null>(
    (least, span) => (least === null || compareFirmness(span.firmness, least.firmness) < 0 ? span : least),
    null,
  );
}

/** True for a grade that its surroundings take back, and for the month of May. */
function taken(text: string, start: number, end: number): boolean {
  if (/^May\b/.test(text.slice(start, end))) return true;
  return (
    DENIED.test(text.slice(Math.max(0, start - AROUND), start)) || DENIED_AFTER.test(text.slice(end, end + AROUND))
  );
}

/** The first sentence. */
function lead(text: string): string {
  const end = text.search(/[.!?。！？](?:\s|$)|[。！？]/u);
  return end < 0 ? text : text.slice(0, end + 1);
}
