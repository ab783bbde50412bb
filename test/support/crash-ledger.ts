/** What a receiver's record shows of items that were published: which were lost, which came twice beyond telling. */
import type { Received } from "./webhook-receiver.js";

export interface Ledger {
  /** Published, but in no alert. */
  lost: string[];
  /** In the alerts of two stories, told under two keys, or one (key, revision) with two contents. */
  repeated: string[];
  /** Requests that a receiver drops by (key, revision): the price of at least once. */
  told: number;
}

/** @param published addresses of the items that were to be alerted */
export function ledgerOf(received: readonly Received[], published: readonly string[]): Ledger {
  const alerts = received.filter((one) => one.kind === "alert" && one.alert);
  const newest = new Map<string, Received>();
  for (const one of alerts) {
    const before = newest.get(one.key);
    if (!before || before.revision <= one.revision) newest.set(one.key, one);
  }
  const holders = new Map<string, Set<string>>();
  for (const one of newest.values()) {
    for (const report of one.alert?.reports ?? []) add(holders, report.url ?? report.item, one.key);
  }
  const keys = new Map<string, Set<string>>();
  const contents = new Map<string, Set<string>>();
  for (const one of alerts) {
    add(keys, one.alert?.story ?? "", one.key);
    add(contents, `${one.key}.${one.revision}`, JSON.stringify(one.alert));
  }
  return {
    lost: published.filter((url) => !holders.has(url)),
    repeated: [
      ...several(holders, "item in several alerts"),
      ...several(keys, "story under several keys"),
      ...several(contents, "one revision, several contents"),
    ],
    told: alerts.length - contents.size,
  };
}

/** How often each (key, revision) was received more than once. */
export function repeatsOf(received: readonly Received[]): string[] {
  const counts = new Map<string, number>();
  for (const { key, revision } of received) {
    counts.set(`${key}.${revision}`, (counts.get(`${key}.${revision}`) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 1).map(([name]) => name);
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const values = map.get(key) ?? new Set();
  map.set(key, values.add(value));
}

function several(map: Map<string, Set<string>>, what: string): string[] {
  return [...map].filter(([, values]) => values.size > 1).map(([key]) => `${what}: ${key}`);
}
