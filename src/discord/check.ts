/** What `watchdesk doctor` tells of a Discord bot: its token, channels and permissions, and what to click. */
import { PermissionFlagsBits, PermissionsBitField, Routes } from "discord.js";
import { z } from "zod";
import { classify } from "./classify.js";
import { createDiscordClient, type DiscordClient } from "./client.js";

/** One line of the doctor's: what was looked at, whether it is well, and what to do where it is not. */
export interface Finding {
  ok: boolean;
  text: string;
  hint: string | null;
}

export interface DiscordAccountToCheck {
  account: string;
  token: string;
  apiUrl: string | null;
  timeoutMs: number;
  channels: { name: string; channelId: string }[];
}

/** What alerts, their notes and the search for a lost one need. */
const NEEDED = {
  "View Channel": PermissionFlagsBits.ViewChannel,
  "Send Messages": PermissionFlagsBits.SendMessages,
  "Embed Links": PermissionFlagsBits.EmbedLinks,
  "Read Message History": PermissionFlagsBits.ReadMessageHistory,
  "Create Public Threads": PermissionFlagsBits.CreatePublicThreads,
  "Send Messages in Threads": PermissionFlagsBits.SendMessagesInThreads,
};

const userSchema = z.object({ id: z.string(), username: z.string() });
const overwriteSchema = z.object({ id: z.string(), type: z.number(), allow: z.string(), deny: z.string() });
const channelSchema = z.object({
  name: z.string().nullish(),
  guild_id: z.string(),
  permission_overwrites: z.array(overwriteSchema).default([]),
});
const memberSchema = z.object({ roles: z.array(z.string()) });
const rolesSchema = z.array(z.object({ id: z.string(), permissions: z.string() }));

/** Looks at the account; changes nothing. */
export async function checkDiscordAccount(account: DiscordAccountToCheck, signal: AbortSignal): Promise<Finding[]> {
  const client = createDiscordClient(account);
  try {
    const user = userSchema.parse(await client.get(Routes.user(), {}, signal));
    const signedIn = { ok: true, text: `signed in as ${user.username}`, hint: null };
    const channels = await Promise.all(account.channels.map((one) => checkChannel(client, user.id, one, signal)));
    return [signedIn, ...channels];
  } catch (error) {
    return [failed("the bot token", error)];
  } finally {
    client.close();
  }
}

async function checkChannel(
  client: DiscordClient,
  user: string,
  { name, channelId }: { name: string; channelId: string },
  signal: AbortSignal,
): Promise<Finding> {
  const what = `channel ${name}`;
  try {
    const channel = channelSchema.parse(await client.get(Routes.channel(channelId), {}, signal));
    const roles = rolesSchema.parse(await client.get(Routes.guildRoles(channel.guild_id), {}, signal));
    const member = memberSchema.parse(await client.get(Routes.guildMember(channel.guild_id, user), {}, signal));
    const held = permissionsIn(channel, roles, { user, roles: member.roles });
    const missing = Object.entries(NEEDED).flatMap(([label, bit]) => (held.has(bit) ? [] : [label]));
    if (missing.length === 0) {
      return { ok: true, text: `${what}: #${channel.name ?? channelId} can be written and read`, hint: null };
    }
    const hint = `In Discord: the channel's settings, Permissions, add the bot's role, allow ${missing.join(", ")}`;
    return { ok: false, text: `${what}: the bot lacks ${missing.join(", ")}`, hint };
  } catch (error) {
    return failed(what, error);
  }
}

/** https://discord.com/developers/docs/topics/permissions#permission-overwrites: everyone, then roles, then the member. */
function permissionsIn(
  channel: z.infer<typeof channelSchema>,
  roles: z.infer<typeof rolesSchema>,
  member: { user: string; roles: string[] },
): PermissionsBitField {
  const everyone = channel.guild_id;
  const mine = roles.filter((role) => role.id === everyone || member.roles.includes(role.id));
  const held = new PermissionsBitField(mine.map((role) => BigInt(role.permissions)));
  if (held.has(PermissionFlagsBits.Administrator)) return new PermissionsBitField(PermissionsBitField.All);
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

function failed(what: string, error: unknown): Finding {
  const failure = classify(error);
  return { ok: false, text: `${what}: ${failure.reason}`, hint: failure.kind === "rejected" ? failure.hint : null };
}
