/** What people do with a story, and what they ask of it under its alert. Types only. */

/** Changes the story's state, in every channel alike. */
export type ActKind = "take" | "done" | "snooze" | "dismiss" | "reopen";

/** One hour, until the team's next morning, or for good. */
export type SnoozeSpan = "1h" | "morning" | "good";

export type Act =
  | { kind: "take" | "done" | "reopen" }
  | { kind: "snooze"; span: SnoozeSpan }
  | { kind: "dismiss"; reason: string | null };

/** Answered for the eyes of who asks; changes nothing. */
export type StoryQuestion = "sources" | "why";

/** Who acts. */
export interface Person {
  /** Alike wherever the same account of a platform is met: `slack:U012AB3CD`, `discord:4000`, `terminal:ann`. */
  id: string;
  /** As the platform shows it. */
  name: string;
}
