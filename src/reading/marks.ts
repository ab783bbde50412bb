/**
 * Parts of a page that are no article text, told by the words that templates put into class and id. The words are the
 * common ones of news templates and content systems; single letters and style names never count.
 */
import { marksOf, type PageElement } from "./dom.js";

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
/** Longest caption, in characters. */
const LONGEST_CAPTION = 700;

/** Is this element apparatus? `whole` is the length of the text around it, so that no wrapper takes all with it. */
export function isApparatus(element: PageElement, whole: number): boolean {
  const name = element.tagName;
  if (TABLE_PART.test(name)) return false;
  if (name === "NAV" || element.getAttribute("role") === "navigation") return isSmall(element, whole);
  const marks = marksOf(element);
  if (marks === "") return false;
  return APPARATUS.test(marks) && !/(?:^| )(?:body|content|main)(?= |$)/.test(marks) && isSmall(element, whole);
}

/** What marks it, in words: "marked as related content"; "navigation" where its kind does. */
export function namedMark(element: PageElement): string {
  const mark = APPARATUS.exec(marksOf(element))?.[0].trim();
  return mark === undefined ? "navigation" : `marked as ${mark}`;
}

/** Is this element the words beside a picture or a film? */
export function isCaption(element: PageElement): boolean {
  const name = element.tagName;
  if (name === "FIGCAPTION") return true;
  if (TABLE_PART.test(name)) return false;
  if (name === "FIGURE")
    return length(element) <= LONGEST_CAPTION && element.querySelector("table,pre,blockquote") === null;
  if (name === "P" && element.querySelector("br") !== null) return false;
  return CAPTION.test(marksOf(element)) && length(element) <= LONGEST_CAPTION;
}

function isSmall(element: PageElement, whole: number): boolean {
  return length(element) <= whole * LARGEST_SHARE;
}

function length(element: PageElement): number {
  return (element.textContent ?? "").trim().length;
}
