/** "SEOUL, June 3 (Reuters) - ": where a report was filed stands before its first sentence and is no part of it. */
import type { Range } from "./brackets.js";

const WORD = "\\p{Lu}[\\p{L}.'’-]*";
/** "Sonae", "New Delhi", "Rio de Janeiro": a place of at most four words. */
const PLACE = `${WORD}(?: (?:${WORD}|de|del|da|do|al|el|la|le|of|the)){0,3}`;
const DATE =
  "(?:(?:Jan|Feb|March|Mar|April|Apr|May|June|July|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\\.? \\d{1,2}|\\d{1,2} [A-Z][a-z]+)(?:,? \\d{4})?";
const WHERE = `${PLACE}(?:, ?(?:${DATE}|${PLACE})){0,3}`;
const AGENCY = "\\(\\p{Lu}[\\p{L}\\p{N}.&’' /-]{1,30}\\)";
const DASH = "\\s*(?:-{1,2}|[–—])\\s+";
const OPENS = "(?=[\"“‘']?[\\p{Lu}\\p{N}])";
/** With an agency a dash may be missing where the words are glued; "(WHO) Director" is no dateline. */
const FILED = `(?:${WHERE}\\s?)?${AGENCY}(?:${DASH}|\\s?-{2}\\s?|)${OPENS}`;
/** Without an agency the place stands in capitals: "SEOUL, South Korea — ". */
const CAPITALS = `\\p{Lu}{4,}(?:[ -]\\p{Lu}+){0,3}(?:, ?(?:${DATE}|${PLACE})){0,3}${DASH}${OPENS}`;
/** "海岸社首尔11月22日电（记者林涛）". */
const CHINESE =
  "[\\p{Script=Han}·]{2,16}(?:\\d{1,2}月)?\\d{1,2}日[电電讯訊](?:[ \u3000]*[（(](?:记者|記者)[^）)\\n]{1,40}[）)])?[ \u3000]*(?=[\\p{L}\\p{N}“《])";
/** "【ソウル＝海岸通信】". */
const JAPANESE = "[【［][^】］\\n]{1,20}[＝=][^】］\\n]{1,20}[】］][ \u3000]*(?=[\\p{L}\\p{N}「])";
/** "СЕУЛ, 22 ноября. /БЕРЕГ/. ", "СЕУЛ, 22 ноя - Берег Новости. ". */
const RUSSIAN =
  '(?=\\p{Script=Cyrillic})\\p{Lu}{3,}(?:[ -]\\p{Lu}+)*, \\d{1,2} \\p{Ll}{3,8}\\.? ?(?:/[^/\\n]{2,30}/\\.|[-–—] [^.\\n]{2,30}\\.)\\s+(?=[«“"]?\\p{Lu})';
const DATELINE = new RegExp(`(?:^|\\n)[ \\t]{0,8}(${FILED}|${CAPITALS}|${CHINESE}|${JAPANESE}|${RUSSIAN})`, "gu");
/** A longer beginning is a sentence, in characters. */
const LONGEST = 90;

/** The datelines of a text, each up to its sentence's first letter, in order; only where a line begins. */
export function datelines(text: string): Range[] {
  const found: Range[] = [];
  for (const { index, 0: whole, 1: line = "" } of text.matchAll(DATELINE)) {
    const end = index + whole.length;
    if (line.length <= LONGEST) found.push([end - line.length, end]);
  }
  return found;
}
