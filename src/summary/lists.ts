/** Enumerations written inside running text: "1. … 2. …", "a) … b) …", "• …". */

const NUMBERED = /(?<=^|[\s:])[•⁃·∙*-]?\s?(\d{1,3})(?:\.\)|[.)])(?=\s?\S)/gu;
const LETTERED = /(?<=^|[\s:])([a-z])(?:\.\)|[.)])(?=\s)/gu;
const BULLET = /(?<=^|\s)[•⁃∙▪●■◆▶](?=\s?\S)/gu;

/** A marker: where it begins and where the item's own words may begin. */
export interface Marker {
  start: number;
  end: number;
}

/**
 * Markers of lists. Numbers and letters count when two or more follow each other in order, the first of them where a
 * line or the text begins (a list inside a sentence stays in it).
 */
export function listMarkers(text: string): Marker[] {
  const numbered = runs(text, NUMBERED, (mark) => Number(mark));
  const lettered = runs(text, LETTERED, (mark) => mark.charCodeAt(0));
  const taken = new Set(numbered.map((marker) => marker.start));
  const bullets = [...text.matchAll(BULLET)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  return [...numbered, ...lettered, ...bullets.filter((marker) => !taken.has(marker.start))];
}

function runs(text: string, pattern: RegExp, value: (mark: string) => number): Marker[] {
  const found = [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    value: value(match[1]!),
  }));
  const markers: Marker[] = [];
  for (let first = 0; first < found.length; first++) {
    if (!opensList(text, found[first]!.start)) continue;
    const run = [found[first]!];
    for (const next of found.slice(first + 1)) if (next.value === run.at(-1)!.value + 1) run.push(next);
    if (run.length < 2) continue;
    markers.push(...run);
    first = found.indexOf(run.at(-1)!);
  }
  return markers;
}

function opensList(text: string, start: number): boolean {
  return /(^|\n)\s*$/u.test(text.slice(Math.max(0, start - 3), start));
}
