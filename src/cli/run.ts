import { systemClock } from "../clock.js";
import type { Config } from "../config/load.js";
import { asWatchdeskError } from "../errors.js";
import { startHeartbeat } from "../schedule/heartbeat.js";
import { appFor, configOf, logOf, sourceOf } from "./open.js";
import { say, type Terminal } from "./terminal.js";

/** How often it is looked what is due. */
const BEAT_MS = 1_000;
/** How often it is looked whether the configuration's files have changed. */
const LOOK_MS = 1_000;
/** How often old captures are looked for. */
const CLEANING_MS = 3_600_000;

/** Runs the bot until the terminal's `ending` aborts. */
export async function run(terminal: Terminal, options: { config?: string }): Promise<void> {
  const source = sourceOf(terminal, options.config);
  const config = source.load();
  const log = logOf(terminal, config);
  const app = await appFor(terminal, config, { source });
  const onError = (error: unknown) => {
    const { code, message, hint } = asWatchdeskError(error);
    log.error({ stage: "schedule", code, reason: message, hint }, "a beat failed; the next one tries again");
  };
  const heartbeat = startHeartbeat(BEAT_MS, () => app.pipeline.beat(), onError);
  // Apart from the beat: a mount that hangs holds up nothing but the look at its files.
  const looking = startHeartbeat(LOOK_MS, () => app.reload(), onError);
  const cleaning = startHeartbeat(
    CLEANING_MS,
    async () => void (await app.store.feeds.pruneCaptures(config.store.keepCaptures)),
    onError,
  );
  say(terminal, greeting(config));
  await app.startChats();
  await app.pipeline.beat().catch(onError);
  await untilAborted(terminal.ending);
  log.info({}, "ending: what is under way is finished first");
  await heartbeat.stop();
  await looking.stop();
  await cleaning.stop();
  await app.close();
}

/** Three lines: what it does, where alerts go, how to connect a channel. */
export function greeting(config: Config): string {
  const feeds = config.feeds.filter((feed) => feed.enabled).length;
  const watches = config.watchFiles.reduce((sum, file) => sum + (file.watches?.length ?? 0), 0);
  const channels = Object.keys(config.channels).join(", ");
  return [
    `Watchdesk polls ${feeds} ${feeds === 1 ? "feed" : "feeds"} for ${watches} ${watches === 1 ? "watch" : "watches"}; alerts appear in: ${channels}.`,
    `Ask it from another terminal: npx watchdesk status, npx watchdesk recent.`,
    `To alert Slack, Discord or a webhook, add a channel to ${config.file} (docs/slack.md, docs/discord.md, docs/webhook.md).`,
  ].join("\n");
}

/** Polls what is due, delivers what follows, and ends. */
export async function once(terminal: Terminal, options: { config?: string; all?: boolean }): Promise<void> {
  const config = configOf(terminal, options.config);
  const app = await appFor(terminal, { ...config, polling: { ...config.polling, spread: false } });
  try {
    if (options.all) await app.pollAll();
    await app.pipeline.settle();
    const next = await app.store.feeds.nextDueInMs();
    const seconds = next === null ? null : Math.ceil(next / 1000);
    say(terminal, seconds === null ? "No feed is due again." : `Done; the next feed is due in ${seconds} s.`);
  } finally {
    await app.close();
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return systemClock.sleep(2 ** 31 - 1, signal);
}
