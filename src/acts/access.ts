/** Who may act on a story, and from where. Pure. */
import type { Person } from "../model.js";
import type { ActingStory } from "../ports.js";

/** Where somebody acts: a channel as its platform names it, seen through one of our accounts. */
export interface Place {
  account: string;
  channel: string;
}

export interface Actor extends Person {
  /** The ids by which `allow` may name the person: the platform's user id and the ids of roles. */
  names: string[];
  /** Null in the terminal: who can open the store may do anything with it. */
  place: Place | null;
}

/** What is known of a configured channel of a chat platform. */
export interface ActChannel {
  /** Its name in the configuration, as deliveries carry it. */
  id: string;
  account: string;
  channel: string;
  /** Ids of users and roles that may act; null for everybody in the channel. */
  allow: string[] | null;
}

export type Refusal = "elsewhere" | "not-allowed";

/** The channel in which the person stands before the story's alert; null where it has none there. */
export function channelAt(
  { alerts }: Pick<ActingStory, "alerts">,
  place: Place,
  channels: readonly ActChannel[],
): ActChannel | null {
  for (const { channel, reference } of alerts) {
    const known = channels.find((one) => one.id === channel && one.account === place.account);
    // The message's own place counts too: a thread made from the alert bears its id.
    if (known && [known.channel, ...(reference ?? "").split(":")].includes(place.channel)) return known;
  }
  return null;
}

/** Null when the person may act. */
export function refusalOf(
  story: Pick<ActingStory, "alerts">,
  actor: Actor,
  channels: readonly ActChannel[],
): Refusal | null {
  if (actor.place === null) return null;
  const at = channelAt(story, actor.place, channels);
  if (at === null) return "elsewhere";
  return at.allow === null || at.allow.some((id) => actor.names.includes(id)) ? null : "not-allowed";
}
