/**
 * Workers are loaded as they ship, from `dist`. This is the one place that knows it: run from the sources (tests,
 * benchmarks), an entry under `src` is mapped to its build; run from `dist`, it is taken as it is.
 */
const SOURCES = /\/src\/workers\/entry\.ts$/;

/**
 * @param entry address of the entry, as `new URL("./x.worker.js", import.meta.url)` gives it
 * @param self where this module stands; for tests
 */
export function shippedEntry(entry: URL, self: string = import.meta.url): URL {
  if (!SOURCES.test(self)) return entry;
  const root = self.replace(SOURCES, "/");
  if (!entry.href.startsWith(`${root}src/`)) return entry;
  return new URL(`${root}dist/${entry.href.slice(root.length + "src/".length).replace(/\.ts$/, ".js")}`);
}
