/** What `watchdesk doctor` tells of one channel in Discord: its kind, what the bot may do there, a forum's tags. */
import { ChannelFlags, ChannelType, PermissionFlagsBits as May, PermissionsBitField, Routes } from "discord.js";
import { z } from "zod";
import { type Finding, failedFinding } from "../channels/finding.js";
import { classify } from "./classify.js";
import type { DiscordClient } from "./client.js";
import { type DiscordWebhook, webhookInfoSchema } from "./webhook.js";

export interface DiscordChannelToCheck {
  name: string;
  channelId: string;
  /** Of a forum: the tags that each post gets; null where the channel is no forum. */
  tags?: string[] | null;
}

const overwriteSchema = z.object({ id: z.string(), type: z.number(), allow: z.string(), deny: z.string() });
const tagSchema = z.object({ id: z.string(), name: z.string(), moderated: z.boolean().default(false) });
const channelSchema = z.object({
  type: z.number(),
  name: z.string().nullish(),
  guild_id: z.string(),
  parent_id: z.string().nullish(),
  flags: z.number().default(0),
  permission_overwrites: z.array(overwriteSchema).default([]),
  available_tags: z.array(tagSchema).default([]),
  thread_metadata: z.object({ locked: z.boolean().default(false) }).optional(),
});
const memberSchema = z.object({ roles: z.array(z.string()) });
const rolesSchema = z.array(z.object({ id: z.string(), permissions: z.string() }));

type Channel = z.infer<typeof channelSchema>;
type Needed = Record<string, bigint>;

const READ: Needed = { "View Channel": May.ViewChannel, "Read Message History": May.ReadMessageHistory };
const IN_THREADS: Needed = { "Embed Links": May.EmbedLinks, "Send Messages in Threads": May.SendMessagesInThreads };
/** What alerts, their notes and the search for a lost one need, by the kind of the channel. */
const KINDS: Partial<Record<number, Needed>> = {
  [ChannelType.GuildText]: inChannel(),
  [ChannelType.GuildAnnouncement]: inChannel(),
  [ChannelType.PublicThread]: { ...READ, ...IN_THREADS },
  [ChannelType.PrivateThread]: { ...READ, ...IN_THREADS },
  [ChannelType.AnnouncementThread]: { ...READ, ...IN_THREADS },
  [ChannelType.GuildForum]: inForum(),
  [ChannelType.GuildMedia]: inForum(),
};
const THREADS: number[] = [ChannelType.PublicThread, ChannelType.PrivateThread, ChannelType.AnnouncementThread];
const FORUMS: number[] = [ChannelType.GuildForum, ChannelType.GuildMedia];

function inChannel(): Needed {
  return {
    ...READ,
    "Send Messages": May.SendMessages,
    "Create Public Threads": May.CreatePublicThreads,
    ...IN_THREADS,
  };
}

function inForum(): Needed {
  return { ...READ, "Create Posts (Send Messages)": May.SendMessages, ...IN_THREADS };
}

export async function checkChannel(
  client: DiscordClient,
  user: string,
  one: DiscordChannelToCheck,
  signal: AbortSignal,
): Promise<Finding[]> {
  const what = `channel ${one.name}`;
  try {
    const channel = channelSchema.parse(await client.get(Routes.channel(one.channelId), {}, signal));
    const wrong = kindFinding(what, channel, one);
    if (wrong !== null) return [wrong];
    const held = await permissionsOf(client, user, channel, signal);
    const tags = FORUMS.includes(channel.type) ? tagFindings(what, channel, one.tags ?? [], held) : [];
    return [permissionFinding(what, channel, one, held), ...tags];
  } catch (error) {
    return [failedFinding(what, classify(error))];
  }
}

function kindFinding(what: string, { type, thread_metadata: thread }: Channel, one: DiscordChannelToCheck) {
  const isForum = FORUMS.includes(type);
  const taken = (one.tags ?? null) !== null;
  const no = (text: string, hint: string): Finding => ({ ok: false, text: `${what} ${text}`, hint });
  if (KINDS[type] === undefined)
    return no("takes no messages of a bot's", "Route to a text channel, a thread or a forum");
  if (isForum && !taken) return no("is a forum", "Set forum: true in the channel's configuration");
  if (!isForum && taken) return no("is no forum", "Take forum: true out of the channel's configuration");
  if (thread?.locked === true) return no("is a locked thread", "Unlock it, or name another");
  return null;
}

function permissionFinding(what: string, channel: Channel, one: DiscordChannelToCheck, held: PermissionsBitField) {
  const missing = Object.entries(KINDS[channel.type] ?? {}).flatMap(([label, bit]) => (held.has(bit) ? [] : [label]));
  if (missing.length === 0) {
    return { ok: true, text: `${what}: #${channel.name ?? one.channelId} can be written and read`, hint: null };
  }
  const hint = `In Discord: the channel's settings, Permissions, add the bot's role, allow ${missing.join(", ")}`;
  return { ok: false, text: `${what}: the bot lacks ${missing.join(", ")}`, hint };
}

function tagFindings(what: string, forum: Channel, tags: string[], held: PermissionsBitField): Finding[] {
  const known = forum.available_tags;
  const list = known.length === 0 ? "it has none" : known.map(({ id, name }) => `${name}: "${id}"`).join(", ");
  const choose = `Name one in the channel's tags; there are ${list}`;
  const findings: Finding[] = tags.flatMap((tag) => {
    const found = known.find(({ id }) => id === tag);
    if (found === undefined) return [{ ok: false, text: `${what}: the forum has no tag ${tag}`, hint: choose }];
    if (!found.moderated || held.has(May.ManageThreads)) return [];
    const hint = "Allow the bot's role Manage Posts there, or name another tag";
    return [{ ok: false, text: `${what}: only moderators may set the tag ${found.name}`, hint }];
  });
  if (tags.length > 0 || (forum.flags & ChannelFlags.RequireTag) === 0) return findings;
  return [{ ok: false, text: `${what}: the forum demands a tag of each post`, hint: choose }];
}

/** A thread has no permissions of its own: those of its channel hold there. */
async function permissionsOf(client: DiscordClient, user: string, channel: Channel, signal: AbortSignal) {
  const parent = THREADS.includes(channel.type) ? (channel.parent_id ?? null) : null;
  const ruling = parent === null ? channel : channelSchema.parse(await client.get(Routes.channel(parent), {}, signal));
  const roles = rolesSchema.parse(await client.get(Routes.guildRoles(channel.guild_id), {}, signal));
  const member = memberSchema.parse(await client.get(Routes.guildMember(channel.guild_id, user), {}, signal));
  return permissionsIn(ruling, roles, { user, roles: member.roles });
}

/** https://discord.com/developers/docs/topics/permissions#permission-overwrites: everyone, then roles, then the member. */
function permissionsIn(
  channel: Channel,
  roles: z.infer<typeof rolesSchema>,
  member: { user: string; roles: string[] },
): PermissionsBitField {
  const everyone = channel.guild_id;
  const mine = roles.filter((role) => role.id === everyone || member.roles.includes(role.id));
  const held = new PermissionsBitField(mine.map((role) => BigInt(role.permissions)));
  if (held.has(May.Administrator)) return new PermissionsBitField(PermissionsBitField.All);
  const layers = [
    channel.permission_overwrites.filter((one) => one.id === everyone),
    channel.permission_overwrites.filter((one) => member.roles.includes(one.id)),
    channel.permission_overwrites.filter((one) => one.id === member.user),
  ];
  for (const layer of layers) {
    for (const one of layer) held.remove(BigInt(one.deny));
    for (const one of layer) held.add(BigInt(one.allow));
  }
  return held;
}

/** Asks the webhook for itself, which sends nothing. Its thread can be seen by a bot alone. */
export async function checkDiscordWebhook(
  client: DiscordClient,
  { name, webhook, thread }: { name: string; webhook: DiscordWebhook; thread: string | null },
  signal: AbortSignal,
): Promise<Finding[]> {
  const what = `channel ${name}`;
  try {
    const answer = await client.get(Routes.webhook(webhook.id, webhook.token), {}, signal);
    const { name: shown, channel_id: channel } = webhookInfoSchema.parse(answer);
    const there = { ok: true, text: `${what}: the webhook ${shown ?? webhook.id} posts into ${channel}`, hint: null };
    const unseen = "nobody but a bot can look at its thread; the first message will tell";
    return thread === null ? [there] : [there, { ok: null, text: `${what}: ${unseen}`, hint: null }];
  } catch (error) {
    return [failedFinding(what, classify(error))];
  }
}
