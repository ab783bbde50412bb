/** A desk for commands about feeds over a store of its own, with documents from memory and the real parser. */
import { onTestFinished } from "vitest";
import { effectiveFeeds, openFeedDesk } from "../../src/app/feeds.js";
import { openMatcher } from "../../src/app.js";
import { createSimulatedClock } from "../../src/clock.js";
import type { FeedDesk } from "../../src/commands/feeds-desk.js";
import type { Config } from "../../src/config/load.js";
import type { FetchResult } from "../../src/ports.js";
import { configFrom, START, temporaryFolder } from "../support/app.js";
import { createMemoryFetcher, fetched } from "../support/memory-fetcher.js";

export const YAML = `
watches: [Sohae]
feeds:
  - { id: a, url: "https://a.example/feed", publisher: Paper A }
`;

export interface TestDesk {
  desk: FeedDesk;
  config: Config;
  /** The desk as the next command finds it. */
  again(): Promise<FeedDesk>;
}

export async function openDesk(
  documents: Record<string, string | FetchResult> = {},
  yaml = YAML,
  folder = temporaryFolder(),
): Promise<TestDesk> {
  const config = configFrom(yaml, folder);
  const { desk, close } = await openFeedDesk({
    config,
    clock: createSimulatedClock(START),
    who: "kim",
    fetcher: createMemoryFetcher(new Map(Object.entries(documents))),
    openMatcher: () => openMatcher(config),
  });
  onTestFinished(close);
  const again = async () => ({ ...desk, feeds: await effectiveFeeds(config, desk.store) });
  return { desk, config, again };
}

/** A page of HTML as a server answers it. */
export function page(url: string, html: string): FetchResult {
  return fetched(url, html, "text/html; charset=utf-8");
}

/** All the words of an answer, a line a row. */
export function wordsOf(answer: {
  title: string;
  rows: { text: string; details?: string[] }[];
  footer: string | null;
}) {
  return [
    answer.title,
    ...answer.rows.map((row) => [row.text, ...(row.details ?? [])].join(" | ")),
    answer.footer,
  ].join("\n");
}
