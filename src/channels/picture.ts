/** How a picture stands in an alert: how large, and with which words. Pure. */
import type { Alert } from "../model.js";
import { showablePicture } from "../picture.js";
import { oneLine } from "./text.js";

export interface PictureLayout {
  url: string;
  /** What a screen reader reads out in its place; never empty. */
  alt: string;
  /** `Picture from Orbit Watch: the pad, seen from above`, to stand beside it. */
  caption: string;
  /** It is the report itself, so it is shown large; any other stands small at the side. */
  large: boolean;
}

/** Null where the alert has none that may be shown. The words are one line each, as long as their publisher made them. */
export function pictureLayout({ picture }: Alert): PictureLayout | null {
  const shown = showablePicture(picture);
  if (shown === null) return null;
  const [from, said] = [oneLine(shown.publisher), oneLine(shown.alt ?? "")];
  const whose = from === "" ? "Picture" : `Picture from ${from}`;
  const caption = said === "" ? whose : `${whose}: ${said}`;
  return {
    url: shown.url,
    alt: said === "" ? `${whose}, not described` : caption,
    caption,
    large: shown.kind === "imagery",
  };
}
