/** Who says it and how firmly, what is known of it, and in whose hand it is, as lines. Pure. */
import type { Alert, AlertFact, AlertState, Standing } from "../model.js";
import { type Line, ours, type Run, words } from "./lines.js";
import { oneLine } from "./text.js";
import { shownSeconds } from "./wording.js";

const NAME_CHARS = 80;
const WORDS_CHARS = 60;
const FACT_CHARS = 160;
/** Facts shown; reports state more, alerts need not. */
const FACTS = 12;

const RUNGS: Record<Standing["rung"], { label: string; before: string }> = {
  "single origin": { label: "Single origin", before: ": " },
  "several origins": { label: "Several origins", before: ", first " },
  "officially confirmed": { label: "✅ Officially confirmed", before: " by " },
  "officially denied": { label: "⛔ Officially denied", before: " by " },
};

/** `Single origin: First Wire · possible (“may have”)`. */
export function standingLine({ standing }: Alert): Line[] {
  if (standing === undefined) return [];
  const { label, before } = RUNGS[standing.rung];
  const by = shown(standing.by);
  const firmness = shown(standing.firmness);
  const said = shown(standing.words);
  const runs: Run[] = [ours(label, true)];
  if (by !== "") runs.push(ours(before), words(by, NAME_CHARS));
  if (firmness !== "") runs.push(ours(" · "), words(firmness, NAME_CHARS, true));
  if (firmness !== "" && said !== "") runs.push(ours(" (“"), words(said, WORDS_CHARS), ours("”)"));
  return [{ runs }];
}

/** Facts that stand on one line: what happened, where and when; who claims it; what pictures show it. */
const ROWS: AlertFact["kind"][][] = [["event", "place", "when"], ["claim"], ["imagery"], ["page"]];
const FACT_LABELS: Record<AlertFact["kind"], string> = {
  event: "What",
  place: "Where",
  when: "When",
  claim: "Claim",
  imagery: "Imagery",
  page: "Page",
};

/** `What: launch · Where: Northern site map.example · When: 8 March`; what is doubtful has a line of its own. */
export function factLines({ facts = [], reports }: Alert): Line[] {
  const known = facts.filter((fact) => shown(fact.text) !== "").slice(0, FACTS);
  // The report that states it stands among the sources with its link.
  const linked = new Set(reports.map((report) => report.url));
  const own = known.map((fact) => (linked.has(fact.url) ? { ...fact, url: null } : fact));
  return ROWS.flatMap((kinds) => {
    const row = own.filter((fact) => kinds.includes(fact.kind));
    const sure = row.filter((fact) => !fact.doubtful);
    const doubtful = row.filter((fact) => fact.doubtful).map((fact) => [fact]);
    return [sure, ...doubtful].filter((line) => line.length > 0).map((line) => ({ runs: line.flatMap(factRuns) }));
  });
}

function factRuns({ kind, text, url, doubtful }: AlertFact, index: number, line: AlertFact[]): Run[] {
  const again = line[index - 1]?.kind === kind;
  const label = ours(`${doubtful ? "⚠️ " : ""}${FACT_LABELS[kind]}: `, true);
  const before = again ? [ours("; ")] : [...(index === 0 ? [] : [ours(" · ")]), label];
  return [...before, words(shown(text), FACT_CHARS), { kind: "link", url }];
}

const STATE_MARKS: Partial<Record<AlertState["kind"], string>> = { done: "☑️", snoozed: "💤", irrelevant: "🚫" };

/** What stands in place of the severity's mark when the team is through with the story; null while it is not. */
export function stateMark(state: AlertState | undefined): string | null {
  return STATE_MARKS[state?.kind ?? "open"] ?? null;
}

/** `🙋 Taken by Kim`; nothing while the story is in nobody's hand. */
export function stateLine(state: AlertState | undefined): Line[] {
  if (state === undefined || state.kind === "open") return [];
  const by = shown(state.by);
  const named = (before: string): Run[] => (by === "" ? [] : [ours(before), words(by, NAME_CHARS, true)]);
  switch (state.kind) {
    case "taken":
      return [{ runs: [ours("🙋 Taken", true), ...named(" by ")] }];
    case "done":
      return [{ runs: [ours("Done", true), ...named(", says ")] }];
    case "irrelevant":
      return [{ runs: [ours("Not relevant", true), ...named(", says ")] }];
    case "snoozed":
      return [{ runs: [ours("Snoozed", true), ...untilRuns(state.until), ...named(" by ")] }];
  }
}

function untilRuns(until: number | null): Run[] {
  if (until === null) return [ours(" for good")];
  const seconds = shownSeconds(until);
  return seconds === null ? [] : [ours(" until "), { kind: "time", seconds }];
}

/** Who made the words, where it was no person: a model's summary, a model's translation. */
export function madeLine({ summaryMethod, summary, translation }: Alert): Line[] {
  const wrote = summaryMethod === "model" && summary.length > 0;
  const did = [...(wrote ? ["written"] : []), ...(translation === undefined ? [] : ["translated"])];
  if (did.length === 0) return [];
  const text = `🤖 ${wrote ? "Summary " : ""}${did.join(" and ")} by a language model`;
  return [{ runs: [ours(text.replace("🤖 t", "🤖 T"))], faint: true }];
}

function shown(text: string | null): string {
  return oneLine(text ?? "");
}
