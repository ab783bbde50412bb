/** The second half of the model: from a story to the message in a channel. Types only. */
import type { FeedKind, Picture, Severity, StoryEvent } from "./model.js";

// ---- summaries ----------------------------------------------------------------------------------------------------

/** A sentence as it stands in a source; offsets are UTF-16 into that source's text. */
export interface SummarySentence {
  text: string;
  start: number;
  end: number;
  /** Id of the item it comes from. */
  article?: string;
}

export interface Summary {
  /** Exact spans of the sources, unless a model wrote them: then start and end are those of the sentence it cites. */
  sentences: SummarySentence[];
  method: "extractive" | "model" | "lead";
  /** The summary in the team's language beside the original. `headline` is null when it could not be kept true. */
  translation?: { language: string; headline: string | null; sentences: string[] };
}

// ---- alerts -------------------------------------------------------------------------------------------------------

/** A link shown in an alert: one report. */
export interface ReportLink {
  item: string;
  title: string;
  url: string | null;
  publisher: string;
  kind: FeedKind;
  language: string | null;
  origin: string;
  publishedAt: number | null;
  firstSeenAt: number;
}

/** Why the story is an alert: a watch and the names that were seen. */
export interface AlertWatch {
  watch: string;
  severity: Severity;
  terms: string[];
}

/** How well a story stands: who says it, and how firmly. */
export interface Standing {
  rung: "single origin" | "several origins" | "officially confirmed" | "officially denied";
  /** The publisher of the first report, or the office that confirms or denies. */
  by: string | null;
  /** possible, suspected, claimed, assessed, detected, confirmed; null when it is stated plainly. */
  firmness: string | null;
  /** The words that say how firmly, as they stand in the report. */
  words: string | null;
}

/** A fact that a report states, in a few words fit to show. */
export interface AlertFact {
  kind: "event" | "place" | "when" | "claim" | "imagery" | "page";
  text: string;
  /** A map for a place; the page that states it otherwise; null where there is none. */
  url: string | null;
  /** Worth a second look: old imagery, an old page behind a new item. */
  doubtful: boolean;
}

/** The picture that came with a report, and with whose. */
export interface AlertPicture extends Picture {
  publisher: string;
  kind: FeedKind;
}

/** What the team does with a story: the same in every channel. */
export interface AlertState {
  kind: "open" | "taken" | "done" | "snoozed" | "irrelevant";
  /** The name of the person, as the platform shows it; null when nobody has it in hand. */
  by: string | null;
  /** Snoozed until; null is for good. */
  until: number | null;
  /** The story's revision with which it came about: the alert's own when nothing has changed since. */
  revision?: number;
}

/** A story as one message. Platform-free; each platform's renderer draws it within its limits. */
export interface Alert {
  story: string;
  revision: number;
  severity: Severity;
  headline: string;
  summary: string[];
  watches: AlertWatch[];
  reports: ReportLink[];
  origins: number;
  firstSeenAt: number;
  updatedAt: number;
  /** Absent where nobody knows. */
  standing?: Standing;
  /** In the order in which they are shown; absent or empty where the reports state none. */
  facts?: AlertFact[];
  /** How the summary was made; a model's is marked. */
  summaryMethod?: Summary["method"];
  /** Headline and summary in the team's language, beside the original. */
  translation?: NonNullable<Summary["translation"]>;
  /** Absent: open, in nobody's hand. */
  state?: AlertState;
  /** That of the first report whose feed offers one; absent where none does. */
  picture?: AlertPicture;
  /** Set when the story was folded into an elder one: the id, and a link where the channel has one. */
  mergedInto: { story: string; url: string | null } | null;
}

/** What changed, as a reply under the alert. */
export interface Note {
  story: string;
  event: StoryEvent;
  text: string;
  url: string | null;
  /** Its alert, for where a note does not hang right under that; looked up when the note is sent. */
  about?: { headline: string; url: string | null };
}

/** A list of stories gathered for one period. */
export interface Digest {
  title: string;
  from: number;
  to: number;
  stories: { story: string; headline: string; url: string | null; severity: Severity; reports: number }[];
}

/** A message to those who run the bot: a feed that fails, a channel that is gone. */
export interface OperatorMessage {
  severity: "problem" | "recovered" | "info";
  title: string;
  text: string;
  /** What to do next. */
  hint: string | null;
}

export type MessageBody =
  | { kind: "alert"; alert: Alert }
  | { kind: "note"; note: Note }
  | { kind: "digest"; digest: Digest }
  | { kind: "operator"; message: OperatorMessage };

// ---- routes -------------------------------------------------------------------------------------------------------

/** Which stories go to which channels, and when. */
export interface Route {
  to: string[];
  /** Null: all watches. */
  watches: string[] | null;
  severities: Severity[];
  /** Collect for so long before the first send. */
  waitMs: number;
  quiet: { from: string; to: string; timeZone: string; except: Severity[] } | null;
}

// ---- deliveries ---------------------------------------------------------------------------------------------------

export type Platform = "terminal" | "webhook" | "slack" | "discord";
export type DeliveryKind = MessageBody["kind"];

/** (channel, kind, subject, ordinal) names a message for good. */
export interface DeliveryKey {
  channel: string;
  kind: DeliveryKind;
  /** alert, note: the story; digest: the period; operator: the condition. */
  subject: string;
  /** alert: generation; note: `what@revision`; digest: 0; operator: episode. */
  ordinal: string;
}

/** What a notifier is asked to bring to its channel. */
export interface Outgoing {
  /** Short stable text made from the DeliveryKey (at most 25 characters of [a-z0-9]): nonce, metadata, webhook key. */
  key: string;
  revision: number;
  body: MessageBody;
  /** The message already there (edit it), or null (post it). Opaque text of the notifier's own. */
  reference: string | null;
  /** Reference of the alert under which a note goes. */
  parent: string | null;
  /** When an earlier try at posting began whose outcome nobody knows; null when there was none. */
  unsettledSince: number | null;
  /** An edit for which people wait: it shows what somebody did. */
  urgent?: boolean;
}

/** What became of one try. Exhaustive: every answer of a platform is classified into these. */
export type SendResult =
  | { kind: "sent"; reference: string; url: string | null }
  | {
      kind: "retry";
      reason: string;
      /** Wait at least so long, in ms; null leaves it to the back-off. */
      afterMs: number | null;
      /** Whose limit it is. */
      scope: "delivery" | "channel" | "account";
      /** The message may have been stored although no answer came. */
      unsettled: boolean;
      /** Our own budget held it back, so that nothing was tried. */
      held?: boolean;
    }
  | {
      kind: "rejected";
      reason: string;
      hint: string | null;
      /** `channel`: nothing can be sent there any more; `delivery`: this message alone. */
      scope: "delivery" | "channel";
      /** A person deleted the message: it is not posted again, and nothing is sent under it. */
      removed?: boolean;
    };
