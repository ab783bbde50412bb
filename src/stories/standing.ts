import type { ReportLink, Standing } from "../model.js";
import { compareFirmness, firmnessOf } from "./firmness.js";
import { ladderOf, type Rung } from "./ladder.js";
import { ladderReports } from "./reports.js";

type Report = ReportLink & { text: string };

/** An office's word outweighs any number of origins. */
const OFFICIAL: Rung[] = ["officially confirmed", "officially denied"];

/**
 * How well a story stands, by whom, and how firmly they say it. The newest official word stands before the number of
 * origins. Firmness is that of the report with the official word; where there is none, that of the first report, or of
 * another origin's first report that says it more firmly. A reprint in firmer words than its origin firms nothing.
 * Null for a story without reports.
 * @param reports in order of arrival
 */
export function standingOf(reports: Report[]): Standing | null {
  const [first] = reports;
  if (first === undefined) return null;
  const steps = ladderOf(ladderReports(reports));
  const official = steps.findLast(({ rung }) => OFFICIAL.includes(rung));
  const carrier = reports.find(({ item }) => item === official?.item);
  const said = carrier === undefined ? firmestOf(reports) : firmnessOf(carrier.title, carrier.text);
  const several = steps.some(({ rung }) => rung === "several origins");
  return {
    rung: official?.rung ?? (several ? "several origins" : "single origin"),
    by: official?.by ?? first.publisher,
    firmness: said?.firmness ?? null,
    words: said?.text ?? null,
  };
}

/** Among the first reports of the origins; a first report that states it plainly needs no grade. */
function firmestOf(reports: Report[]) {
  const firsts = reports.filter(({ origin }, i) => reports.findIndex((one) => one.origin === origin) === i);
  const grades = firsts.map(({ title, text }) => firmnessOf(title, text));
  return grades.reduce((best, grade) => {
    if (best === null || grade === null) return best;
    return compareFirmness(grade.firmness, best.firmness) > 0 ? grade : best;
  });
}
