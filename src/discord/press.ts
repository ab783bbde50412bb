/** Clicks under an alert as Discord brings them, and the field for a reason of one's own. */
import {
  type APIModalInteractionResponse,
  ComponentType,
  type Interaction,
  InteractionResponseType,
  type MessageComponentInteraction,
  type ModalSubmitInteraction,
  TextInputStyle,
} from "discord.js";
import type { Actor } from "../acts/access.js";
import { readCode } from "../acts/codes.js";
import { type Pressed, REASON_CHARS } from "../commands/press.js";
import { ACTION_PREFIX, MENU_ID } from "./actions.js";

export type Click = MessageComponentInteraction | ModalSubmitInteraction;
/** What commands and clicks have in common. */
type FromPerson = Pick<Interaction, "user" | "member" | "channelId">;

const REASON_FIELD = "reason";

/** Who acts, as Discord names people here: the server's own name, else the one shown everywhere. */
export function actorOf(account: string, interaction: FromPerson): Actor {
  const { user, member } = interaction;
  const place = { account, channel: interaction.channelId ?? "" };
  return {
    id: `discord:${user.id}`,
    name: nameIn(member) ?? user.displayName,
    names: [user.id, ...rolesOf(member)],
    place,
  };
}

type Member = Interaction["member"];

function nameIn(member: Member): string | null {
  if (member === null) return null;
  return "displayName" in member ? member.displayName : (member.nick ?? null);
}

/** The server's members are cached where the client knows the server, and come bare where it does not. */
function rolesOf(member: Member): string[] {
  if (member === null) return [];
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
}

/** The click; null for what is none of ours. */
export function clickOf(account: string, interaction: Click): Pressed | null {
  const code = codeIn(interaction);
  if (code === null) return null;
  const written = interaction.isModalSubmit() ? interaction.fields.getTextInputValue(REASON_FIELD) : null;
  const click = { id: `discord:${interaction.id}`, code, actor: actorOf(account, interaction) };
  return written === null ? click : { ...click, written };
}

function codeIn(interaction: Click): string | null {
  if (interaction.isStringSelectMenu() && interaction.customId === MENU_ID) return interaction.values[0] ?? null;
  return interaction.customId.startsWith(ACTION_PREFIX) ? interaction.customId.slice(ACTION_PREFIX.length) : null;
}

/** A menu's entry opens the field; the field's own answer bears the same code. */
export function asksForReason({ code, written }: Pressed): boolean {
  return written === undefined && readCode(code)?.press.kind === "ask-reason";
}

/** The field in which a person writes why a story is not relevant; all that its answer needs stands in it. */
export function reasonModal({ code }: Pressed): APIModalInteractionResponse {
  const field = {
    type: ComponentType.TextInput as const,
    custom_id: REASON_FIELD,
    style: TextInputStyle.Short as const,
    label: "Why is this story not relevant?",
    max_length: REASON_CHARS,
    required: true,
  };
  return {
    type: InteractionResponseType.Modal,
    data: {
      custom_id: `${ACTION_PREFIX}${code}`,
      title: "Not relevant",
      components: [{ type: ComponentType.ActionRow, components: [field] }],
    },
  };
}
