/** Word to the operators: each condition told once when it begins and once when it ends. Pure. */
import type { Feed, OperatorMessage } from "../model.js";
import type { FeedHealth, FeedState, WantedDelivery } from "../ports.js";

/** Mistakes of the configuration shown in one message; "watchdesk check" lists all. */
const MAX_PROBLEMS = 10;

const TROUBLE: ReadonlySet<FeedHealth> = new Set(["failing", "stale", "gone"]);

/** One message to every operators' channel. `episode` tells one occurrence of a condition from the next. */
export function operatorWord(
  channels: string[],
  condition: string,
  episode: string,
  message: OperatorMessage,
): WantedDelivery[] {
  return channels.map((channel) => ({
    key: { channel, kind: "operator", subject: condition, ordinal: episode },
    revision: 1,
    notBeforeMs: 0,
    body: { kind: "operator", message },
  }));
}

/** What to say when a poll changes a feed's health: nothing, that it is in trouble, or that it is back. */
export function feedWord(
  channels: string[],
  feed: Feed,
  before: FeedState,
  health: FeedHealth,
  reason: string | null,
  hint: string | null = null,
): WantedDelivery[] {
  const name = feed.title ?? feed.id;
  if (TROUBLE.has(health) && health !== before.health) {
    const since = String(before.failingSince ?? before.lastPolledAt ?? 0);
    return operatorWord(channels, `feed ${feed.id} ${health}`, since, {
      severity: "problem",
      title: `${name} is ${health}`,
      text: reason ?? "It has been silent for far longer than usual.",
      hint: hintFor(feed, health, hint),
    });
  }
  if (TROUBLE.has(before.health) && !TROUBLE.has(health)) {
    return operatorWord(channels, `feed ${feed.id} back`, String(before.failingSince ?? before.lastPolledAt ?? 0), {
      severity: "recovered",
      title: `${name} is back`,
      text: `It was ${before.health}${before.lastError ? ` (${before.lastError})` : ""}.`,
      hint: null,
    });
  }
  return [];
}

/** Every feed is out of reach: said once for all of them. */
export function outageWord(channels: string[], since: number): WantedDelivery[] {
  return operatorWord(channels, "network", String(since), {
    severity: "problem",
    title: "No feed can be reached: the network seems to be gone",
    text: "Feed after feed could not be reached and none answered. What is silent now may not be silence.",
    hint: 'Look at the network, the name server or the proxy (HTTPS_PROXY); polling goes on by itself. "npm run demo" works without a network.',
  });
}

export function reachableWord(channels: string[], since: number): WantedDelivery[] {
  return operatorWord(channels, "network back", String(since), {
    severity: "recovered",
    title: "Feeds can be reached again",
    text: "What came meanwhile is read now.",
    hint: null,
  });
}

/** What is wrong in the configuration and left out, told once for as long as it stays the same. */
export function configWord(channels: string[], problems: string[], episode: string): WantedDelivery[] {
  if (problems.length === 0) return [];
  const more = problems.length - MAX_PROBLEMS;
  return operatorWord(channels, "config", episode, {
    severity: "problem",
    title: `${problems.length} ${problems.length === 1 ? "mistake" : "mistakes"} in the configuration`,
    text: [...problems.slice(0, MAX_PROBLEMS), ...(more > 0 ? [`and ${more} more`] : [])].join("\n"),
    hint: 'All else is in force. Mend these; "watchdesk check" tells when all is well.',
  });
}

/** A file was changed while the bot runs, and is wrong; null: it is good again. */
export function changedFilesWord(channels: string[], complaint: string | null, episode: string): WantedDelivery[] {
  if (complaint === null) {
    return operatorWord(channels, "files back", episode, {
      severity: "recovered",
      title: "The changed configuration is in force",
      text: "What was wrong in it is mended.",
      hint: null,
    });
  }
  const lines = complaint.split("\n");
  const more = lines.length - MAX_PROBLEMS;
  return operatorWord(channels, "files", episode, {
    severity: "problem",
    title: "A changed configuration is wrong: the old one stays in force",
    text: [...lines.slice(0, MAX_PROBLEMS), ...(more > 0 ? [`and ${more} more`] : [])].join("\n"),
    hint: 'Mend these; the bot looks again by itself. "watchdesk check" tells when all is well.',
  });
}

/** What changed in the files is in force but for these keys. */
export function restartWord(channels: string[], keys: string[], episode: string): WantedDelivery[] {
  return operatorWord(channels, "restart", episode, {
    severity: "info",
    title: "Restart the bot to take up all of the changed configuration",
    text: `Watches, routes and feeds are in force; what changed under ${keys.join(", ")} is not yet.`,
    hint: null,
  });
}

function hintFor(feed: Feed, health: FeedHealth, hint: string | null): string {
  if (health === "gone") return `Look for its new address, or set "enabled: false" for ${feed.id}.`;
  if (health === "stale") return `Open ${new URL(feed.url).origin} and see whether it still publishes there.`;
  const advice = hint === null ? "" : `${hint.charAt(0).toUpperCase()}${hint.slice(1)}. `;
  return `${advice}It is tried again by itself; "watchdesk status" shows when.`;
}
