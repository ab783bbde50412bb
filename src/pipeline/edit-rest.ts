/** How often an alert is edited. Pure. */

const MINUTE_MS = 60_000;

/**
 * After a send an alert rests for so long before growth alone edits it again; what comes meanwhile is one edit. In the
 * first minutes people watch, so there is none; then nobody reads a message twice a minute, and what is older is looked
 * up now and then. Discord limits how often messages older than an hour may be edited (its code 30046).
 * What a person did, and what is worth a note, is shown at once whatever the age.
 */
const RESTS: { untilAgeMs: number; restMs: number }[] = [
  { untilAgeMs: 5 * MINUTE_MS, restMs: 0 },
  { untilAgeMs: 60 * MINUTE_MS, restMs: MINUTE_MS },
  { untilAgeMs: 24 * 60 * MINUTE_MS, restMs: 5 * MINUTE_MS },
];
const LONGEST_REST_MS = 30 * MINUTE_MS;

/** @param ageMs since the story was opened; a clock that went back counts as no age */
export function restMsOf(ageMs: number): number {
  return RESTS.find(({ untilAgeMs }) => ageMs < untilAgeMs)?.restMs ?? LONGEST_REST_MS;
}
