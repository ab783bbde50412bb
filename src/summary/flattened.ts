/** Breaks that were lines on the page and were lost when it was flattened: datelines and credits of pictures. */

const DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day";
const MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)";

/** "…competition Friday, July 21, 2017 A group…": a full date that no preposition or comma ties to its sentence. */
const DATELINE = new RegExp(
  `(?<!\\b(?:on|of|by|until|since|from|to|and|or|last|next|before|after|for|through|for|this|is|was)|[,;:(–—-])\\s(${DAY}, ${MONTH} \\d{1,2}, \\d{4})\\s(?=["“‘]?\\p{Lu})`,
  "gu",
);
const CREDIT = /\s(?=(?:Image|Photo|Picture|Photograph|File photo|Credit|Photo credit|Image credit): \p{Lu})/gu;

/** Offsets at which a flattened line began, in no order. */
export function flattenedLines(text: string): number[] {
  const starts: number[] = [];
  for (const match of text.matchAll(DATELINE)) starts.push(match.index + 1, match.index + match[0].length);
  for (const match of text.matchAll(CREDIT)) starts.push(match.index + 1);
  return starts;
}
