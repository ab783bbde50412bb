/** How many documents of a sample of the news hold each term. */
export interface Background {
  documents: number;
  /** Documents with the term; terms that the sample holds too rarely to count are given `RARE_COUNT`. */
  count(term: string): number;
}

/** What stands for terms that were seen in fewer than the five documents that a table lists. */
export const RARE_COUNT = 2.5;

/**
 * Reads a table of term counts: the number of documents in the first line, then `term<TAB>count` a line.
 * Lines that are neither are skipped.
 */
export function parseBackground(table: string): Background {
  const counts = new Map<string, number>();
  const lines = table.split("\n");
  for (const line of lines.slice(1)) {
    const tab = line.lastIndexOf("\t");
    const count = Number(line.slice(tab + 1));
    if (tab > 0 && Number.isFinite(count)) counts.set(line.slice(0, tab), count);
  }
  const documents = Number(lines[0]);
  return {
    documents: Number.isFinite(documents) && documents > 0 ? documents : 1,
    count: (term) => counts.get(term) ?? RARE_COUNT,
  };
}
