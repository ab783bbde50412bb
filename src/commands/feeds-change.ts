/** Changes of feeds by command: pause, resume, remove, and taking the last one back. Each is a row with who and when. */
import { shownUrl } from "../mask.js";
import type { Change } from "../ports.js";
import type { Answer, AnswerRow } from "./command.js";
import { type FeedDesk, feedById } from "./feeds-desk.js";

const DONE = { paused: "Paused", resumed: "Resumed", removed: "Removed" } as const;
const UNDO = `"watchdesk feeds revert" takes it back; a running bot follows within seconds.`;

/** Throws WatchdeskError (`usage`) for an unknown id. What is so already is said and not recorded again. */
export async function changeFeed(desk: FeedDesk, id: string, what: keyof typeof DONE): Promise<Answer> {
  const feed = feedById(desk, id);
  if ((what === "paused" && !feed.enabled) || (what === "resumed" && feed.enabled)) {
    return { title: `${id} is ${feed.enabled ? "not paused" : "paused already"}`, rows: [], footer: null, data: null };
  }
  await desk.store.changes.add("feed", desk.who, [{ subject: id, what, value: null }]);
  return {
    title: `${DONE[what]} ${id}`,
    rows: [{ text: feed.title ?? feed.publisher, url: shownUrl(feed.url) }],
    footer: UNDO,
    data: { id, what },
  };
}

/** Takes the last command's changes back, whoever made them. */
export async function revertFeeds(desk: FeedDesk): Promise<Answer> {
  const undone = await desk.store.changes.revert("feed", desk.who);
  if (!undone) return { title: "Nothing to take back: the files are in force", rows: [], footer: null, data: [] };
  return {
    title: `Taken back: ${undone.length} ${undone.length === 1 ? "change" : "changes"}`,
    rows: undone.map(changeRow),
    footer: null,
    data: undone,
  };
}

/** Who changed what and when, newest first. */
export async function feedHistory(desk: FeedDesk, limit: number): Promise<Answer> {
  const changes = await desk.store.changes.history("feed", limit);
  return {
    title: changes.length > 0 ? "Changes of feeds, newest first" : "No feed was ever changed by command",
    rows: changes.map(changeRow),
    footer: null,
    data: changes,
  };
}

function changeRow({ subject, what, who, at, batch }: Change): AnswerRow {
  const text = what === "reverted" ? `change ${subject} taken back` : `${subject} ${what}`;
  return { text, at, details: [`by ${who}`, `change ${batch}`] };
}
