/** The closed lists of the model, for those who check what comes from outside. */
import type { FeedKind, Severity } from "./model.js";

export const FEED_KINDS = [
  "wire",
  "newspaper",
  "think-tank",
  "state-media",
  "government",
  "imagery",
  "tracking",
  "search",
] as const satisfies readonly FeedKind[];

/** Gravest first. */
export const SEVERITIES = ["critical", "high", "normal", "low", "digest"] as const satisfies readonly Severity[];
