/** What Discord sends for a command, for a click under a message and for a field that was filled in. */

export interface DiscordPerson {
  id?: string;
  name?: string;
  nick?: string | null;
  roles?: string[];
  /** The channel in which the person is. */
  channel?: string;
}

/** A button's id, or the menu's with the chosen entry. */
export interface DiscordElement {
  custom_id: string;
  value?: string;
}

type Json = Record<string, unknown>;

const COMMAND = 2;
const COMPONENT = 3;
const MODAL_SUBMIT = 5;
const ROW = 1;
const BUTTON = 2;
const MENU = 3;
const TEXT_INPUT = 4;

/** The button, or the menu's entry, that is labelled so under the message. */
export function elementOf(components: Json[], label: string): DiscordElement {
  for (const part of components.flatMap((row) => row["components"] as Json[])) {
    const custom_id = String(part["custom_id"]);
    if (part["type"] === BUTTON && part["label"] === label) return { custom_id };
    const entry = ((part["options"] as Json[] | undefined) ?? []).find((option) => option["label"] === label);
    if (entry !== undefined) return { custom_id, value: String(entry["value"]) };
  }
  throw new Error(`nothing is labelled ${label}`);
}

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object */
export function interactionOf(
  { id, token }: { id: string; token: string },
  application: string,
  part: { type: number; data: Json; message?: Json },
  by: DiscordPerson,
): Json {
  const user = { id: by.id ?? "400000000000000001", username: by.name ?? "someone", discriminator: "0", avatar: null };
  const channel = by.channel ?? "200000000000000001";
  const member = { user, nick: by.nick ?? null, roles: by.roles ?? [], joined_at: null, permissions: "0" };
  return {
    id,
    application_id: application,
    token,
    version: 1,
    guild_id: "100000000000000001",
    channel_id: channel,
    channel: { id: channel, type: 0 },
    member: { ...member, deaf: false, mute: false, flags: 0 },
    app_permissions: "0",
    locale: "en-US",
    entitlements: [],
    authorizing_integration_owners: {},
    context: 0,
    attachment_size_limit: 0,
    ...part,
  };
}

export function commandPart(name: string, options: Json[]): { type: number; data: Json } {
  return {
    type: COMMAND,
    data: { id: "500000000000000001", name: "watch", type: 1, options: [{ type: 1, name, options }] },
  };
}

export function clickPart({ custom_id, value }: DiscordElement): { type: number; data: Json; message: Json } {
  const author = { id: "300000000000000001", username: "watchdesk", discriminator: "0", avatar: null, bot: true };
  const message = { id: "1", channel_id: "200000000000000001", author, content: "", embeds: [], timestamp: 0 };
  const data =
    value === undefined ? { component_type: BUTTON, custom_id } : { component_type: MENU, custom_id, values: [value] };
  return { type: COMPONENT, data, message };
}

/** The modal as it was opened, with the text in its only field. */
export function submitPart(modal: Json, text: string): { type: number; data: Json } {
  const [row] = modal["components"] as { components: { custom_id: string }[] }[];
  const [field] = row?.components ?? [];
  if (field === undefined) throw new Error("the modal has no field");
  const input = { type: TEXT_INPUT, custom_id: field.custom_id, value: text };
  const components = [{ type: ROW, components: [input] }];
  return { type: MODAL_SUBMIT, data: { custom_id: modal["custom_id"], components } };
}
