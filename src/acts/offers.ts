/** Which buttons and entries stand under an alert, by what the team does with its story. Pure. */
import type { Alert, AlertState } from "../model.js";
import { codeOf, type Press } from "./codes.js";
import { REASONS } from "./reasons.js";

export interface Offer {
  kind: Press["kind"];
  label: string;
  /** What it does, for screen readers and beside the entry where there is room; at most 75 characters. */
  hint: string;
  code: string;
}

export interface Offers {
  buttons: Offer[];
  /** Empty where the state leaves nothing to choose. */
  snooze: Offer[];
  dismiss: Offer[];
}

const TAKE = { label: "Take it", hint: "Show everybody that you have this story in hand" };
const TAKE_OVER = { label: "Take over", hint: "Show everybody that you have this story in hand from now on" };
const DONE = { label: "Done", hint: "Mark this story as dealt with; it goes on growing" };
const REOPEN = { label: "Back to open", hint: "Undo: the story is open again, in nobody's hand" };
const SOURCES = { label: "Sources", hint: "List every report with its link, for your eyes alone" };
const WHY = { label: "Why", hint: "Tell which names and rules brought this alert, for your eyes alone" };

type Plain = Exclude<Press["kind"], "snooze" | "dismiss" | "ask-reason">;

const BUTTONS: Record<AlertState["kind"], [Plain, { label: string; hint: string }][]> = {
  open: [
    ["take", TAKE],
    ["done", DONE],
  ],
  taken: [
    ["done", DONE],
    ["take", TAKE_OVER],
    ["reopen", REOPEN],
  ],
  snoozed: [
    ["take", TAKE],
    ["done", DONE],
    ["reopen", REOPEN],
  ],
  done: [["reopen", REOPEN]],
  irrelevant: [["reopen", REOPEN]],
};

/** While the story is in work; who is done with it has nothing to put off. */
const OPEN_KINDS: AlertState["kind"][] = ["open", "taken"];

/** Nothing for a story whose id cannot stand in a code. */
export function offersOf(alert: Alert): Offers {
  const kind = alert.state?.kind ?? "open";
  const offer = (press: Press, { label, hint }: { label: string; hint: string }): Offer[] => {
    const code = codeOf({ press, story: alert.story, seen: alert.state?.revision ?? 0 });
    return code === null ? [] : [{ kind: press.kind, label, hint, code }];
  };
  const questions = [...offer({ kind: "sources" }, SOURCES), ...offer({ kind: "why" }, WHY)];
  // What is done with a merged story is done under the elder's alert.
  if (alert.mergedInto !== null) return { buttons: questions, snooze: [], dismiss: [] };
  const acts = BUTTONS[kind].flatMap(([press, words]) => offer({ kind: press }, words));
  const inWork = OPEN_KINDS.includes(kind);
  return {
    buttons: [...acts, ...questions],
    snooze: inWork ? SNOOZES.flatMap(({ span, ...words }) => offer({ kind: "snooze", span }, words)) : [],
    dismiss: inWork ? dismissals(offer) : [],
  };
}

const SNOOZES = [
  { span: "1h", label: "Snooze for 1 hour", hint: "No edits and no notes for an hour" },
  { span: "morning", label: "Snooze until morning", hint: "No edits and no notes until the team's morning" },
  { span: "good", label: "Snooze this story for good", hint: "No edits and no notes any more" },
] as const;

function dismissals(offer: (press: Press, words: { label: string; hint: string }) => Offer[]): Offer[] {
  const listed = REASONS.flatMap(({ text }) =>
    offer({ kind: "dismiss", reason: text }, { label: `Not relevant: ${text}`, hint: "Kept as feedback" }),
  );
  const written = { label: "Not relevant: in your own words…", hint: "Opens a field for the reason" };
  return [...listed, ...offer({ kind: "ask-reason" }, written)];
}
