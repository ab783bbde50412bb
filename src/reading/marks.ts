/**
 * Parts of a page that are no article text, told by the words that templates put into class and id. The words are the
 * common ones of news templates and content systems; single letters and style names never count.
 */
import { marksOf, type PageElement } from "./dom.js";
import { elementsNamed } from "./walk.js";

const any = (words: string) =>
  new RegExp(`(?:^| )(?:${words.trim().split(/\s+/).join("|").replace(/_/g, " ")})(?= |$)`);

/** Never part of the article, wherever they stand. */
const APPARATUS = any(`
  breadcrumb breadcrumbs newsletter newsletters signup sign_up subscribe subscription paywall regwall
  advert adverts advertisement ads ad_container ad_wrapper ad_slot adsense sponsored sponsor promo promotion
  share sharing shares sharedaddy social_share social_media social_icons social_links social_buttons sharebar
  related relateds related_content related_articles related_posts related_links relatedposts recommended
  recommendations read_more readmore more_stories more_news recirc recirculation outbrain taboola teaser_list
  comments comment_list comment_form comment_respond respond disqus fb_comments vukkle
  byline bylines author_bio author_info author_box author_details author_card author_name about_author post_author
  authorbox article_author article_byline dateline timestamp published_date publish_date post_date article_date
  post_meta entry_meta article_meta meta_info postinfo post_info postmeta entry_footer post_footer post_tags
  tags tag_list taglist tag_links cat_links categories keywords copyright disclaimer estimated_read_time reading_time
  read_time print_header print_only screen_reader_text screen_reader visually_hidden visuallyhidden sr_only
  skip_link skiplink cookie cookies cookie_notice cookie_banner consent gdpr popup modal lightbox overlay
  cta call_to_action callout site_nav main_nav navbar navigation nav_menu menu_item topnav sub_nav subnav pagination
  pager prev_next post_navigation nav_links widget widgets sidebar jp_relatedposts rating ratings wp_polls
  site_footer page_footer site_header masthead toolbar login gigya wpcnt rollover_people popular most_read
  most_popular trending latest_news hidden_print noprint no_print tooltip
`);

/** Dialogs of consent, by the names of those who make them; they may be longer than a short article. */
const CONSENT = any(`
  onetrust cookiebot didomi usercentrics truste cookieconsent cookie_consent cookie_law cookie_bar cookiebar cmp qc_cmp
  cookie_notice cookie_banner cookie_dialog cookie_message consent_banner consent_dialog privacy_banner gdpr
`);

/** Words that some templates put on everything: on a page where one takes most paragraphs it marks no apparatus. */
const AMBIGUOUS = any(`
  widget widgets sidebar paywall regwall subscription read_more readmore ads promo promotion callout overlay popup modal
  tags popular trending no_print noprint navigation
`);

/** Words beside pictures and films; they may hold a paragraph only by mistake of the template. */
const CAPTION = any(`
  caption captions wp_caption wp_caption_text image_caption img_caption photo_caption media_caption credit credits
  photo_credit image_credit figcaption image_meta img_credit photo_info image_info inline_image imagecaption
  image_ct photo gallery_caption slide_count slideshow carousel gallery resgallery control_panel slider_placeholder
  media_image embed_caption video_caption player
`);

/** Words on the parts of a table speak of what it lists ("player"). */
const TABLE_PART = /^(?:TR|T[DH]|TBODY|THEAD|TFOOT|COL|COLGROUP)$/;
/** Longest text of something that is told by its words alone, as a share of the whole. */
const LARGEST_SHARE = 0.3;
const LARGEST_CONSENT_SHARE = 0.8;
/** A paragraph for the count of what a word takes, in characters. */
const PARAGRAPH_CHARS = 80;
/** Share of the page's paragraphs from which an ambiguous word is not believed. */
const OVERREACHING_SHARE = 0.5;
/** So many elements above a paragraph are looked at. */
const HIGHEST = 40;
/** Longest caption, in characters. */
const LONGEST_CAPTION = 700;
/** A figure that holds one of these is text. */
const NO_CAPTION = new Set(["TABLE", "PRE", "BLOCKQUOTE"]);
const BREAK = new Set(["BR"]);
const PARAGRAPH = new Set(["P"]);

/** What words of class and id say. */
interface Judged {
  consent: string | null;
  apparatus: string | null;
  ambiguous: string | null;
  caption: boolean;
  /** "body", "content", "main": a wrapper of text, whatever else it is called. */
  wrapper: boolean;
}

/** Templates repeat their words by the hundred; judging costs more than looking up. */
const judged = new Map<string, Judged>();
const MOST_JUDGED = 5_000;

function judge(marks: string): Judged {
  const known = judged.get(marks);
  if (known !== undefined) return known;
  const word = (pattern: RegExp) => pattern.exec(marks)?.[0].trim() ?? null;
  const apparatus = word(APPARATUS);
  const fresh: Judged = {
    consent: word(CONSENT),
    apparatus,
    ambiguous: apparatus === null ? null : word(AMBIGUOUS),
    caption: CAPTION.test(marks),
    wrapper: /(?:^| )(?:body|content|main)(?= |$)/.test(marks),
  };
  if (judged.size >= MOST_JUDGED) judged.clear();
  judged.set(marks, fresh);
  return fresh;
}

/** Words of marks that are not believed on a page. */
export type Disbelieved = ReadonlySet<string>;
const NONE: Disbelieved = new Set();

/** The ambiguous words that would take most of a page's paragraphs with them: its template means something else. */
export function disbelieved(body: PageElement): Disbelieved {
  let all = 0;
  const taken = new Map<string, number>();
  // Paragraphs of one parent have the same words above them.
  const above = new Map<PageElement, ReadonlySet<string>>();
  for (const paragraph of elementsNamed(body, PARAGRAPH)) {
    const chars = length(paragraph);
    if (chars < PARAGRAPH_CHARS) continue;
    all += chars;
    const parent = paragraph.parentElement ?? body;
    const inherited = above.get(parent) ?? ambiguousAbove(parent, body);
    above.set(parent, inherited);
    const own = judge(marksOf(paragraph)).ambiguous;
    const words = own === null ? inherited : new Set([...inherited, own]);
    for (const word of words) taken.set(word, (taken.get(word) ?? 0) + chars);
  }
  return new Set([...taken].filter(([, chars]) => chars > all * OVERREACHING_SHARE).map(([word]) => word));
}

function ambiguousAbove(element: PageElement, body: PageElement): ReadonlySet<string> {
  const words = new Set<string>();
  let at: PageElement | null = element;
  for (let up = 0; at !== null && at !== body && up < HIGHEST; at = at.parentElement, up++) {
    const word = judge(marksOf(at)).ambiguous;
    if (word !== null) words.add(word);
  }
  return words;
}

/** Is it marked by a word that some templates put on everything? */
export function isAmbiguous(element: PageElement): boolean {
  return judge(marksOf(element)).ambiguous !== null;
}

/** Is this element apparatus? `whole` is the length of the text around it, so that no wrapper takes all with it. */
export function isApparatus(element: PageElement, whole: number, except: Disbelieved = NONE): boolean {
  const name = element.tagName;
  if (TABLE_PART.test(name)) return false;
  if (name === "NAV" || element.getAttribute("role") === "navigation") return isSmall(element, whole);
  const marks = marksOf(element);
  if (marks === "") return false;
  const { consent, apparatus, wrapper } = judge(marks);
  if (consent !== null) return length(element) <= whole * LARGEST_CONSENT_SHARE;
  return apparatus !== null && !wrapper && !except.has(apparatus) && isSmall(element, whole);
}

/** What marks it, in words: "marked as related content"; "navigation" where its kind does. */
export function namedMark(element: PageElement): string {
  const marks = marksOf(element);
  const { consent, apparatus } = judge(marks);
  const mark = consent ?? apparatus;
  return mark === null ? "navigation" : `marked as ${mark}`;
}

/** Is this element the words beside a picture or a film? */
export function isCaption(element: PageElement): boolean {
  const name = element.tagName;
  if (name === "FIGCAPTION") return true;
  if (TABLE_PART.test(name)) return false;
  if (name === "FIGURE") return length(element) <= LONGEST_CAPTION && elementsNamed(element, NO_CAPTION).length === 0;
  const marks = marksOf(element);
  if (marks === "" || !judge(marks).caption || length(element) > LONGEST_CAPTION) return false;
  return name !== "P" || elementsNamed(element, BREAK).length === 0;
}

function isSmall(element: PageElement, whole: number): boolean {
  return length(element) <= whole * LARGEST_SHARE;
}

function length(element: PageElement): number {
  return (element.textContent ?? "").trim().length;
}
