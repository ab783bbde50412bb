/**
 * A picture must never cost an alert. Slack refuses a message whole when it cannot fetch a picture in it; then the
 * message is sent once more without, and the picture is left out from then on, so that no edit tries it again.
 */
import type { Outgoing } from "../model.js";
import { withoutPicture } from "../picture.js";

export interface PictureGate {
  /** What `send` gives for the message, or for the same one without its picture when that is why it was refused. */
  send<T>(outgoing: Outgoing, send: (outgoing: Outgoing) => Promise<T>): Promise<T>;
}

/** Addresses remembered; the eldest is forgotten first, and at worst tried once more. */
const REMEMBERED = 500;

/** @param isRefusal whether what was thrown may be the picture's fault, and nothing was stored */
export function createPictureGate(isRefusal: (error: unknown) => boolean): PictureGate {
  const refused = new Set<string>();
  return {
    async send(outgoing, send) {
      const url = pictureUrl(outgoing);
      if (url === null) return send(outgoing);
      if (refused.has(url)) return send(withoutPicture(outgoing));
      try {
        return await send(outgoing);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        const [eldest] = refused;
        if (refused.size >= REMEMBERED && eldest !== undefined) refused.delete(eldest);
        refused.add(url);
        return send(withoutPicture(outgoing));
      }
    },
  };
}

function pictureUrl({ body }: Outgoing): string | null {
  return body.kind === "alert" ? (body.alert.picture?.url ?? null) : null;
}
