/**
 * A Slack incoming webhook as a channel, where no app may be installed: it can post and nothing else. What was posted
 * cannot be edited, found again or replied to, so the alert stays as it was sent, and each note is a message of its own
 * that names the alert. https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
import type { types } from "@slack/bolt";
import type { Outgoing, SendResult } from "../model.js";
import { hasPicture, withoutPicture } from "../picture.js";
import type { Notifier } from "../ports.js";
import { classify } from "./classify.js";
import { HEADER_CHARS, MESSAGE_GAP_MS } from "./limits.js";
import { isBlocksRefusal } from "./picture.js";
import { NOT_UNFURLED, renderSlack } from "./render.js";
import { literal } from "./text.js";

export interface SlackWebhookOptions {
  /** Of the form https://hooks.slack.com/services/T…/B…/…; a secret. */
  url: string;
  /** For one call, its answer's body included, ms. */
  timeoutMs: number;
}

/** An answer is one word; what is longer is not Slack's. */
const MAX_ANSWER_CHARS = 80;
/** What a 429 without Retry-After asks for: one message a second is allowed. */
const DEFAULT_RETRY_AFTER_S = 30;

export function createSlackWebhookNotifier({ url, timeoutMs }: SlackWebhookOptions): Notifier {
  return {
    platform: "slack",
    gapMs: MESSAGE_GAP_MS,
    async send(outgoing, signal) {
      if (outgoing.reference !== null) return { kind: "sent", reference: outgoing.reference, url: null };
      const post = async (one: Outgoing): Promise<Posted> => {
        const response = await fetch(url, {
          method: "POST",
          headers: { "content-type": "application/json; charset=utf-8" },
          body: JSON.stringify(webhookMessage(one)),
          signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
          redirect: "manual",
        });
        return { response, answer: (await response.text()).trim().slice(0, MAX_ANSWER_CHARS) };
      };
      try {
        const posted = await post(outgoing);
        // Slack could not fetch the picture: better the alert without it than none.
        const again = hasPicture(outgoing) && isBlocksRefusal(posted.answer);
        return judge(again ? await post(withoutPicture(outgoing)) : posted, outgoing);
      } catch (error) {
        // The address is a secret: only what kind of failure it was is told.
        return classify(error);
      }
    },
  };
}

interface Posted {
  response: Response;
  answer: string;
}

/** The reference holds the headline, by which a note names its alert; there is nothing else to refer to. */
function judge({ response, answer }: Posted, { body }: Outgoing): SendResult {
  if (response.ok) {
    const headline = body.kind === "alert" ? body.alert.headline : "";
    return { kind: "sent", reference: `webhook:${literal(headline, HEADER_CHARS)}`, url: null };
  }
  const reason = `Slack's webhook answered ${response.status}${/^[a-z_]+$/.test(answer) ? ` ${answer}` : ""}`;
  if (response.status === 429) {
    const asked = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
    const seconds = Number.isFinite(asked) ? asked : DEFAULT_RETRY_AFTER_S;
    return { kind: "retry", reason, afterMs: seconds * 1000, scope: "channel", unsettled: false };
  }
  if (response.status === 408 || response.status >= 500) {
    return { kind: "retry", reason, afterMs: null, scope: "channel", unsettled: true };
  }
  if (response.status === 400 && answer.startsWith("invalid_")) {
    return { kind: "rejected", reason, hint: null, scope: "delivery" };
  }
  const hint = "Make a new incoming webhook and set the channel's url anew";
  return { kind: "rejected", reason, hint, scope: "channel" };
}

/** Without buttons: who clicks them would be answered by nobody. Without metadata: nobody can look for it. */
export function webhookMessage(outgoing: Outgoing): { text: string; blocks: types.KnownBlock[] } {
  const headline = outgoing.parent?.replace(/^webhook:/, "") ?? "";
  const about = headline === "" ? null : { headline, url: null };
  const { text, blocks } = renderSlack(outgoing.body, { ...outgoing, about });
  return { text, blocks: blocks.filter((block) => block.type !== "actions"), ...NOT_UNFURLED };
}
