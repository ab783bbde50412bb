/** Words by which events, claims and imagery are told. Of one sentence the class that stands first here counts. */

export type EventClass =
  | "nuclear-test"
  | "launch-failure"
  | "engine-test"
  | "launch-notice"
  | "launch-preparation"
  | "launch"
  | "site-activity"
  | "assessment"
  | "statement";

/** "launch site", "test stand": the word names a thing, and nothing was launched or tested. */
const NO_THING =
  "(?![- ](?:sites?|pads?|stands?|benche?s?|grounds?|ranges?|stations?|facilit(?:y|ies)|complex(?:es)?|cent(?:er|re)s?|vehicles?|towers?|tunnels?|capabilit(?:y|ies)|tubes?|crews?|drills?|bans?|moratoriums?|treat(?:y|ies)))";
/** What flies: without it in the sentence a campaign, an inquiry or a strike is launched. */
const FLYING_NAMES =
  "missiles?|rockets?|satellites?|projectiles?|ICBMs?|IRBMs?|SLBMs?|SLVs?|boosters?|spacecraft|hwasong|pukguksong|musudan|no-?dong|taepo-?dong|unha|chollima|malligyong";
const FLYING = new RegExp(`\\b(?:${FLYING_NAMES}|ballistic|space launch)(?!\\p{L})|ракет|спутник|снаряд`, "iu");
/** What an attack launches; missiles may be named beside it. */
const ATTACK =
  "(?! (?:\\p{L}[\\p{L}'’-]* ){0,4}(?:strikes?|attacks?|assaults?|offensives?|operations?|wars?|invasions?|raids?|campaigns?|probes?|investigations?|inquir(?:y|ies)|drones?|bids?|talks)\\b)";

/** An engine or motor under test. */
const ENGINE_TEST = new RegExp(
  `\\bstatic[- ](?:fire|firing)\\b|\\b(?:engine|motor|thruster)(?: ground)?[- ]?(?: tests?| firings?| ignition)\\b${NO_THING}|\\btest(?:ed|ing|s)? (?:of )?(?:an? |the |its )?(?:new |solid[- ]fuel(?:led)? |liquid[- ]fuel(?:led)? |rocket )*(?:engine|motor)\\b|엔진[^.]{0,10}(?:시험(?!장)|연소)|(?:지상)?분출시험|エンジン[^。]{0,8}(?:試験(?!場|台)|実験)|发动机[^。]{0,6}试(?:验(?!场|台)|车)`,
  "iu",
);
const LAUNCH = new RegExp(
  `\\b(?:(?:test[- ]?)?(?:fire[sd]?|firing|launch(?:ed|es|ing)?${NO_THING}${ATTACK}|lift(?:ed|s)? off|blast(?:ed|s)? off))\\b${ATTACK}|\\b(?:${FLYING_NAMES})(?: (?:system|launcher|engine)s?)?(?: flight)?[- ]tests?\\b${NO_THING}|\\btest(?:s|ed|ing)?(?: of)?(?: \\p{L}[\\p{L}\\p{N}'’-]*){0,5} (?:${FLYING_NAMES})\\b|발사(?!장|대|관|차량|체 (?:조립|운반))|시험 ?사격|쏘아 ?올|発射(?!場|台|塔|管|車|口|装置|基地|施設)|打ち上げ(?!場|台|施設|センター)|[发發]射(?![场場台臺塔架井车車器筒]|装置|裝置|基地|中心|阵地|陣地|窗口|工位)|试射|試射|\\bзапуст\\p{L}+|(?<!\\p{L})пуск(?!ов\\p{L}{2,3}(?!\\p{L}))\\p{L}*|испытани\\p{L}+ [^.]{0,30}ракет`,
  "iu",
);

/** Where something is built or moved: a place of its own, and not an arsenal, ties or a force. */
const SITE =
  "\\b(?:sites?|stations?|facilit(?:y|ies)|complex(?:es)?|compounds?|bases?|basin|plants?|reactors?|stands?|(?:launch ?)?pads?|gantr(?:y|ies)|towers?|tunnels?|silos?|shipyards?|dockyards?|airfields?|factor(?:y|ies)|hangars?|portals?|piers?|laborator(?:y|ies)|cent(?:er|re)s?)\\b";
const WORK =
  "\\b(?:construct(?:ion|ing|ed)|building|built|new work|work (?:has |is )?(?:resum\\p{L}+|begun|began|continu\\p{L}+|seen|under way)|rebuil\\p{L}+|restor(?:es?|ed|ing|ation)|repair\\p{L}*|excavat\\p{L}+|dismantl\\p{L}+|upgrad\\p{L}+|expan(?:sion|d\\p{L}*)|renovat\\p{L}+|revamp\\p{L}*|vehicles?|trucks?|gantry|cranes?|activit(?:y|ies)|preparations?|movement)\\b";
const SITE_KO = "(?:발사장|시험장|기지|시설|공장|원자로|단지|갱도|부두|조선소|건물|발사대)";
const SITE_ZH = "(?:基地|设施|設施|工厂|工廠|反应堆|反應爐|[发發]射(?:场|場|塔|台|臺)|隧道|船厂|船廠)";
const WORK_ZH = "(?:建设|建設|修复|修復|重建|扩建|擴建|施工|拆除)";
const SITE_RU = "(?:полигон|космодром|вышк|баз[аеуы]|объект|завод|реактор|т[уо]ннел|стенд|верф)";
const WORK_RU = "(?:восстан[оа]в|строит|строят|строительств|реконструкц|ремонт|расшир)\\p{L}*";
const SITE_ACTIVITY = new RegExp(
  `${WORK}[^.]{0,80}${SITE}|${SITE}[^.]{0,40}${WORK}|${SITE_KO}[^.]{0,40}(?:공사|증축|증설|확충|복구|건설|움직임|활동)|활동[^.]{0,10}(?:포착|감지|관측)|準備の動き|復旧|(?:拡張|建設|補修)工事|${SITE_ZH}[^。]{0,15}${WORK_ZH}|${WORK_ZH}[^。]{0,15}${SITE_ZH}|активност\\p{L}+ на|${WORK_RU}[^.]{0,40}${SITE_RU}`,
  "iu",
);

/** A class with how it is told. */
export interface EventForm {
  kind: EventClass;
  pattern: RegExp;
  /** What the sentence must hold too, where its words are written in letters. */
  needs?: RegExp;
  /** It is told of what happened: not where the words before deny it or speak of what may come. */
  happened?: true;
}

export const EVENTS: readonly EventForm[] = [
  {
    kind: "nuclear-test",
    happened: true,
    pattern: new RegExp(
      `\\b(?:nuclear|atomic|hydrogen bomb) (?:weapons? )?(?:test|detonation|explosion)s?\\b${NO_THING}|핵실험(?!장)|核(?:试验|試驗|実験)(?!场|場)|ядерн\\p{L}+ испытан\\p{L}+`,
      "iu",
    ),
  },
  {
    kind: "launch-failure",
    pattern:
      /\b(?:launch|lift-?off|booster|satellite|carrier rocket|space rocket|(?:first|second|third) stage)\b[^.,]{0,60}\b(?:fail(?:ed|ure|s)|explod(?:ed|es)|crashed|broke up|accident)\b|\b(?:missiles?|rockets?|projectiles?)\b[^.,]{0,30}\b(?:failed|failure)\b|\b(?:failed|unsuccessful|botched) (?:satellite |missile |rocket )*(?:launch|test|attempt)|\b(?:failure|accident) (?:in|of|during) (?:the )?launch|발사[^.]{0,15}실패|発射[^。]{0,12}失敗|打ち上げ[^。]{0,12}失敗|发射失败|неудачн\p{L}+ (?:за)?пуск/iu,
  },
  { kind: "engine-test", happened: true, pattern: ENGINE_TEST },
  {
    kind: "launch-notice",
    pattern:
      /\b(?:notam|notice to (?:airmen|mariners|air missions)|navigational warning|(?:notif(?:ied|ies)|informed|told)[^.]{0,50}\b(?:plans?|planning|intends?) to launch|launch window)\b|발사[^.]{0,15}(?:예고|통보)|発射[^。]{0,10}(?:予告|通告|通報)/iu,
  },
  {
    kind: "launch-preparation",
    needs: new RegExp(`${FLYING.source}|\\b(?:nuclear|engine) tests?\\b`, "iu"),
    pattern:
      /\b(?:prepar(?:e[sd]?|ing|ations?)|ready(?:ing)?|gearing up)\b[^.]{0,50}\b(?:launch|test|fire)\b|\b(?:launch|test) preparations?\b|발사[^.]{0,6}준비|発射準備|打ち上げ準備|准备发射|发射准备|готов\p{L}+[^.]{0,20} пуск/iu,
  },
  { kind: "launch", needs: FLYING, happened: true, pattern: LAUNCH },
  { kind: "site-activity", happened: true, pattern: SITE_ACTIVITY },
  {
    kind: "assessment",
    pattern:
      /\b(?:assess(?:ed|es|ment)|analysts?|experts?|estimat(?:ed|es)|think[- ]tank|report says)\b|분석했|추정|평가했|とみられ|专家/iu,
  },
  {
    kind: "statement",
    pattern:
      /\b(?:said|says|statement|condemn(?:ed|s)|warn(?:ed|s)|urg(?:ed|es)|vow(?:ed|s)|den(?:ied|ies))\b|밝혔|성명|담화|경고|비난|述べ|表示/iu,
  },
];

/** How firmly something is said, by the verb. */
export type Firmness = "confirmed" | "detected" | "claimed" | "assessed" | "suspected" | "denied" | "reported" | "said";

export const VERBS: readonly [Firmness, string][] = [
  ["denied", "denied|denies|rejected|부인했|부인하"],
  ["confirmed", "confirmed|confirms|확인했|확인됐"],
  ["detected", "detected|detects|spotted|tracked|observed|포착했|탐지했|감지했"],
  ["assessed", "assessed|assesses|estimated|estimates|concluded|believes|판단했|평가했|분석했|추정했"],
  ["suspected", "suspected|suspects|의심했"],
  ["claimed", "claimed|claims|announced|announces|declared|boasted|주장했|발표했|선언했"],
  ["reported", "reported|reports|보도했|보고했"],
  ["said", "said|says|told|added|stated|밝혔|말했|전했|설명했"],
];

/** Who only hands on what others say: whatever the verb, it is reported. */
export const MEDIA =
  /(?:\b(?:AP|AFP|DPA|Reuters|Bloomberg|Yonhap|Kyodo|Jiji|NHK|Newsis|Xinhua|TASS|Tass|RIA Novosti|Interfax|KCNA|CNN|BBC|CBS|NBC|ABC|Fox News|NK News|Daily NK|38 North|Al Jazeera|Axios|Politico|Associated Press|Korean Central News Agency|Rodong Sinmun|(?:Washington|Jerusalem|Bangkok|Morning) Post|Guardian|Yomiuri|Nikkei|Daily|Gazette|Tribune|Journal|Herald|Times|Shimbun|Ilbo|Magazine|TV|Radio|(?:news|media|press|reports?|newspapers?|broadcasters?|outlets?|news agency))\b|통신|신문|방송|뉴스|일보|매체|언론|연합)$/iu;

/** Words without a capital that stand inside the name of who says something: "South Korea's intelligence agency". */
export const ROLES =
  "military|officials?|ministry|agency|agencies|media|government|analysts?|experts?|spokes(?:man|woman|person)|researchers?|lawmakers?|institute|watchdog|command|forces?|guard|office|intelligence|defen[cs]e|foreign|unification|space|spy|nuclear|state|news|coast|presidential|atomic|senior|chief|minister|president";

/** Who sells or gives satellite imagery: companies and the satellites that texts name instead. */
export const PROVIDERS =
  /\b(?:Planet(?: Labs)?|Maxar(?: Technologies)?|Vantor|Airbus(?: Defen[cs]e and Space)?|Pl[ée]iades(?: Neo)?|BlackSky|Capella(?: Space)?|ICEYE|Umbra|Satellogic|SI Imaging Services|KOMPSAT(?:-\w+)?|Sentinel-[12]|Landsat(?:[ -]\d)?|WorldView-\d|SuperView(?:-\w+)?|Jilin-1|Google Earth|CNES|Copernicus|Synspective)\b|아리랑 ?\d호|플래닛 ?랩스|막사|맥사/u;

/** Pictures from above, named in full, or dated as nothing else is. */
export const IMAGERY =
  /\b(?:satellite|commercial|aerial|radar|SAR|overhead) (?:\p{L}+ )?(?:images?|imagery|photos?|photographs?|pictures?)\b|\bimagery\b|\b(?:images?|pictures?) (?:(?:taken|captured|acquired|collected|dated)(?: on| from)?|from|of) (?=\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]* \d)|위성 ?(?:사진|영상|이미지)|衛星(?:画像|写真|照片)|卫星(?:图像|照片|图片)|спутников\p{L}+ (?:снимк\p{L}+|изображени\p{L}+)|снимк\p{L}+ со спутник|(?:images?|imagerie|clichés|photos?) (?:\p{L}+ )?satellit\p{L}+|imágenes (?:de satélite|\p{L}*satelital\p{L}*)|satellitenbild\p{L}*/iu;

/** How imagery is called once it has been named in full. */
export const PICTURES =
  /\b(?:images?|imagery|photos?|photographs?|pictures?)\b|사진|영상|이미지|画像|写真|照片|图像|图片|снимк\p{L}+|изображени\p{L}+|imagerie|clichés|imágenes|\p{L}*bild(?:er|ern)?(?!\p{L})/iu;
