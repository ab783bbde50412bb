/** The buttons and the menu under an alert, for Discord. Pure. */
import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
} from "discord.js";
import { type Offer, offersOf } from "../acts/offers.js";
import type { Alert } from "../model.js";

/** In front of each custom id; the listener takes what begins so. */
export const ACTION_PREFIX = "wd.";
/** The menu's own id; the chosen entry's value says the rest. */
export const MENU_ID = `${ACTION_PREFIX}menu`;

export type ActionRow = APIActionRowComponent<APIComponentInMessageActionRow>;

/** A row of buttons and a row with the menu; none for a story that cannot have any. */
export function actionsOf(alert: Alert): ActionRow[] {
  const { buttons, snooze, dismiss } = offersOf(alert);
  const entries = [...snooze, ...dismiss];
  const rows: ActionRow[] = [];
  if (buttons.length > 0) rows.push({ type: ComponentType.ActionRow, components: buttons.map(button) });
  if (entries.length > 0) {
    const options = entries.map(({ label, hint, code }) => ({ label, value: code, description: hint }));
    const placeholder = "Snooze, or not relevant…";
    const menu = { type: ComponentType.StringSelect as const, custom_id: MENU_ID, placeholder, options };
    rows.push({ type: ComponentType.ActionRow, components: [menu] });
  }
  return rows;
}

function button(offer: Offer): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: offer.label === "Take it" ? ButtonStyle.Primary : ButtonStyle.Secondary,
    custom_id: `${ACTION_PREFIX}${offer.code}`,
    label: offer.label,
  };
}
