import { withoutMarkup } from "./tokens.js";

/** Titles of items that gather many events: they belong to none of them. */
const ROUND_UP = new RegExp(
  [
    "\\b(?:in brief|briefs?|highlights|shortlist|round-?up|as it happened|newsletter|press review|week in|today in)\\b",
    "\\bnews in (?:pictures|photos)\\b",
    "\\bmorning (?:briefing|agenda|call|brief)\\b",
    "\\b(?:daily|weekly|evening|business|entertainment|the) (?:briefing|news|digest|wrap)\\b",
    "\\blive (?:updates|blog|coverage)\\b|\\blive ?[:|–—]|[-–—|:] live\\b|실시간|ライブ|直播|онлайн",
    "\\btop (?:stories|\\d+)\\b|\\beditor'?s picks\\b|\\bwhat you need to know\\b",
    "날씨|단신|브리핑|헤드라인|主なニュース|まとめ|要闻|早报",
  ].join("|"),
  "iu",
);

/** Titles that ask, explain or judge rather than report. */
const ANALYSIS = new RegExp(
  [
    "^(?:why|how|what|who|can|could|will|is|are|does|has|was|opinion|analysis|explain\\w*|editorial|commentary|inside)\\b",
    "\\?|？",
    "\\bexplain(?:s|ed)?\\b|\\bkey developments\\b|\\bwhat to know\\b|\\bhere'?s what\\b",
    "칼럼|사설|분석|전망|해설|社説|解説|分析|评论|社论",
  ].join("|"),
  "iu",
);

/** `(서울=연합뉴스) 홍길동 기자 =`, `SEOUL, May 3 (Agency) --`: where and who, not what. */
const DATELINES = [
  /^\s*\([^()=]{1,40}=[^()]{1,20}\)\s*(?:[^=\n]{0,60}(?:기자|특파원)\s*=)?\s*/u,
  /^\s*\p{Lu}[\p{Lu} .,]{2,30}(?:,? \w+\.? \d{1,2})?\s*(?:\([^)]{2,30}\))?\s*[-–—]{1,2}\s+/u,
];

/** Brackets in Korean headlines that name the sort or the edition of a report, and elisions. */
const LABELS =
  /\[(?:속보|단독|영상|종합|사진|인터뷰|현장[^\]]*|[^\]]{0,6}속보)\]|\((?:종합\d?보?|속보|\d보)\)|\s\.\.\.$/gu;

/** True for a title that gathers many events. */
export function isRoundUp(title: string): boolean {
  return ROUND_UP.test(title);
}

/** True for a title that discusses rather than reports. */
export function isAnalysis(title: string): boolean {
  return ANALYSIS.test(title);
}

/** A title without the labels of its edition. */
export function bareTitle(title: string): string {
  return withoutMarkup(title).replace(LABELS, " ").trim();
}

/** A text without its dateline. */
export function bareText(text: string): string {
  let bare = withoutMarkup(text);
  for (const dateline of DATELINES) bare = bare.replace(dateline, "");
  return bare;
}
