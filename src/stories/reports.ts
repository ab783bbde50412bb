import type { ReportLink } from "../model.js";
import type { LadderReport } from "./ladder.js";

/** A story's reports as the ladder and the timeline see them, in the order given (that of arrival). */
export function ladderReports(reports: (ReportLink & { text: string })[]): LadderReport[] {
  return reports.map(({ item: id, title, text, url, publisher, kind, language, origin, firstSeenAt }) => ({
    item: { id, title, text, url, publisher, family: null, kind, language, at: firstSeenAt },
    origin,
    at: firstSeenAt,
  }));
}
