/**
 * Which pictures of a feed may be shown to a team. What is shown is fetched by Slack's and Discord's own servers, never
 * by us, so the question is not who is asked but what would stand in the channel. Pure.
 */
import type { Outgoing, Picture } from "./model.js";
import { urlOf } from "./url.js";

/** Discord takes addresses of 2,048 characters, Slack of 3,000. */
export const PICTURE_URL_CHARS = 2000;
/** What a publisher says of a picture; longer texts are the article once more. */
export const PICTURE_ALT_CHARS = 300;
/** Below this a stated side is that of a counter, an icon or a smiley, px. */
export const MIN_SIDE_PX = 48;

/** By the end of its path it is something that the platforms do not draw, or that can hold a script. */
const NO_RASTER = /\.(?:svgz?|ico|bmp|tiff?|avif|hei[cf]|pdf|swf|mp[34]|m4[av]|mov|webm|ogg)$/i;
/** Names by which counters and placeholders go. */
const BLANK = /\/(?:1x1|blank|clear|pixel|spacer|transparent)\.(?:gif|png)$/i;
/** A writer's face, which blogs offer as an item's first picture. */
const AVATAR = /(?:^|\.)gravatar\.com$/i;
/** Names that never leave a network (RFC 6761, RFC 6762, ICANN's .internal). */
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|internal|localdomain|home\.arpa|intranet|lan)$/i;
const LITERAL_ADDRESS = /^\[|^\d+(?:\.\d+){3}$/;

/**
 * The address as it may be shown, or null: https on its own port, a name that the public can resolve and no number
 * (WHATWG URL writes every spelling of an IPv4 address as four numbers), neither name nor password, none of the above.
 */
export function pictureAddress(url: string): string | null {
  const parsed = url.length <= PICTURE_URL_CHARS && /^https:/i.test(url) ? urlOf(url) : null;
  if (parsed === null) return null;
  const { protocol, username, password, port, pathname } = parsed;
  if (protocol !== "https:" || username !== "" || password !== "" || port !== "") return null;
  const host = parsed.hostname.replace(/\.$/, "");
  if (!host.includes(".") || LITERAL_ADDRESS.test(host) || LOCAL_NAME.test(host) || AVATAR.test(host)) return null;
  if (NO_RASTER.test(pathname) || BLANK.test(pathname)) return null;
  // A fragment names no other picture.
  parsed.hash = "";
  return parsed.href.length > PICTURE_URL_CHARS ? null : parsed.href;
}

/** The picture as it may be shown; null for none that may. */
export function showablePicture<T extends Picture>(picture: T | null | undefined): T | null {
  if (!picture || isTiny(picture.width) || isTiny(picture.height)) return null;
  const url = pictureAddress(picture.url);
  return url === null ? null : { ...picture, url };
}

function isTiny(side: number | null): boolean {
  return side !== null && !(side >= MIN_SIDE_PX);
}

/** The same message without its picture. */
export function withoutPicture(outgoing: Outgoing): Outgoing {
  if (!hasPicture(outgoing) || outgoing.body.kind !== "alert") return outgoing;
  const { picture: _, ...alert } = outgoing.body.alert;
  return { ...outgoing, body: { kind: "alert", alert } };
}

export function hasPicture({ body }: Outgoing): boolean {
  return body.kind === "alert" && body.alert.picture !== undefined;
}
