/** The buttons and menus under an alert, for Slack. Pure. */
import type { types } from "@slack/bolt";
import { type Offer, offersOf } from "../acts/offers.js";
import type { Alert } from "../model.js";

/** In front of each action's id; the listener takes what begins so. */
export const ACTION_PREFIX = "wd.";

/** One block; none for a story that cannot have any. Styles mark the next step and nothing else. */
export function actionsOf(alert: Alert): types.ActionsBlock[] {
  const { buttons, snooze, dismiss } = offersOf(alert);
  const elements = [
    ...buttons.filter((offer) => !isQuestion(offer)).map(button),
    ...menu("snooze", "Snooze", snooze),
    ...menu("dismiss", "Not relevant", dismiss),
    ...buttons.filter(isQuestion).map(button),
  ];
  return elements.length === 0 ? [] : [{ type: "actions", elements }];
}

function isQuestion({ kind }: Offer): boolean {
  return kind === "sources" || kind === "why";
}

function button(offer: Offer): types.Button {
  return {
    type: "button",
    action_id: `${ACTION_PREFIX}${offer.kind}`,
    text: { type: "plain_text", text: offer.label },
    value: offer.code,
    accessibility_label: offer.hint,
    ...(offer.kind === "take" && offer.label === "Take it" ? { style: "primary" as const } : {}),
  };
}

/** The entries' labels without what the menu's own name says already. */
function menu(name: string, title: string, offers: Offer[]): types.StaticSelect[] {
  if (offers.length === 0) return [];
  const options = offers.map(({ label, code }) => ({
    text: { type: "plain_text" as const, text: capital(label.replace(`${title}:`, "").replace(title, "").trim()) },
    value: code,
  }));
  return [
    {
      type: "static_select",
      action_id: `${ACTION_PREFIX}${name}`,
      placeholder: { type: "plain_text", text: title },
      options,
    },
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
