import type { StoryItem } from "../model.js";

/** How well a story stands: each step needs more than the one before; a denial stands beside them. */
export type Rung = "single origin" | "several origins" | "officially confirmed" | "officially denied";

/** One report as the ladder sees it. */
export interface LadderReport {
  item: StoryItem;
  origin: string;
  /** ms; when it came. */
  at: number;
}

/** A step that a story took, with the report that took it. */
export interface Step {
  rung: Rung;
  item: string;
  by: string;
  at: number;
}

/** Those who speak for a state or an agency set over the matter. */
const OFFICIAL =
  "joint chiefs(?: of staff)?|(?:defen[cs]e|foreign|unification|interior) minist(?:ry|er)|ministry of [\\p{L} ]{4,30}|pentagon|" +
  "white house|state department|kremlin|blue house|presidential office|government|officials?|military|army|coast ?guard|" +
  "police|iaea|atomic energy agency|united nations|kcna|state media|spokes(?:man|woman|person)|" +
  "합참|합동참모본부|국방부|외교부|외무성|통일부|대통령실|정부|국정원|군 당국|防衛省|外務省|政府|海上保安庁|国防部|外交部|минобороны|мид";
const BETWEEN = "[^.!?。\\n]{0,60}?";
const CONFIRMS = new RegExp(
  `(?:${OFFICIAL})${BETWEEN}(?:\\bconfirm(?:s|ed)\\b|\\backnowledg(?:es|ed)\\b|\\badmit(?:s|ted)\\b|확인했|확인된|공식 확인|確認した|确认|证实|подтверд\\p{L}+)|` +
    `\\bconfirmed by ${BETWEEN}(?:${OFFICIAL})`,
  "iu",
);
const DENIES = new RegExp(
  `(?:${OFFICIAL})${BETWEEN}(?:\\bden(?:y|ies|ied)\\b|\\brejects? (?:the )?(?:report|claim|allegation)|\\brefut(?:es|ed)\\b|부인|사실이 아니|사실 아냐|否定した|否认|否認|опроверг\\p{L}+)|` +
    `\\bdenied by ${BETWEEN}(?:${OFFICIAL})`,
  "iu",
);
const UNSURE =
  /\b(?:not|never|yet to|declined to|refused to|cannot|could not|if|until)\b[^.]{0,24}$|되지 않|하지 않|못했/iu;
/** Characters of text in which a confirmation is sought: title and lead. */
const WITHIN = 500;

/** Who confirms or denies in a report, in its own words; null when nobody does. */
export function officialIn(item: StoryItem): { kind: "confirmed" | "denied"; by: string } | null {
  const text = `${item.title}. ${item.text.slice(0, WITHIN)}`;
  const denied = DENIES.exec(text);
  if (denied !== null) return { kind: "denied", by: speaker(denied[0]) };
  const confirmed = CONFIRMS.exec(text);
  if (confirmed !== null && !UNSURE.test(confirmed[0].replace(/\w+$/u, ""))) {
    return { kind: "confirmed", by: speaker(confirmed[0]) };
  }
  return null;
}

/**
 * The steps that a story took, in order: the first report, the first one of a second origin, the first official
 * confirmation and the first denial. A government's own feed confirms by what it publishes, unless it denies.
 * @param reports in order of arrival
 */
export function ladderOf(reports: LadderReport[]): Step[] {
  const steps: Step[] = [];
  const origins = new Set<string>();
  const take = (rung: Rung, { item, at }: LadderReport, by: string) => {
    if (!steps.some((step) => step.rung === rung)) steps.push({ rung, item: item.id, by, at });
  };
  for (const report of reports) {
    const publisher = report.item.publisher ?? "unnamed publisher";
    origins.add(report.origin);
    if (origins.size === 1) take("single origin", report, publisher);
    if (origins.size > 1) take("several origins", report, publisher);
    const official = officialIn(report.item);
    if (official?.kind === "denied") take("officially denied", report, official.by);
    else if (official !== null) take("officially confirmed", report, official.by);
    else if (report.item.kind === "government") take("officially confirmed", report, publisher);
  }
  return steps;
}

function speaker(words: string): string {
  return new RegExp(OFFICIAL, "iu").exec(words)?.[0] ?? words;
}
