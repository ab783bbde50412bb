/** The open elements around the place where a document is being read. */
import { WatchdeskError } from "../errors.js";

export type Scope =
  | "feed" // the root and RSS's channel
  | "item"
  | "other"; // anything whose children mean nothing to us

export interface Frame {
  rawName: string;
  scope: Scope;
  /** What `xml:base` sets for those inside, or null. */
  base: string | null;
  /** Undoes the namespaces that the element declared. */
  leave: () => void;
}

export interface Frames {
  top(): Frame | undefined;
  push(frame: Frame): void;
  /** Closes the innermost element of that name and all inside it; false when none is open. */
  close(rawName: string): boolean;
  /** Closes an item that a new one shows to have ended, if one is open. */
  closeItem(): void;
  /** The place belongs to this: item, feed, or nothing of ours. */
  scope(): Scope | null;
}

/** @param maxDepth frames at which the document is refused */
export function createFrames(maxDepth: number): Frames {
  const frames: Frame[] = [];

  function cutTo(length: number): void {
    while (frames.length > length) frames.pop()!.leave();
  }
  return {
    top: () => frames.at(-1),
    push(frame) {
      if (frames.length >= maxDepth) {
        throw new WatchdeskError("limit", `parse: the document nests elements deeper than ${maxDepth}`);
      }
      frames.push(frame);
    },
    close(rawName) {
      const at = frames.findLastIndex((frame) => frame.rawName === rawName);
      if (at === -1) return false;
      cutTo(at);
      return true;
    },
    closeItem() {
      const at = frames.findIndex((frame) => frame.scope === "item");
      if (at !== -1) cutTo(at);
    },
    scope: () => frames.at(-1)?.scope ?? null,
  };
}
