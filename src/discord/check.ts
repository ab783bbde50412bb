/** What `watchdesk doctor` tells of a Discord bot: its token, channels and permissions, and what to click. */
import { Routes } from "discord.js";
import { z } from "zod";
import { type Finding, failedFinding } from "../channels/finding.js";
import { checkChannel, type DiscordChannelToCheck } from "./check-channel.js";
import { classify } from "./classify.js";
import { createDiscordClient } from "./client.js";

export interface DiscordAccountToCheck {
  account: string;
  token: string;
  apiUrl: string | null;
  timeoutMs: number;
  channels: DiscordChannelToCheck[];
}

const userSchema = z.object({ id: z.string(), username: z.string() });

/** Looks at the account; changes nothing. */
export async function checkDiscordAccount(account: DiscordAccountToCheck, signal: AbortSignal): Promise<Finding[]> {
  const client = createDiscordClient(account);
  try {
    const user = userSchema.parse(await client.get(Routes.user(), {}, signal));
    const signedIn = { ok: true, text: `signed in as ${user.username}`, hint: null };
    const channels = await Promise.all(account.channels.map((one) => checkChannel(client, user.id, one, signal)));
    return [signedIn, ...channels.flat()];
  } catch (error) {
    return [failedFinding("the bot token", classify(error))];
  } finally {
    client.close();
  }
}
