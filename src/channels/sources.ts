/** The reports behind an alert, folded: one a line for each origin, the repetitions by name. Pure. */
import type { Alert, ReportLink } from "../model.js";
import { type Line, ours, type Run, words } from "./lines.js";
import { oneLine } from "./text.js";
import { counted, countsOf, reportsToShow, sourceLine } from "./wording.js";

/** Origins shown with a link; the command behind the alert lists the rest. */
const ORIGINS = 4;
const TITLE_CHARS = 140;
const NAME_CHARS = 80;
/** Publishers named as having repeated it. */
const NAMES = 5;
const REPEATER_CHARS = 40;

/** The counts, then one report of each origin, then who else has it; a single report stands beside its count. */
export function sourcesOf(alert: Alert): Line[] {
  if (alert.reports.length === 0) return [];
  const reports = reportsToShow(alert.reports);
  const origins = new Set(reports.map((report) => report.origin)).size;
  const links = reports.slice(0, Math.min(ORIGINS, origins));
  const rest = reports.slice(links.length);
  const counts = ours(countsOf(alert), true);
  const [only] = reports;
  if (reports.length === 1 && only) return [{ runs: [counts, ours(" · "), ...reportRuns(only, alert)] }];
  return [
    { runs: [counts] },
    ...links.map((report) => ({ runs: reportRuns(report, alert), bullet: true })),
    ...(rest.length === 0 ? [] : [restLine(rest, links)]),
  ];
}

/** A title that only repeats the headline is left out: the name and the link say what is new. */
function reportRuns(report: ReportLink, alert: Alert): Run[] {
  const title = oneLine(report.title);
  const source = oneLine(sourceLine(report));
  const repeats = title === "" || title === oneLine(alert.headline);
  const said = repeats ? [] : [words(title, TITLE_CHARS), ours(" · ")];
  return [...said, words(source, NAME_CHARS), { kind: "link", url: report.url }];
}

/** `and 7 more reports: Paper A, Paper B …`. */
function restLine(rest: ReportLink[], links: ReportLink[]): Line {
  const linked = new Set(links.map((report) => report.publisher));
  const others = rest.map((report) => report.publisher).filter((name) => !linked.has(name));
  const names = [...new Set(others.map((name) => oneLine(name)))].filter((name) => name !== "");
  const more = `and ${counted(rest.length, "more report")}`;
  const shown = names
    .slice(0, NAMES)
    .flatMap((name, index) => [ours(index === 0 ? ": " : ", "), words(name, REPEATER_CHARS)]);
  const cut = names.length > NAMES ? [ours(" …")] : [];
  return { runs: [ours(more), ...shown, ...cut], bullet: true, faint: true };
}
