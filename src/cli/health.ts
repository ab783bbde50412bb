import { standstill } from "../commands/alive.js";
import { WatchdeskError } from "../errors.js";
import { contextOf } from "./open.js";
import { say, type Terminal } from "./terminal.js";

/** For container health checks: throws when nobody polls, reads or delivers. */
export async function health(terminal: Terminal, options: { config?: string }): Promise<void> {
  const { context, close } = await contextOf(terminal, options.config);
  try {
    const reason = standstill(await context.store.queries.status());
    if (reason !== null) {
      throw new WatchdeskError("busy", reason, {
        hint: 'start it with "npx watchdesk run" and look at its log',
      });
    }
    say(terminal, "polling, reading and delivering");
  } finally {
    await close();
  }
}
