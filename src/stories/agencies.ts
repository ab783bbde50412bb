/** A news agency, or a state's outlet, whose reports others carry. */
export interface Agency {
  agency: string;
  /** What it is called in running text, whatever the case; a pattern. */
  names: string;
  /** Short names that are words or parts of words elsewhere: they count in capitals, and where a credit stands. */
  capitals?: string;
  /** What stands for it in the brackets of a dateline alone: `共同` means "together" elsewhere. */
  inDateline?: string;
}

/** The first that is found counts, so that `AFP時事`, which both sign, is the one that wrote it. */
export const AGENCIES: Agency[] = [
  { agency: "reuters", names: "reuters|로이터(?:통신)?|ロイター(?:通信)?|路透社?|рейтер" },
  { agency: "ap", names: "associated press|AP통신|AP通信|美联社|ассошиэйтед пресс", capitals: "AP" },
  { agency: "afp", names: "agence france-?presse|AFP통신|AFP通信|AFP|法新社" },
  {
    agency: "yonhap",
    names: "yonhap(?: news(?: agency)?)?|연합뉴스|聯合ニュース|韩联社|韓聯社|[её]нхап",
    inDateline: "聯合",
  },
  { agency: "kyodo", names: "kyodo(?: news)?|교도통신|共同通信|共同社|киодо", inDateline: "共同" },
  { agency: "jiji", names: "jiji(?: press)?|지지통신|時事通信|时事社", inDateline: "時事" },
  { agency: "xinhua", names: "xinhua|신화통신|신화사|新華社|新华社|синьхуа" },
  { agency: "tass", names: "tass|타스(?:통신)?|タス通信|塔斯社|тасс" },
  { agency: "ria", names: "ria novosti|리아노보스티|РИА Новости", inDateline: "РИА" },
  { agency: "interfax", names: "interfax|인테르팍스|интерфакс" },
  { agency: "sputnik", names: "sputnik|스푸트니크|спутник" },
  { agency: "kcna", names: "kcna|korean central news agency|조선중앙통신|朝鮮中央通信|朝中社|цтак" },
  { agency: "newsis", names: "newsis|뉴시스" },
  { agency: "news1", names: "뉴스1" },
  { agency: "china-news", names: "china news service|中新社|中国新闻社" },
  { agency: "bloomberg", names: "bloomberg|블룸버그(?:통신)?|彭博社?" },
  { agency: "dpa", names: "dpa" },
  { agency: "efe", names: "efe" },
  { agency: "pti", names: "press trust of india", capitals: "PTI" },
  { agency: "ani", names: "asian news international", capitals: "ANI" },
  { agency: "upi", names: "united press international", capitals: "UPI" },
  { agency: "anadolu", names: "anadolu(?: agency)?" },
  { agency: "nk-news", names: "nk news|NK뉴스" },
];
