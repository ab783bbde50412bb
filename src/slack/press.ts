/** Clicks under an alert as Slack brings them, and the field for a reason of one's own. */
import type { BlockAction, BlockElementAction, types, ViewSubmitAction } from "@slack/bolt";
import { z } from "zod";
import type { Actor } from "../acts/access.js";
import { readCode } from "../acts/codes.js";
import { type Pressed, REASON_CHARS } from "../commands/press.js";
import { ACTION_PREFIX } from "./actions.js";

/** What the listener takes. */
export const ACTION_IDS = new RegExp(`^${ACTION_PREFIX.replace(".", "\\.")}`);
export const REASON_VIEW = "wd.reason";
const REASON_FIELD = "reason";

/** Who acts, as Slack names people. The id is the workspace's own; names change. */
export function actorOf(account: string, user: { id: string; name: string }, channel: string): Actor {
  return { id: `slack:${user.id}`, name: user.name, names: [user.id], place: { account, channel } };
}

/** The click; null for an element that is none of ours. */
export function clickOf(account: string, body: BlockAction): Pressed | null {
  const [action] = body.actions;
  const code = action === undefined ? null : codeIn(action);
  const channel = body.channel?.id ?? body.container["channel_id"];
  if (code === null || typeof channel !== "string") return null;
  const { id, username, name } = body.user;
  return { id: `slack:${body.trigger_id}`, code, actor: actorOf(account, { id, name: name ?? username }, channel) };
}

function codeIn(action: BlockElementAction): string | null {
  if (action.type === "button") return action.value ?? null;
  return action.type === "static_select" ? action.selected_option.value : null;
}

export function asksForReason({ code }: Pressed): boolean {
  return readCode(code)?.press.kind === "ask-reason";
}

/** The field in which a person writes why a story is not relevant; all that its answer needs stands in it. */
export function reasonView({ code, actor }: Pressed): types.ModalView {
  return {
    type: "modal",
    callback_id: REASON_VIEW,
    private_metadata: JSON.stringify({ code, channel: actor.place?.channel }),
    title: { type: "plain_text", text: "Not relevant" },
    submit: { type: "plain_text", text: "Send" },
    close: { type: "plain_text", text: "Cancel" },
    blocks: [
      {
        type: "input",
        block_id: REASON_FIELD,
        label: { type: "plain_text", text: "Why is this story not relevant?" },
        element: { type: "plain_text_input", action_id: REASON_FIELD, max_length: REASON_CHARS, focus_on_load: true },
      },
    ],
  };
}

const metadataSchema = z.object({ code: z.string(), channel: z.string() });

/** What was written; null for a field that is none of ours. */
export function submissionOf(account: string, { view, user }: ViewSubmitAction): Pressed | null {
  const read = metadataSchema.safeParse(parsed(view.private_metadata));
  if (!read.success) return null;
  const written = view.state.values[REASON_FIELD]?.[REASON_FIELD]?.value ?? "";
  const actor = actorOf(account, user, read.data.channel);
  return { id: `slack:${view.id}`, code: read.data.code, written, actor };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
