/** An alert's picture as Slack's block, and how Slack says that it cannot fetch one. */
import type { types } from "@slack/bolt";
import { webApi } from "@slack/bolt";
import type { PictureLayout } from "../channels/picture.js";
import { ALT_CHARS, CAPTION_CHARS } from "./limits.js";
import { literal, plain } from "./text.js";

/** A picture that is the report itself, across the message. */
export function largePicture(picture: PictureLayout): types.ImageBlock {
  return { type: "image", ...imageOf(picture), title: captionOf(picture) };
}

/** Any other, small beside the words of whose it is; what else is read last fills the room at its side. */
export function smallPicture(picture: PictureLayout, fields: types.SectionBlock["fields"] = []): types.SectionBlock {
  const accessory = { type: "image" as const, ...imageOf(picture) };
  return { type: "section", text: captionOf(picture), accessory, ...(fields.length === 0 ? {} : { fields }) };
}

/** What is seen needs few words: the whole stands in the alternative text. */
function captionOf({ caption }: PictureLayout): types.PlainTextElement {
  return plain(caption, CAPTION_CHARS);
}

function imageOf({ url, alt }: PictureLayout) {
  return { image_url: url, alt_text: literal(alt, ALT_CHARS) };
}

/**
 * Slack fetches a picture while it takes the message, and refuses all of it when that fails: `invalid_blocks`, in words
 * "downloading image failed". Nothing is stored then, whatever it was in the blocks.
 */
export function isPictureRefusal(error: unknown): boolean {
  if (!(error instanceof webApi.SlackError) || !("data" in error)) return false;
  const data: unknown = error.data;
  return typeof data === "object" && data !== null && "error" in data && isBlocksRefusal(data.error);
}

/** The same in the words of an incoming webhook, `invalid_blocks_format` among them. */
export function isBlocksRefusal(answer: unknown): boolean {
  return typeof answer === "string" && /^invalid_(?:blocks|attachments)/.test(answer);
}
