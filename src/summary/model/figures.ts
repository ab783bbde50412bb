/** Numbers in running text, whichever way they are written. */

const DIGITS = /\p{Nd}+(?:[.,:]\p{Nd}+)*/gu;
/**
 * Words for numbers over one in the languages of the feeds and the larger European ones, by their value; without those that are
 * other words in another of them (Spanish "once", French "sept").
 */
const SPELLED: readonly [number, string][] = [
  [2, "two deux zwei dos два две двух двумя"],
  [3, "three trois drei tres три трех трёх тремя"],
  [4, "four quatre vier cuatro четыре четырех четырёх"],
  [5, "five cinq fünf cinco пять пяти"],
  [6, "six sechs seis шесть шести"],
  [7, "seven sieben siete семь семи"],
  [8, "eight huit acht ocho восемь восьми"],
  [9, "nine neuf neun nueve девять девяти"],
  [10, "ten dix zehn diez десять десяти"],
  [11, "eleven onze"],
  [12, "twelve dozen douze douzaine zwölf dutzend doce docena дюжина"],
  [13, "thirteen treize dreizehn trece"],
  [14, "fourteen quatorze vierzehn catorce"],
  [15, "fifteen quinze quinzaine fünfzehn"],
  [16, "sixteen seize sechzehn"],
  [17, "seventeen siebzehn"],
  [18, "eighteen achtzehn"],
  [19, "nineteen neunzehn"],
  [20, "twenty vingt vingtaine zwanzig veinte двадцать двадцати"],
  [30, "thirty trente trentaine dreißig treinta тридцать тридцати"],
  [40, "forty quarante vierzig cuarenta сорок"],
  [50, "fifty cinquante fünfzig cincuenta пятьдесят"],
  [60, "sixty soixante sechzig sesenta"],
  [70, "seventy siebzig setenta"],
  [80, "eighty achtzig ochenta"],
  [90, "ninety neunzig noventa"],
  [100, "hundred centaine hundert cien ciento сто сотня"],
  [1000, "thousand mille tausend тысяча тысячи тысяч"],
];
const VALUES = new Map(SPELLED.flatMap(([value, words]) => words.split(" ").map((word) => [word, value] as const)));
const KOREAN = ["", "", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"];
const KOREAN_COUNTED =
  /(?<![가-힣])(두|세|네|다섯|여섯|일곱|여덟|아홉|열) ?(?=발|명|차례|번|곳|척|대|개|건|기|달|배|가지|사람|시|시간)/gu;
/** Han numerals count where they are longer than one or stand before what is counted; 一 is a word of its own. */
const HAN = /[〇零一二三四五六七八九十百千万萬亿億两兩]+/gu;
const HAN_COUNTED =
  /^(?:枚|名|人|次|个|個|年|月|日|公里|发|發|台|臺|架|艘|座|天|小时|時間|发射|カ所|か所|回|基|隻|両|度|件|倍|处|處)/u;
const HAN_DIGITS = "〇一二三四五六七八九";
const HAN_UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1_000, 万: 10_000, 萬: 10_000, 亿: 1e8, 億: 1e8 };

/** The numbers of a text as digits, without separators of thousands; small ones also where they are spelled out. */
export function numbersOf(text: string): string[] {
  const plain = text.normalize("NFKC");
  const digits = [...plain.matchAll(DIGITS)].map(([number]) =>
    number.replace(/[,.](?=\p{Nd}{3}(?!\p{Nd}))/gu, "").replace(",", "."),
  );
  const words = plain.toLowerCase().match(/\p{L}+/gu) ?? [];
  const spelled = words.flatMap((word, at) => {
    const value = VALUES.get(word);
    if (value === undefined) return [];
    const ones = VALUES.get(words[at + 1] ?? "") ?? 10;
    return value >= 20 && value < 100 && ones < 10 ? [String(value + ones)] : [String(value)];
  });
  const korean = [...plain.matchAll(KOREAN_COUNTED)].map(([, word]) => String(KOREAN.indexOf(word!)));
  return [...digits, ...spelled, ...korean, ...hanNumbers(plain)];
}

function hanNumbers(text: string): string[] {
  return [...text.matchAll(HAN)].flatMap(({ 0: run, index }) => {
    const counted = HAN_COUNTED.test(text.slice(index + run.length));
    return run === "一" || (run.length === 1 && !counted) ? [] : [String(hanValue(run))];
  });
}

/** 三 3, 十二 12, 二十 20, 三百五十 350, 二〇二六 2026. */
function hanValue(run: string): number {
  const plain = run.replace(/零/gu, "〇").replace(/[两兩]/gu, "二");
  if ([...plain].every((one) => HAN_DIGITS.includes(one)))
    return Number([...plain].map((one) => HAN_DIGITS.indexOf(one)).join(""));
  let sum = 0;
  let part = 0;
  let digit = 0;
  for (const one of plain) {
    const unit = HAN_UNITS[one];
    if (unit === undefined) digit = HAN_DIGITS.indexOf(one);
    else if (unit >= 10_000) {
      sum += (part + digit || 1) * unit;
      part = 0;
      digit = 0;
    } else {
      part += (digit || 1) * unit;
      digit = 0;
    }
  }
  return sum + part + digit;
}
