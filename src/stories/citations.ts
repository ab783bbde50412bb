import { literalPattern } from "../patterns.js";
import { withoutMarkup } from "./tokens.js";

/** How far into a text a source is named that the whole report rests on, in UTF-16 units: title and lead. */
const LEAD = 400;
/** Shorter names stand inside other words. */
const LEAST_NAME = 3;
/** Publishers whose patterns are kept. */
const MOST_NAMES = 2_000;

const CITING =
  "(?:according to|citing|cited by|quoting|quoted by|(?:first )?reported by|reports? (?:by|from|in)|carried by|told)";
const SAYS = "(?:reports?|reported|said|says|wrote|writes|revealed|quoted|cited|broadcast|aired|learn(?:s|ed|t))";
const TOLD_KO = "[^.。\\n]{0,60}(?:보도|전했|밝혔)";
const TOLD_JA = "[^。\\n]{0,60}(?:報じ|伝え)";

/** `according to NAME`, `NAME reported`, `NAME에 따르면`, `NAMEによると`, `据NAME报道`. */
function citing(name: string): RegExp {
  return new RegExp(
    `${CITING} (?:the )?${name}(?![\\p{L}\\p{N}])|(?<![\\p{L}\\p{N}])${name}(?:'s)?,? (?:has |have |had |first )?${SAYS}(?!\\p{L})|` +
      `${name}(?:에 따르면|[을를] 인용|[이가은는]?${TOLD_KO})|${name}(?:によると|によれば|の報道|を引用|[がは]${TOLD_JA})|` +
      `(?:据|據|援引)${name}|${name}(?:报道|報道|報导|报导|[称稱])|[:：—–-] ?${name}\\s*$`,
    "iu",
  );
}

/** What outlets are called that nobody has heard of: a name that ends in its trade, or the press at large. */
const OUTLET =
  "(?:\\p{Lu}[\\p{L}\\p{N}.&'-]*(?: (?:of|the|and))? ){0,5}(?:News|Times|Post|Daily|Herald|Tribune|Journal|Press|Radio|TV|Television|" +
  "Broadcast(?:er|ing)|Desk|Wire|Gazette|Telegraph|Observer|Chronicle|Network|Magazine|Weekly|Media|Agency|Newspaper|Guardian|Globe)" +
  "(?: (?:Desk|Agency|Service|Network|Radio|Online|Corporation|Company))*";
const PRESS =
  "(?:(?:local|state|foreign|domestic|several|[\\p{L}]+) )?(?:media|newspapers?|press|broadcasters?)(?: reports?| outlets?)?";
const OUTLET_KO =
  "(?:[\\p{L}\\p{N}]+(?:일보|신문|방송|통신|뉴스|매체)|(?:현지|외국|일부|관영) ?(?:언론|매체)|외신)(?:들)?";
const OUTLET_JA = "(?:[\\p{L}ー]+(?:新聞|通信|テレビ|放送|ニュース|ラジオ)(?:局|社)?|(?:現地|海外|地元)?メディア)";
const OUTLET_ZH =
  "(?:[\\p{Script=Han}]{1,10}(?:日报|晚报|时报|新闻|电视台|电台|通讯社|新闻社)|(?:外|港|韩|日|美|当地)?媒(?:体)?)";

const OUTLET_RU = "(?:радиостанци|телеканал|газет|агентств|издани|журнал|СМИ)\\p{L}*";
const SAID_RU = "(?:сообщ(?:ил[аио]?|ает|ают|или)|пиш[еу]т|переда[её]т|по (?:данным|сообщению)|со ссылкой на)";

/** The case of the letters tells a name in English. */
const UNKNOWN = [
  new RegExp(
    `${CITING} (?:the )?${OUTLET}(?!\\p{L})|(?:^|[.!?,] |The )${OUTLET}(?:'s)?,? (?:has |have |had |first )?${SAYS}(?!\\p{L})`,
    "u",
  ),
  new RegExp(
    `(?:according to|citing|quoting) ${PRESS}(?!\\p{L})|(?:local|foreign|domestic) (?:media|press|newspapers?) (?:has |have |had )?${SAYS}(?!\\p{L})`,
    "iu",
  ),
  new RegExp(`${OUTLET_KO}(?:에 따르면|[을를] 인용|[이가은는]${TOLD_KO})`, "u"),
  new RegExp(`${OUTLET_JA}(?:によると|によれば|を引用|[がは]${TOLD_JA})`, "u"),
  new RegExp(`(?:据|據|援引)${OUTLET_ZH}|${OUTLET_ZH}(?:报道|報道|公布|披露)|^${OUTLET_ZH}：`, "u"),
  new RegExp(`${SAID_RU} (?:\\p{L}+ ){0,2}${OUTLET_RU}`, "iu"),
];

/** What those are called who look for themselves and are no outlet, and how a paper says that its news is theirs. */
const INSTITUTE_EN =
  "(?:think[ -]?tanks?|research (?:institutes?|groups?|cent(?:er|re)s?|organi[sz]ations?|firms?|projects?)|monitoring (?:groups?|projects?|sites?)|watchdogs?)";
const FOUND_EN = "(?:said|says|reported|reports|wrote|published|released|found|showed|shows|concluded|identified)";
const INSTITUTE_KO = "(?:싱크탱크|연구(?:소|기관|단체|센터)|감시단체)";
const INSTITUTE_JA = "(?:シンクタンク|研究(?:機関|所|センター|グループ)|監視団体)";
const INSTITUTE_ZH = "(?:智库|智庫|研究(?:机构|機構|所|中心|组织)|监测(?:机构|组织))";
const INSTITUTE_RU =
  "(?:(?:исследовательск|аналитическ)\\p{L}* (?:центр|институт|организаци|групп|проект)\\p{L}*|экспертн\\p{L}* центр\\p{L}*)";

const INSTITUTES = [
  new RegExp(
    `(?:according to|citing|cited by|published by|released by|report (?:by|from)|analysis (?:by|from)) [^.]{0,40}?\\b${INSTITUTE_EN}\\b|` +
      `\\b${INSTITUTE_EN}\\b[^.,;]{0,40}? ${FOUND_EN}\\b`,
    "iu",
  ),
  new RegExp(
    `${INSTITUTE_KO}[^.。\\n]{0,20}?(?:에 따르면|[을를] 인용|[이가은는]${TOLD_KO}|[이가은는][^.]{0,40}(?:공개|분석|발표))`,
    "u",
  ),
  new RegExp(
    `${INSTITUTE_JA}[^。\\n]{0,20}?(?:によると|によれば|を引用|[がは][^。\\n]{0,40}(?:発表|公表|公開|分析|指摘|報告))`,
    "u",
  ),
  new RegExp(
    `(?:据|據)[^，。]{0,12}${INSTITUTE_ZH}|${INSTITUTE_ZH}[^，。]{0,12}(?:公布|发布|發布|报告|報告|表示|指出|称|稱|分析|披露)`,
    "u",
  ),
  new RegExp(
    `${SAID_RU} [^.]{0,30}?${INSTITUTE_RU}|${INSTITUTE_RU}[^.,]{0,30}? (?:сообщ|опубликова|заяв|отмеч|выяв)\\p{L}*`,
    "iu",
  ),
];

/** True when a report's head has its news from a research institute or a group that watches, named or not. */
export function citesAnInstitute(head: string[]): boolean {
  return head.some((part) => INSTITUTES.some((pattern) => pattern.test(part)));
}

/** A report's title and lead, in which it names whom it has its news from. */
export function headOf(title: string, text: string): string[] {
  return [title, withoutMarkup(text).slice(0, LEAD)];
}

/** True when a report's head names this publisher as its source. */
export function citesPublisher(head: string[], publisher: string): boolean {
  const pattern = patternOf(publisher);
  return pattern !== null && head.some((part) => pattern.test(part));
}

/** True when a report's head names some outlet as its source, known or not, or the press at large. */
export function citesAnOutlet(head: string[]): boolean {
  return head.some((part) => UNKNOWN.some((pattern) => pattern.test(part)));
}

const patterns = new Map<string, RegExp | null>();

function patternOf(publisher: string): RegExp | null {
  const known = patterns.get(publisher);
  if (known !== undefined) return known;
  const name = publisher.trim().replace(/^the /iu, "");
  const pattern = name.length < LEAST_NAME ? null : citing(literalPattern(name));
  if (patterns.size >= MOST_NAMES) patterns.clear();
  patterns.set(publisher, pattern);
  return pattern;
}
