import { withoutMarkup } from "./tokens.js";

/** News agencies and state media whose reports others carry, with the names by which they are credited. */
const AGENCIES: [agency: string, names: string][] = [
  ["reuters", "reuters|로이터|ロイター|路透社?|рейтер"],
  ["ap", "associated press|AP통신|AP通信|美联社"],
  ["afp", "agence france-?presse|AFP통신|AFP|AFP通信|法新社"],
  ["yonhap", "yonhap(?: news agency)?|연합뉴스|聯合ニュース|韩联社|ёнхап"],
  ["kyodo", "kyodo(?: news)?|교도통신|共同通信|共同社"],
  ["jiji", "jiji(?: press)?|지지통신|時事通信|时事社"],
  ["xinhua", "xinhua|신화통신|新華社|新华社|синьхуа"],
  ["tass", "tass|타스|タス通信|塔斯社|тасс"],
  ["ria", "ria novosti|리아노보스티|РИА Новости"],
  ["interfax", "interfax|인테르팍스|интерфакс"],
  ["kcna", "kcna|korean central news agency|조선중앙통신|朝鮮中央通信|朝中社|цтак"],
  ["bloomberg", "bloomberg|블룸버그|彭博社?"],
  ["dpa", "dpa"],
  ["efe", "efe"],
  ["pti", "pti|press trust of india"],
  ["nk-news", "nk news|NK뉴스"],
];

/** How far from either end a credit line stands, in UTF-16 units. */
const HEAD = 200;
const TAIL = 160;

interface Agency {
  agency: string;
  /** `(Reuters)`, `- AFP`, `SEOUL (Yonhap) --`, `Source: TASS`, `(서울=연합뉴스)`. */
  credit: RegExp;
  /** `Yonhap reported`, `according to KCNA`, `연합뉴스가 보도했다`. */
  cited: RegExp;
}

const VERB = "report(?:s|ed)?|said|says|quoted|cited|announced";
const patterns: Agency[] = AGENCIES.map(([agency, names]) => ({
  agency,
  credit: new RegExp(
    `[(（/=—–|-]\\s?(?:${names})\\s?(?:[)）/=—–|-]|$)|(?:source|출처|via|by|with)[: ]+(?:${names})(?![\\p{L}])`,
    "iu",
  ),
  cited: new RegExp(
    `(?<!\\p{L})(?:${names})(?: news agency)?,? (?:has |have |had )?(?:${VERB})(?!\\p{L})|` +
      `(?:according to|citing|quoted by|seen by|told|report by|reported by)(?: \\p{L}+){0,4} (?:${names})(?!\\p{L})|` +
      `[:—–-] ?(?:${names})\\s*$|(?:${names})(?:이|가|은|는|에 따르면|を通じて|が|によると)[^.。]{0,60}(?:보도|전했|밝혔|報じ|伝え)|` +
      `(?:${names})에 따르면|(?:${names})(?:報|报道|報道)`,
    "iu",
  ),
}));

/** An agency as a publisher: the name alone, or its short form in feeds. */
const whole = AGENCIES.map(([agency, names]) => ({
  agency,
  name: new RegExp(
    `^(?:${names}|${agency}${agency === "yonhap" ? "|yna" : ""})(?: (?:world|english|korean|news))?$`,
    "iu",
  ),
}));

/** The agency whose copy this is, by a credit line at the head or the end; null when none is credited. */
export function creditOf(text: string): string | null {
  const plain = withoutMarkup(text);
  const ends = [plain.slice(0, HEAD), plain.length > HEAD ? plain.slice(-TAIL) : ""];
  return patterns.find(({ credit }) => ends.some((end) => credit.test(end)))?.agency ?? null;
}

/** The agency or paper that a report says it has its news from, in its title or lead; null when it names none. */
export function citedBy(title: string, text: string): string | null {
  const lead = withoutMarkup(text).slice(0, HEAD * 2);
  return patterns.find(({ cited }) => cited.test(title) || cited.test(lead))?.agency ?? null;
}

/** The agency that a publisher is; null for other publishers. */
export function agencyNamed(publisher: string | null): string | null {
  if (publisher === null) return null;
  return whole.find(({ name }) => name.test(publisher.trim()))?.agency ?? null;
}
