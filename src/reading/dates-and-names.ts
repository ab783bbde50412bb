/** Short lines that only say when something was published and by whom. */

const MONTH =
  "jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|maret|mei|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря";
const DATE = new RegExp(
  `\\b\\d{1,2}[.\\s-]+(?:de )?(?:${MONTH})\\b|\\b(?:${MONTH})\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?\\b|\\b\\d{1,4}[./-]\\d{1,2}[./-]\\d{2,4}\\b|\\d{4}\\s?[년年]|\\b\\d{1,2}:\\d{2}\\b|\\b\\d+ (?:minutes?|hours?|days?|weeks?) ago\\b`,
  "iu",
);
/** What a line of dates may hold beside them. */
const AROUND_DATE =
  /\b(?:first|last|published|posted|updated|modified|created|date|on|at|by|von|am|um|uhr|publié|le|mis à jour|à|publicado|actualizado|em|às|aktualisiert|veröffentlicht|stand|pubblicato|diposting|pada|oleh|admin|am|pm|a\.m\.|p\.m\.|[ecmp][sd]?t|gmt|utc|bst|kst|ist|cest|cet|news|staff|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|입력|수정|등록|기자|发布|更新|公開)\b|입력|수정|등록|송고|기사/giu;

/** Longest line of dates and names, in characters. */
const LONGEST_DATE_LINE = 110;
const LONGEST_BYLINE = 110;
/** Letters that may be left of a date line when dates and their words are taken away (a name). */
const LETTERS_LEFT = 32;

/** "Updated 1:39 am EST, Wednesday, November 20, 2019", "18 NOV 2019", "Posted on March 30 by Admin". */
export function isDateLine(text: string): boolean {
  // A dash opens the signature under a quoted message.
  if (text.length > LONGEST_DATE_LINE || /^[—–-]/u.test(text) || !DATE.test(text)) return false;
  const left = text
    .replace(new RegExp(DATE.source, "giu"), " ")
    .replace(AROUND_DATE, " ")
    .replace(/[^\p{L}]+/gu, "");
  return left.length <= LETTERS_LEFT && !/[.!?]["”]?$/u.test(text.replace(/\b[ap]\.m\.$/iu, ""));
}

/** "By Ada Brook and Roy Tan", "VON SINA MOE", "김철수 기자". */
export function isByline(text: string): boolean {
  if (text.length > LONGEST_BYLINE || /[.!?:]["”]?$/u.test(text)) return false;
  if (/^(?:by|von|par|por|di|oleh|autor|author|text|written by|posted by)\s*:?\s+\p{Lu}/iu.test(text)) {
    const names = text.split(/\s+/u).slice(1);
    const small = names.filter(
      (word) => /^\p{Ll}/u.test(word) && !/^(?:and|und|et|y|e|de|van|von|for|of|the)$/u.test(word),
    );
    return small.length === 0 && names.length <= 14;
  }
  if (/^[\w.+-]{1,40}@[\w-]+(?:\.[\w-]+)+$/u.test(text)) return true;
  return /^[가-힣]{2,4}\s?(?:기자|특파원|인턴기자)(?:\s?[=|]?\s?\S*@\S+)?$/u.test(text);
}
