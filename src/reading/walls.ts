/** Pages that show something else than their text: consent, subscription, log-in, checks for robots. */
import type { Block } from "./blocks.js";

export type Wall = "consent" | "subscription" | "login" | "robot-check";

/** A wall's words count on a page with less text than this, in characters. */
const WALLED_TEXT_CHARS = 1_500;
/** With the publisher's own word for it, a text of this length may still be the free beginning. */
const TEASER_CHARS = 2_500;
/** Signs are sought in so much of the page. */
const WALL_SEARCHED_CHARS = 100_000;

const SIGNS: readonly [Wall, RegExp][] = [
  [
    "robot-check",
    /(?:are you (?:a )?(?:human|robot)|verify(?:ing)? (?:that )?you are (?:a )?human|checking your browser|enable javascript and cookies to continue|unusual traffic from your|captcha|access (?:to this page has been )?denied)/iu,
  ],
  [
    "consent",
    /(?:before you continue to|we (?:and our (?:\d+ )?partners|value your privacy)|(?:accept|agree to|consent to) (?:all |the use of )?cookies|manage (?:your )?(?:cookie|privacy) (?:settings|preferences)|zustimmung zu cookies|mit werbung weiterlesen|cookies (?:akzeptieren|zustimmen)|accepter (?:les|et fermer)|aceptar (?:las )?cookies|개인정보 (?:수집|처리).{0,20}동의)/iu,
  ],
  [
    "subscription",
    /(?:subscribe (?:now )?to (?:continue|read|unlock)|to continue reading|this (?:article|content|story) is (?:exclusive |only )?(?:available )?(?:for|to) (?:our )?(?:paid )?(?:subscribers|members)|already a (?:subscriber|member)\?|subscribers only|unlock this article|(?:you have|you['’]ve) (?:reached|read) your (?:limit|\d+ free)|jetzt (?:weiterlesen|freischalten)|mit (?:\S{1,12}\+|plus|premium)[- ]?abo|réservé aux abonnés|contenido (?:exclusivo )?para suscriptores|この記事は(?:会員|有料)|会員限定|유료 ?(?:회원|기사|콘텐츠)|구독자 ?전용)/iu,
  ],
  [
    "login",
    /(?:(?:please )?(?:log|sign) in to (?:continue|read|view)|bitte (?:loggen|melden) sie sich an|로그인 (?:후|이) (?:이용|필요))/iu,
  ],
];

/**
 * What stands between the reader and the text, or null.
 *
 * @param text the main text that was found
 * @param page the blocks of the whole page
 * @param subscribersOnly the publisher's own word in its metadata
 */
export function wallOf(text: string, page: readonly Block[], subscribersOnly: boolean): Wall | null {
  if (subscribersOnly && text.length < TEASER_CHARS) return "subscription";
  if (text.length >= WALLED_TEXT_CHARS) return null;
  const whole = page
    .map((block) => block.text)
    .join("\n")
    .slice(0, WALL_SEARCHED_CHARS);
  return SIGNS.find(([, sign]) => sign.test(whole))?.[0] ?? null;
}
