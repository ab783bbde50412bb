/** An alert's picture as a part of Discord's embed, and how Discord says that it takes none of it. */
import { type APIEmbed, type APIEmbedImage, DiscordAPIError } from "discord.js";
import type { PictureLayout } from "../channels/picture.js";
import { ALT_CHARS } from "./limits.js";
import { literal } from "./text.js";

/** An alternative text is newer than the client's types: https://docs.discord.com/developers/resources/message#embed-object */
type DescribedImage = APIEmbedImage & { description: string };

/** A picture that is the report itself below the words, any other small beside them. */
export function pictureOf(picture: PictureLayout | null): Pick<APIEmbed, "image" | "thumbnail"> {
  if (picture === null) return {};
  const shown: DescribedImage = { url: picture.url, description: literal(picture.alt, ALT_CHARS) };
  return picture.large ? { image: shown } : { thumbnail: shown };
}

/** "Invalid Form Body". */
const INVALID_BODY = 50035;

/**
 * Discord shows an embed whose picture it cannot fetch without it; an address that it does not take at all makes the
 * body invalid. Nothing is stored then.
 */
export function isPictureRefusal(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.status === 400 && Number(error.code) === INVALID_BODY;
}
