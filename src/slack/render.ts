/**
 * Draws a message for Slack: Block Kit, complete fallback text, and the delivery's key in the metadata and in the first
 * block's id, by which a message whose answer was lost is found again. Pure.
 */
import type { types } from "@slack/bolt";
import { linesWithin } from "../channels/text.js";
import type { MessageBody, Note } from "../model.js";
import { actionsOf } from "./actions.js";
import { alertBlocks, alertLines } from "./alert.js";
import { BLOCKS, TEXT_CHARS } from "./limits.js";
import { digestBlocks, digestLines, noteBlocks, noteLines, operatorBlocks, operatorLines } from "./others.js";

/** The event type of our metadata; letters, digits, `_` and `-` only. */
export const METADATA_EVENT = "watchdesk_delivery";

/** No mention, link or picture is looked for in what we send: https://docs.slack.dev/reference/methods/chat.postMessage */
export const INERT = { parse: "none", link_names: false } as const;
export const NOT_UNFURLED = { unfurl_links: false, unfurl_media: false } as const;

export interface RenderOptions {
  /** Outgoing.key. */
  key: string;
  revision: number;
  /** The alert that a note has to name, since it does not hang right under it. */
  about?: Note["about"] | null;
}

/** What chat.postMessage and chat.update have in common. */
export interface SlackMessage {
  text: string;
  blocks: types.KnownBlock[];
  metadata: { event_type: string; event_payload: { key: string; revision: number } };
}

/** The message within all of Slack's limits, whatever the body holds; nothing in it mentions, formats or disguises. */
export function renderSlack(body: MessageBody, options: RenderOptions): SlackMessage {
  const { lines, blocks } = draw(body, options.about ?? null);
  const [first, ...rest] = blocks.slice(0, BLOCKS);
  return {
    text: linesWithin(lines, TEXT_CHARS),
    // A block's id has to change with each edit: https://docs.slack.dev/reference/block-kit/blocks
    blocks: first === undefined ? [] : [{ ...first, block_id: blockIdOf(options.key, options.revision) }, ...rest],
    metadata: { event_type: METADATA_EVENT, event_payload: { key: options.key, revision: options.revision } },
  };
}

/** The id of the first block; the key is its middle part. */
export function blockIdOf(key: string, revision: number): string {
  return `wd.${key}.${revision}`;
}

function draw(body: MessageBody, about: Note["about"] | null): { lines: string[]; blocks: types.KnownBlock[] } {
  switch (body.kind) {
    case "alert":
      return { lines: alertLines(body.alert), blocks: [...alertBlocks(body.alert), ...actionsOf(body.alert)] };
    case "note":
      return { lines: noteLines(body.note, about), blocks: noteBlocks(body.note, about) };
    case "digest":
      return { lines: digestLines(body.digest), blocks: digestBlocks(body.digest) };
    case "operator":
      return { lines: operatorLines(body.message), blocks: operatorBlocks(body.message) };
  }
}
