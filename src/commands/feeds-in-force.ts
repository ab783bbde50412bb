/** The feeds in force: those of the files with the changes made by command over them. Pure. */
import { feedSchema, resolveFeed } from "../config/feed-schema.js";
import type { Feed } from "../model.js";
import type { Change } from "../ports.js";

/**
 * @param changes those that are not undone, in order
 * @param everyMs interval of added feeds that do not say
 * An added feed replaces one of the files with its id; what is paused or removed and is not there any more changes
 * nothing. A kept value that this version cannot read is left out.
 */
export function feedsInForce(files: Feed[], changes: Change[], everyMs: number): Feed[] {
  const feeds = new Map(files.map((feed) => [feed.id, feed]));
  for (const { subject, what, value } of changes) {
    const before = feeds.get(subject);
    if (what === "added") {
      const added = feedSchema.safeParse(value);
      if (added.success) feeds.set(subject, resolveFeed(added.data, {}, everyMs));
    } else if (what === "removed") {
      feeds.delete(subject);
    } else if (before) {
      feeds.set(subject, { ...before, enabled: what === "resumed" });
    }
  }
  return [...feeds.values()];
}
