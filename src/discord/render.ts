/**
 * Draws a message for Discord: one embed, with the delivery's key in its footer, by which a message whose answer was
 * lost is found again after Discord has forgotten the nonce. Pure.
 */
import type { APIEmbed } from "discord.js";
import type { MessageBody, Note } from "../model.js";
import { type ActionRow, actionsOf } from "./actions.js";
import { alertEmbed } from "./alert.js";
import { digestEmbed, noteEmbed, operatorEmbed } from "./others.js";

export interface RenderOptions {
  /** Outgoing.key. */
  key: string;
  revision: number;
  /** The alert that a note has to name, since it does not stand in its thread. */
  about?: Note["about"] | null;
}

/** What creating and editing a message have in common. */
export interface DiscordMessage {
  embeds: APIEmbed[];
  /** Buttons and menus under an alert; an edit without the key would leave the old ones. */
  components: ActionRow[];
  /** Nobody is ever mentioned by what a feed wrote; Discord reads this on edits too. */
  allowed_mentions: { parse: [] };
}

/** The message within all of Discord's limits, whatever the body holds; nothing in it mentions, formats or disguises. */
export function renderDiscord(body: MessageBody, options: RenderOptions): DiscordMessage {
  const embed = draw(body, options.about ?? null);
  const said = embed.footer?.text ?? "";
  const footer = { text: [said, footerKey(options.key)].filter((part) => part !== "").join(" · ") };
  const components = body.kind === "alert" ? actionsOf(body.alert) : [];
  return { embeds: [{ ...embed, footer }], components, allowed_mentions: { parse: [] } };
}

/** How the key stands in the footer. */
export function footerKey(key: string): string {
  return `ref ${key}`;
}

function draw(body: MessageBody, about: Note["about"] | null): APIEmbed {
  switch (body.kind) {
    case "alert":
      return alertEmbed(body.alert);
    case "note":
      return noteEmbed(body.note, about);
    case "digest":
      return digestEmbed(body.digest);
    case "operator":
      return operatorEmbed(body.message);
  }
}
