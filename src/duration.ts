import ms from "ms";

/** ms of a duration text; null when it is none or not above or equal to zero. */
export function durationMs(text: string): number | null {
  const trimmed = text.trim();
  // ms reads a bare number as milliseconds, which nobody means when writing a span: only 0 may stand bare.
  if (!/^\d+(\.\d+)?\s?[a-z]+$/i.test(trimmed) && trimmed !== "0") return null;
  const value = ms(trimmed as ms.StringValue);
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
}

const UNITS: [string, number][] = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1_000],
];

/** A span of ms for people, to the larger unit: `3 h`, `2 d`. */
export function span(ms: number): string {
  for (const [unit, length] of UNITS) {
    if (ms >= length) return `${Math.floor(ms / length)} ${unit}`;
  }
  return "0 s";
}

/** `3 h ago`, `just now`. */
export function ago(ms: number): string {
  return ms < 1_000 ? "just now" : `${span(ms)} ago`;
}
