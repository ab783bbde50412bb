import type { StoryItem } from "../model.js";
import { isAnalysis, isRoundUp } from "./cues.js";
import { type Firmness, firmnessOf } from "./firmness.js";
import { onlyHeard } from "./hearsay.js";

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
  `(?:${OFFICIAL})${BETWEEN}(?:\\bconfirm(?:s|ed)\\b|\\backnowledg(?:es|ed)\\b|\\badmit(?:s|ted)\\b|확인했|확인된(?! ?(?:바|사실|것|내용)[은는이가]? ?없)|공식 확인|確認した|确认|证实|подтверд\\p{L}+)|` +
    `\\bconfirmed by ${BETWEEN}(?:${OFFICIAL})`,
  "iu",
);
const DENIES = new RegExp(
  `(?:${OFFICIAL})${BETWEEN}(?:\\bden(?:y|ies|ied)\\b|\\brejects? (?:the )?(?:report|claim|allegation)|\\brefut(?:es|ed)\\b|부인|사실이 아니|사실 아냐|否定した|否认|否認|опроверг\\p{L}+)|` +
    `\\bdenied by ${BETWEEN}(?:${OFFICIAL})`,
  "iu",
);
/** Words before the verb that take a confirmation back, or put it off. */
const UNSURE =
  /\b(?:not|never|yet to|declined to|refused to|cannot|could|may|might|will|would|expected to|if|whether|until|unless)\b[^.]{0,24}$|되지 않|하지 않|못했/iu;
/** What an office confirms that is no event: that it has heard of it, or will look. */
const HEARD =
  /^[^.!?]{0,12}?\b(?:aware|monitoring|investigating|looking into|checking|reviewing|studying|receiv\w+|seen (?:the )?reports?|reports? of)\b|^[^.]{0,12}(?:보도를|인지|주시)/iu;
/** Who is near an office and does not speak for it. */
const NEAR_BEFORE =
  /\b(?:former|ex-?|retired|onetime|advis[eo]rs? (?:to|at|of)(?: the)?|experts? (?:on|at)(?: the)?|close to(?: the)?|pro-?)[ -]*(?:\p{Lu}\p{L}+ )?$|전직 ?$|(?:^|\s)전 $|元$|前$/iu;
const NEAR_BEHIND =
  /^(?:'s)?(?:[ -](?:advis[eo]rs?|analysts?|experts?|watchers?|consultants?|contractors?|historians?)\b| ?자문| ?출신|顧問|顾问)/iu;
/** What an office's own feed holds that states no event: diaries, advice, and word that it has heard. */
const NO_STATEMENT =
  /\b(?:aware of|looking into|monitoring|(?:cannot|no|not) comment|media advisory|press (?:schedule|calendar|programme|program)|(?:daily|weekly|public) schedule|week ahead|calendar|agenda|upcoming|planned|will|travel advis\w+|adviser|advisor|op-?ed|interview|podcast|vacanc\w+|tender|invitation)\b|일정|자문|예정|공모|인지하고|주시하고|予定|顧問|日程|安排|关注/iu;
/** How firmly an office must speak for its own word to confirm; null is a plain statement. */
const FIRM: (Firmness | null)[] = [null, "claimed", "detected", "confirmed"];
/** Characters of text in which a confirmation is sought: title and lead. */
const WITHIN = 500;

/** Who confirms or denies in a report, in its own words; null when nobody does. */
export function officialIn(item: StoryItem): { kind: "confirmed" | "denied"; by: string } | null {
  const text = `${item.title}. ${item.text.slice(0, WITHIN)}`;
  const denied = spoken(DENIES, text);
  if (denied !== null) return { kind: "denied", by: denied.by };
  const confirmed = spoken(CONFIRMS, text);
  if (confirmed === null || HEARD.test(confirmed.behind)) return null;
  return UNSURE.test(confirmed.words.replace(/\w+$/u, "")) ? null : { kind: "confirmed", by: confirmed.by };
}

/** The words with which an office speaks, and what follows; null when it is someone near an office. */
function spoken(words: RegExp, text: string): { words: string; by: string; behind: string } | null {
  const match = words.exec(text);
  if (match === null) return null;
  const end = match.index + match[0].length;
  const office = new RegExp(OFFICIAL, "iu").exec(match[0]);
  if (office === null) return { words: match[0], by: match[0], behind: text.slice(end) };
  const start = match.index + office.index;
  if (NEAR_BEFORE.test(text.slice(0, start))) return null;
  if (NEAR_BEHIND.test(text.slice(start + office[0].length))) return null;
  return { words: match[0], by: office[0], behind: text.slice(end) };
}

/** True for what an office publishes that states the event itself, firmly, and neither asks, lists nor announces. */
function statesIt(item: StoryItem): boolean {
  const { kind, title, text } = item;
  if (kind !== "government" || isAnalysis(title) || isRoundUp(title) || onlyHeard(item)) return false;
  if (NO_STATEMENT.test(title) || NO_STATEMENT.test(text.slice(0, WITHIN))) return false;
  return FIRM.includes(firmnessOf(title, text)?.firmness ?? null);
}

/**
 * The steps that a story took, in order: the first report, the first one of a second origin, the first official
 * confirmation and the first denial. A government's own feed confirms when it states the event as a fact.
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
    else if (statesIt(report.item)) take("officially confirmed", report, publisher);
  }
  return steps;
}
