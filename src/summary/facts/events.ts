/** Which class of event a report tells. */
import type { Sentence } from "../sentences.js";
import { EVENTS, type EventClass, type EventForm } from "./tables.js";

/** Where the class is told; offsets are UTF-16 into the field as given, end exclusive. */
export interface ToldEvent {
  class: EventClass;
  field: "title" | "text";
  start: number;
  end: number;
}

const SAID: readonly EventClass[] = ["assessment", "statement"];
/** An event is what the beginning tells; further down stand those of the past. */
const LEAD_SENTENCES = 3;

/** Is the class only of what somebody said, so that no day in it is that of an event? */
export function isOnlySaid(kind: EventClass): boolean {
  return SAID.includes(kind);
}

/**
 * What the title, else the first sentence that tells an event, says; what was said of one only where nothing happens.
 *
 * @param publishedAt ms since 1970 UTC, or null; an event of an earlier year is one that the report recalls
 */
export function eventOf(title: string, sentences: readonly Sentence[], publishedAt: number | null): ToldEvent | null {
  const year = publishedAt === null ? null : new Date(publishedAt).getUTCFullYear();
  const lead = sentences.slice(0, LEAD_SENTENCES);
  for (const said of [false, true]) {
    const forms = EVENTS.filter(({ kind }) => isOnlySaid(kind) === said);
    for (const form of forms) {
      const match = told(form, title, year);
      if (match !== null)
        return { class: form.kind, field: "title", start: match.index, end: match.index + match[0].length };
    }
    for (const { text, start } of lead) {
      for (const form of forms) {
        const match = told(form, text, year);
        if (match === null) continue;
        const at = start + match.index;
        return { class: form.kind, field: "text", start: at, end: at + match[0].length };
      }
    }
  }
  return null;
}

/** Words that deny what follows, or put it into the future or a condition. */
const NOT_SO =
  /\b(?:not|never|no|without|nor|neither|cannot|could|may|might|would|will|plan(?:s|ned|ning)? to|intend(?:s|ed)? to|threaten(?:s|ed|ing)? to|threats? (?:of|to)|vow(?:s|ed)? to|want(?:s|ed)? to|ready(?:ing)?|prepar(?:e[sd]?|ing|ations?)|possible|potential|imminent|upcoming|before any|considering|capable of|able to|designed to|used to)\b(?:[ -][\p{L}\p{N}'’]+){0,4}[ -]$|n['’]t (?:[\p{L}'’]+ ){0,3}$/iu;
/** The same in languages without borders of words, and in Russian. */
const NOT_SO_BEFORE =
  /(?:没有|沒有|未|并未|准备|準備|计划|計劃|可能|威胁|威脅|考虑|признак\p{L}+ [^.]{0,20}|подготовк\p{L}+ к |готов\p{L}+ к |планиру\p{L}+ |угрож\p{L}+ |возможн\p{L}+ |(?<!\p{L})не )$/iu;
const NOT_SO_AFTER =
  /^(?:\s?(?:의 )?(?:임박|징후|조짐|가능성|준비|계획|예정|위협|움직임|능력|훈련 계획)|하지 (?:않|못)|할 (?:것|수|가능|예정|계획|준비|징후|조짐|움직임)|(?:の|する|に向けた)?(?:兆候|兆し|可能性|準備|計画|予定|能力|見通し|恐れ)|しな(?:い|かった)|的?(?:迹象|跡象|可能性|准备|準備|计划|計劃|能力|威胁|威脅)|\p{L}* (?:не было|нет))/u;
/** So many characters before are looked at. */
const WORDS_BEFORE = 60;
/** "... in 2017", "지난해 ...": it is recalled. */
const AFTER_YEAR = /^[^.,;]{0,30}\b(?:in|of|since|from)(?: \p{L}+\.?)?(?: \d{1,2},?)? ((?:19|20)\d{2})\b/iu;
const RECALLED =
  /(?:지난해|작년|昨年|去年|\blast year['’]s|\b(?:since|after) (?:its|the|their|a) [^.,]{0,25})[^.,。]{0,30}$/iu;

function told({ pattern, needs, happened }: EventForm, text: string, year: number | null): RegExpExecArray | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const isLetters = /^[\p{Script=Latin}\p{Script=Cyrillic}]/u.test(match[0]);
  if (needs !== undefined && isLetters && !needs.test(text)) return null;
  if (happened === undefined) return match;
  const before = text.slice(Math.max(0, match.index - WORDS_BEFORE), match.index);
  const after = text.slice(match.index + match[0].length);
  const named = AFTER_YEAR.exec(after)?.[1];
  const isPast = year !== null && named !== undefined && Number(named) < year;
  const notSo = NOT_SO.test(before) || NOT_SO_BEFORE.test(before) || NOT_SO_AFTER.test(after);
  return isPast || notSo || RECALLED.test(before) ? null : match;
}
