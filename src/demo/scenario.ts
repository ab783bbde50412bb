/** The demonstration's week: feeds that publish, edit and fail at given times. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { duration } from "../config/values.js";
import { FEED_KINDS } from "../enumerations.js";

const instant = z.iso.datetime().transform((text) => Date.parse(text));

const scenarioSchema = z.strictObject({
  feeds: z.array(
    z.strictObject({
      id: z.string(),
      publisher: z.string(),
      kind: z.enum(FEED_KINDS),
      family: z.string().optional(),
      language: z.string(),
      format: z.enum(["rss", "atom", "rdf", "json"]),
      charset: z.enum(["utf-8", "euc-kr", "windows-1251"]).default("utf-8"),
      outage: z.strictObject({ from: instant, to: instant, every: duration }).optional(),
    }),
  ),
  items: z.array(
    z.strictObject({
      feed: z.string(),
      at: instant,
      title: z.string(),
      text: z.string(),
      edits: z.array(z.strictObject({ at: instant, title: z.string() })).default([]),
    }),
  ),
});

export type Scenario = z.infer<typeof scenarioSchema>;
export type ScenarioFeed = Scenario["feeds"][number];

export interface ShownItem {
  guid: string;
  path: string;
  title: string;
  text: string;
  at: number;
  updatedAt: number;
}

export function readScenario(path: string): Scenario {
  return scenarioSchema.parse(parse(readFileSync(path, "utf8")));
}

/** What a feed shows at an instant, newest first; null while it is out of order. */
export function shownAt(scenario: Scenario, feed: ScenarioFeed, now: number): ShownItem[] | null {
  if (feed.outage && now >= feed.outage.from && now < feed.outage.to) return null;
  return scenario.items
    .map((item, index) => ({ item, index }))
    .filter(({ item }) => item.feed === feed.id && item.at <= now)
    .sort((a, b) => b.item.at - a.item.at)
    .map(({ item, index }) => {
      const edit = item.edits.findLast((one) => one.at <= now);
      const path = `/${feed.id}/${index}`;
      const updatedAt = edit?.at ?? item.at;
      return {
        guid: `${feed.id}-${index}`,
        path,
        title: edit?.title ?? item.title,
        text: item.text,
        at: item.at,
        updatedAt,
      };
    });
}

/** Every instant at which something changes for a feed, in order. */
export function changesOf(scenario: Scenario, feed: ScenarioFeed): number[] {
  const times = scenario.items
    .filter((item) => item.feed === feed.id)
    .flatMap((item) => [item.at, ...item.edits.map((edit) => edit.at)]);
  if (feed.outage) {
    for (let at = feed.outage.from; at < feed.outage.to; at += feed.outage.every) times.push(at);
    times.push(feed.outage.to);
  }
  return [...new Set(times)].sort((a, b) => a - b);
}
