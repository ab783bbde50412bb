/**
 * What the bot does again and again as long as it runs. Not by node-cron, which follows the clock on the wall: set back
 * by a day, that stood still for a day; set forward (a machine that slept), it counted every missed second, 46 s long.
 */

export interface Heartbeat {
  /** No further beat; resolves when the last one has ended. */
  stop(): Promise<void>;
}

/**
 * Calls `beat` every so many ms of the time that passes, whatever the clock shows; never twice at once. A beat that
 * throws is told to `onError` and the next one comes.
 */
export function startHeartbeat(
  everyMs: number,
  beat: () => Promise<void>,
  onError: (error: unknown) => void,
): Heartbeat {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= beat()
      .catch(onError)
      .finally(() => {
        running = null;
      });
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
