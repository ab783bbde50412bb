import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { createSimulatedClock, systemClock } from "../clock.js";
import { resolveFeed } from "../config/feed-schema.js";
import { type Config, loadConfig, PACKAGE_CONFIG } from "../config/load.js";
import { changesOf, readScenario, type Scenario } from "../demo/scenario.js";
import { type DemoServer, startDemoServer } from "../demo/server.js";
import type { Cadence } from "../pipeline/cadence.js";
import type { Clock } from "../ports.js";
import { replayDocuments } from "../replay/replay.js";
import { appFor } from "./open.js";
import { say, type Terminal } from "./terminal.js";

/** The demonstration's own configuration, for `recent` afterwards. */
export const DEMO_CONFIG = join(PACKAGE_CONFIG, "demo", "watchdesk.yaml");
/** Failures in a row after which the demonstration calls a feed failing. */
const FAILING_AFTER = 3;
const HOUR_MS = 3_600_000;

/** Plays a recorded week through the real pipeline, with feeds on loopback, and leaves its store for `recent`. */
export async function demo(terminal: Terminal): Promise<void> {
  const loaded = loadConfig({ file: DEMO_CONFIG, env: {}, cwd: terminal.cwd });
  const scenario = readScenario(join(PACKAGE_CONFIG, "demo", "week.yaml"));
  const start = Math.min(...scenario.items.map((item) => item.at)) - HOUR_MS;
  const clock = createSimulatedClock(start);
  const server = await startDemoServer(scenario, clock);
  try {
    const config = demoConfig(loaded, scenario, server, terminal);
    for (const suffix of ["", "-wal", "-shm"]) rmSync(config.store.path + suffix, { force: true });
    say(
      terminal,
      "A week of March 2019 in seconds: 13 feeds in five languages, one of them out of order for a while.\n",
    );
    const app = await appFor(terminal, config, {
      clock,
      wallClock: systemClock,
      cadence: scenarioCadence(scenario, clock),
    });
    try {
      await replayDocuments(app, [], Object.keys(config.channels), clock, () => {}, terminal.ending);
    } finally {
      await app.close();
    }
  } finally {
    await server.close();
  }
  say(terminal, `Ask it back:  npx watchdesk recent --stories --config ${DEMO_CONFIG}`);
}

function demoConfig(config: Config, scenario: Scenario, server: DemoServer, terminal: Terminal): Config {
  return {
    ...config,
    store: { ...config.store, path: resolve(terminal.cwd, config.store.path) },
    feeds: scenario.feeds.map(({ id, publisher, family, kind, language }) => {
      const written = { id, url: `${server.base}/${id}/feed`, title: publisher, publisher, family, kind, language };
      return resolveFeed(written, {}, HOUR_MS);
    }),
  };
}

/** A feed is polled whenever the scenario changes it. */
function scenarioCadence(scenario: Scenario, clock: Clock): Cadence {
  const inMs = (id: string) => {
    const feed = scenario.feeds.find((one) => one.id === id);
    const next = feed && changesOf(scenario, feed).find((at) => at > clock.now());
    return next === undefined ? null : next - clock.now();
  };
  return {
    wantsFullFetch: () => true,
    afterSuccess: (feed, state) => ({ inMs: inMs(feed.id), health: "healthy", habit: state.habit }),
    afterFailure: (feed, state) => ({
      inMs: inMs(feed.id),
      health: state.failures + 1 >= FAILING_AFTER ? "failing" : state.health,
      habit: state.habit,
    }),
  };
}
