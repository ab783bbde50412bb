/**
 * Slack's limits as documented. Text is weighed as Slack stores it, with `&`, `<` and `>` escaped (5 and 4 characters).
 */

/** https://docs.slack.dev/reference/block-kit/blocks/header-block */
export const HEADER_CHARS = 150;
/** https://docs.slack.dev/reference/block-kit/blocks/section-block; held for each rich text block too. */
export const BLOCK_CHARS = 3000;
/** https://docs.slack.dev/reference/methods/chat.postMessage: advised for `text`; cut beyond 40,000. */
export const TEXT_CHARS = 4000;
/** https://docs.slack.dev/reference/block-kit/blocks: blocks in one message. */
export const BLOCKS = 50;
/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object, kept below for context elements. */
export const CONTEXT_CHARS = 2000;
/** https://docs.slack.dev/reference/block-kit/blocks: `block_id`. */
export const BLOCK_ID_CHARS = 255;
/** https://docs.slack.dev/reference/methods/conversations.history: `limit` is at most 999, 200 is advised. */
export const HISTORY_PAGE = 200;
/** https://docs.slack.dev/apis/web-api/rate-limits: one message a second a channel. */
export const MESSAGE_GAP_MS = 1000;

/** https://docs.slack.dev/reference/methods/chat.update is of tier 3: some fifty a minute a workspace. */
export const EDITS_PER_MINUTE = 50;

/** https://docs.slack.dev/reference/block-kit/blocks/image-block: `alt_text` and `title` take 2,000. */
export const ALT_CHARS = 500;
export const CAPTION_CHARS = 140;

// Our own, well within the above: what people read at a glance.

export const HEADLINE_CHARS = 500;
export const HOST_CHARS = 60;
export const NOTE_CHARS = 1000;
export const OPERATOR_CHARS = 1200;
export const DIGEST_STORIES = 18;
export const DIGEST_HEADLINE_CHARS = 90;
export const ANSWER_ROWS = 21;
export const ANSWER_ROWS_PER_BLOCK = 7;
export const ANSWER_TEXT_CHARS = 160;
export const ANSWER_DETAILS_CHARS = 180;
