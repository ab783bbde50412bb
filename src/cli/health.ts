import { isPolling } from "../commands/alive.js";
import { WatchdeskError } from "../errors.js";
import { contextOf } from "./open.js";
import { say, type Terminal } from "./terminal.js";

/** For container health checks: throws when nobody polls. */
export async function health(terminal: Terminal, options: { config?: string }): Promise<void> {
  const { context, close } = await contextOf(terminal, options.config);
  try {
    const { feeds, now } = await context.store.queries.status();
    if (!isPolling(feeds, now)) {
      throw new WatchdeskError("busy", "the bot does not poll: every feed is overdue", {
        hint: 'start it with "npx watchdesk run" and look at its log',
      });
    }
    say(terminal, "polling");
  } finally {
    await close();
  }
}
