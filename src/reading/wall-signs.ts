/**
 * How pages say that something stands before their text, in the languages of the feeds and the larger European ones.
 * `sure` words are said only where the text is kept back. The other signs also stand in bars, menus and boxes of pages
 * that show their text, so they count only where nothing else is there to read.
 */
export type Wall = "consent" | "subscription" | "login" | "robot-check";

export interface WallSigns {
  wall: Wall;
  sure: RegExp;
  sign: RegExp;
}

/** The first that fits is told. */
export const WALL_SIGNS: readonly WallSigns[] = [
  {
    wall: "robot-check",
    sure: /(?:checking your browser before|enable javascript and cookies to continue|unusual traffic from your|정상적이지 않은 접근|人机验证)/iu,
    sign: /(?:are you (?:a )?(?:human|robot)|verify(?:ing)? (?:that )?you are (?:a )?human|checking your browser|(?<!re)captcha|access (?:to this page has been )?denied|(?:you have been|been) blocked|kein roboter|vous n['’]êtes pas un robot|êtes humain|не робот|проверка браузера|доступ (?:запрещ|ограничен)|로봇이 아닙니다|자동(?:등록|입력) ?방지|비정상적인 (?:접근|트래픽)|ロボットではありません|アクセスが(?:拒否|制限)|安全验证|请完成验证|访问(?:被拒绝|受限|异常))/iu,
  },
  {
    wall: "consent",
    sure: /(?:before you continue to |zustimmung zu cookies|mit werbung weiterlesen)/iu,
    sign: /(?:we (?:and our (?:\d+ )?partners|value your privacy|use cookies)|(?:accept|agree to|consent to) (?:all |the use of )?cookies|manage (?:your )?(?:cookie|privacy) (?:settings|preferences)|cookies (?:akzeptieren|zustimmen)|nous et nos (?:\d+ )?partenaires|accepter (?:les cookies|et (?:fermer|continuer))|continuer sans accepter|aceptar (?:todas )?(?:las )?cookies|nosotros y nuestros|(?:файл\p{L}*|используем) (?:cookie|куки)|прин(?:ять|имаю|имаете|ите) [^.]{0,20}(?:cookie|куки)|개인정보 (?:수집|처리).{0,20}동의|쿠키[^.]{0,15}(?:동의|허용|사용)|(?:cookies?|クッキー)(?:の使用|を使用|を許可|に同意)|(?:接受|同意|使用|允许|允許)[^。]{0,8}cookies?)/iu,
  },
  {
    wall: "login",
    sure: /(?:(?:log|sign) in (?:or [^.]{1,30} )?to (?:(?:continue|keep) reading|read (?:this|the full))|(?:register|create an? (?:free )?account) to (?:continue|keep) reading|connectez-vous pour (?:lire|continuer)|войдите[^.]{0,30}чтобы (?:продолжить чтение|читать|прочитать)|로그인[^.]{0,8}(?:기사|전문|본문)[^.]{0,10}(?:읽|볼|보실)|ログイン[^。]{0,10}(?:続き|全文)|登[录錄入](?:后|後|以)[^。]{0,4}(?:阅读|閱讀|查看|继续|繼續))/iu,
    sign: /(?:(?:please )?(?:log|sign) in to (?:continue|read|view)|bitte (?:loggen|melden) sie sich an|connectez-vous|войдите|로그인 ?(?:후|이|하시) ?(?:이용|필요|면)|ログイン(?:して|が必要)|请(?:先)?登录|請(?:先)?登入)/iu,
  },
  {
    wall: "subscription",
    sure: /(?:subscribe (?:now |today )?to (?:continue|keep reading|unlock|read (?:the (?:full|rest|whole)|this))|(?<!scroll )(?<!scroll down )to (?:continue|keep) reading|this (?:article|content|story) is (?:exclusive |only )?(?:available )?(?:for|to) (?:our )?(?:paid )?(?:subscribers|members)|this is an? (?:premium|(?:subscriber|member)s?[- ](?:only|exclusive)) (?:article|story|content)|unlock this (?:article|story)|(?:you have|you['’]ve) (?:reached|read) your (?:limit|\d+ free)|jetzt (?:weiterlesen mit|freischalten)|diesen artikel weiterlesen|mit (?:\S{1,12}\+|plus|premium)[- ]?abo|(?:cet |l['’])article (?:est )?réservé aux abonnés|il vous reste \d+(?:[.,]\d+)? ?% |pour lire la suite|abonnez-vous pour (?:lire|continuer)|(?:contenido|artículo) (?:es )?exclusivo para suscriptores|para (?:seguir|continuar) leyendo|(?:полный текст|полная версия|статья|материал|продолжение)[^.]{0,40}(?:по подписке|подписчик(?:ам|ов))|подписк[уи][^.]{0,30}чтобы (?:продолжить|читать|прочитать)|осталось прочитать \d+|(?:이|본) (?:기사|콘텐츠)는[^.]{0,15}(?:유료|구독|회원)|구독(?:하시면|하면|자만| 후)[^.]{0,20}(?:전체|전문|기사|이용)|この記事は(?:有料)?(?:会員|有料)|続きを読むには|残り[:： ]?\d+ ?文字|会員(?:登録|になる)[^。]{0,15}(?:続き|全文)|(?:本文|此文|该文|該文|全文|本篇|本内容|此内容|本內容|此內容)[^。]{0,8}(?:付费|付費|会员|會員|订阅|訂閱)|(?:订阅|訂閱|购买|購買|付费|付費)(?:后|後|以|即可|才能)[^。]{0,6}(?:阅读|閱讀|查看|继续|繼續|解锁|解鎖))/iu,
    sign: /(?:already a (?:subscriber|member)\?|subscribers only|subscribe to read|jetzt weiterlesen|réservé aux abonnés|para suscriptores|для подписчиков|по подписке|유료 ?(?:회원|기사|콘텐츠)|구독자 ?전용|会員限定|有料会員|(?:会员|會員|付费|付費|订阅者?|訂戶)(?:专享|專享|独享|內容|内容|文章|限定))/iu,
  },
];

/** Titles of pages that are nothing but a wall. */
export const WALL_TITLES: readonly [Wall, RegExp][] = [
  [
    "robot-check",
    /^(?:just a moment|attention required|access (?:to this page has been )?denied|are you (?:a )?(?:robot|human)|security check|verifying (?:you are|that you)|один момент|잠시만 기다|しばらくお待ち|请稍候|un instant)\P{L}*(?:$|[|–—-])/iu,
  ],
  ["consent", /^(?:before you continue|your privacy choices|cookie consent|vos choix concernant)(?!\p{L})/iu],
];
