/** An alert's picture as Slack's block, and how Slack says that it cannot fetch one. */
import type { types } from "@slack/bolt";
import { webApi } from "@slack/bolt";
import type { PictureLayout } from "../channels/picture.js";
import { ALT_CHARS, CAPTION_CHARS } from "./limits.js";
import { literal, plain } from "./text.js";

/** A picture that is the report itself across the message; any other small beside the words of whose it is. */
export function pictureBlock(picture: PictureLayout | null): types.KnownBlock[] {
  if (picture === null) return [];
  const { url: image_url, large } = picture;
  const alt_text = literal(picture.alt, ALT_CHARS);
  const text = plain(picture.caption, CAPTION_CHARS);
  if (large) return [{ type: "image", image_url, alt_text, title: text }];
  return [{ type: "section", text, accessory: { type: "image", image_url, alt_text } }];
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
