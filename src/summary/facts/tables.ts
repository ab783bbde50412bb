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
  "(?![- ](?:sites?|pads?|stands?|benche?s?|grounds?|stations?|facilit(?:y|ies)|complex(?:es)?|cent(?:er|re)s?|vehicles?|towers?|tunnels?|capabilit(?:y|ies)|tubes?|crews?|drills?))";

/** An engine or motor under test. */
const ENGINE_TEST = new RegExp(
  `\\bstatic[- ](?:fire|firing)\\b|\\b(?:engine|motor|thruster)(?: ground)?[- ]?(?: tests?| firings?| ignition)\\b${NO_THING}|\\btest(?:ed|ing|s)? (?:an? |the |its )?(?:new |solid[- ]fuel(?:led)? |liquid[- ]fuel(?:led)? |rocket )*(?:engine|motor)\\b|엔진[^.]{0,10}(?:시험(?!장)|연소)|(?:지상)?분출시험|エンジン[^。]{0,8}(?:試験(?!場|台)|実験)|发动机[^。]{0,6}试(?:验(?!场|台)|车)`,
  "iu",
);
const LAUNCH = new RegExp(
  `\\b(?:(?:test[- ])?(?:fire[sd]|firing|launch(?:ed|es|ing)?${NO_THING}|lift(?:ed|s)? off|blast(?:ed|s)? off))\\b|발사(?!장|대|체 (?:조립|운반))|쏘아 ?올|発射(?!場|台)|打ち上げ(?!場)|发射(?!场|台)|\\bзапуст\\p{L}+|(?<!\\p{L})пуск\\p{L}*`,
  "iu",
);

export const EVENTS: readonly [EventClass, RegExp][] = [
  [
    "nuclear-test",
    new RegExp(
      `\\bnuclear (?:weapons? )?(?:test|detonation|explosion)s?\\b${NO_THING}|핵실험(?!장)|核(?:试验|試驗|実験)(?!场|場)|ядерн\\p{L}+ испытан\\p{L}+`,
      "iu",
    ),
  ],
  [
    "launch-failure",
    /\b(?:launch|rocket|missile|booster|satellite)\b[^.]{0,60}\b(?:fail(?:ed|ure|s)|explod(?:ed|es)|crashed|broke up)\b|\bfailed (?:satellite |missile |rocket )?launch\b|발사[^.]{0,15}실패|発射[^。]{0,12}失敗|发射失败/iu,
  ],
  ["engine-test", ENGINE_TEST],
  [
    "launch-notice",
    /\b(?:notam|notice to (?:airmen|mariners|air missions)|navigational warning|(?:notif(?:ied|ies)|informed|told)[^.]{0,50}\b(?:plans?|planning|intends?) to launch|launch window)\b|발사[^.]{0,15}(?:예고|통보)|発射[^。]{0,10}(?:予告|通告|通報)/iu,
  ],
  [
    "launch-preparation",
    /\b(?:prepar(?:e[sd]?|ing|ations?)|ready(?:ing)?|gearing up)\b[^.]{0,50}\b(?:launch|test|fire)\b|\b(?:launch|test) preparations?\b|발사[^.]{0,6}준비|発射準備|打ち上げ準備|准备发射|发射准备|готов\p{L}+[^.]{0,20} пуск/iu,
  ],
  ["launch", LAUNCH],
  [
    "site-activity",
    /\b(?:construction|building|new work|work (?:has |is )?(?:resum\p{L}+|begun|began|continu\p{L}+|seen|under way)|rebuil\p{L}+|restor(?:es?|ed|ing|ation)|repair\p{L}*|excavat\p{L}+|dismantl\p{L}+|upgrad\p{L}+|expan(?:sion|d\p{L}*)|renovat\p{L}+|vehicles?|trucks?|gantry|cranes?|activit(?:y|ies)|preparations?|movement)\b[^.]{0,80}\b(?:at|near|around|of)\b|공사|증축|복구|활동[^.]{0,10}(?:포착|감지|관측)|움직임|準備の動き|復旧|建设|修复|重建|активност\p{L}+/iu,
  ],
  [
    "assessment",
    /\b(?:assess(?:ed|es|ment)|analysts?|experts?|estimat(?:ed|es)|think[- ]tank|report says)\b|분석했|추정|평가했|とみられ|专家/iu,
  ],
  [
    "statement",
    /\b(?:said|says|statement|condemn(?:ed|s)|warn(?:ed|s)|urg(?:ed|es)|vow(?:ed|s)|den(?:ied|ies))\b|밝혔|성명|담화|경고|비난|述べ|表示/iu,
  ],
];

/** How firmly something is said, by the verb. */
export type Firmness = "confirmed" | "detected" | "claimed" | "assessed" | "suspected" | "denied" | "reported";

export const VERBS: readonly [Firmness, string][] = [
  ["denied", "denied|denies|rejected|부인했|부인하"],
  ["confirmed", "confirmed|confirms|확인했|확인됐"],
  ["detected", "detected|detects|spotted|tracked|observed|포착했|탐지했|감지했"],
  ["assessed", "assessed|assesses|estimated|estimates|concluded|believes|판단했|평가했|분석했|추정했"],
  ["suspected", "suspected|suspects|의심했"],
  ["claimed", "claimed|claims|announced|announces|declared|boasted|주장했|발표했|선언했"],
  ["reported", "said|says|reported|reports|told|added|stated|밝혔|말했|전했|보도했|설명했|보고했"],
];

/** Words without a capital that stand inside the name of who says something: "South Korea's intelligence agency". */
export const ROLES =
  "military|officials?|ministry|agency|agencies|media|government|analysts?|experts?|spokes(?:man|woman|person)|researchers?|lawmakers?|institute|watchdog|command|forces?|guard|office|intelligence|defen[cs]e|foreign|unification|space|spy|nuclear|state|news|coast|presidential|atomic|senior|chief|minister|president";

/** Who sells or gives satellite imagery: companies and the satellites that texts name instead. */
export const PROVIDERS =
  /\b(?:Planet(?: Labs)?|Maxar(?: Technologies)?|Vantor|Airbus(?: Defen[cs]e and Space)?|Pl[ée]iades(?: Neo)?|BlackSky|Capella(?: Space)?|ICEYE|Umbra|Satellogic|SI Imaging Services|KOMPSAT(?:-\w+)?|Sentinel-[12]|Landsat(?:[ -]\d)?|WorldView-\d|SuperView(?:-\w+)?|Jilin-1|Google Earth|CNES|Copernicus|Synspective)\b|아리랑 ?\d호|플래닛 ?랩스|막사|맥사/u;

/** Pictures from above, named in full, or dated as nothing else is. */
export const IMAGERY =
  /\b(?:satellite|commercial|aerial|radar|SAR|overhead) (?:\p{L}+ )?(?:images?|imagery|photos?|photographs?|pictures?)\b|\bimagery\b|\b(?:images?|pictures?) (?:(?:taken|captured|acquired|collected|dated)(?: on| from)?|from|of) (?=\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]* \d)|위성 ?(?:사진|영상|이미지)|衛星(?:画像|写真|照片)|卫星(?:图像|照片|图片)|спутников\p{L}+ (?:снимк\p{L}+|изображени\p{L}+)|снимк\p{L}+ со спутник/iu;

/** How imagery is called once it has been named in full. */
export const PICTURES =
  /\b(?:images?|imagery|photos?|photographs?|pictures?)\b|사진|영상|이미지|画像|写真|照片|图像|图片|снимк\p{L}+|изображени\p{L}+/iu;
