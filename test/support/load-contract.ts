/**
 * Stories that grow many times in many channels: placed by the pipeline's own step in a store, drawn by the real layout,
 * sent by the real clients, under the platforms' limits on posts and edits as they are documented. Time is simulated, so
 * that the true limits cost a test nothing and the machine's speed is not in the figure.
 */
import { expect, test } from "vitest";
import type { Notifier } from "../../src/ports.js";
import { createJointClock, type JointClock } from "./joint-clock.js";
import { liveThrough, type Sent, takenAtMs } from "./load-life.js";
import { notesOf, type Pattern, type Report, reportsOf } from "./load-stories.js";
import { earliestEnd, type RateLimit } from "./rates.js";

export interface LoadedMessage {
  text: string;
  edits: number;
  notes: string[];
}

export interface Load {
  notifier(channelId: string): Notifier;
  /** A channel's alerts in order, each with the notes in its thread. */
  messages(channelId: string): LoadedMessage[];
  /** Requests that the service turned away for coming too soon. */
  refused(): number;
  /** Edits among them. */
  refusedEdits(): number;
  /** Those that bind: messages of a channel and in all, edits of a channel and in all. */
  limits: { posts: RateLimit; allPosts?: RateLimit; edits?: RateLimit; allEdits?: RateLimit };
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const START = Date.UTC(2026, 0, 15, 12);

/** `WATCHDESK_LOAD=500` in the environment is the real thing; the suite affords less. */
const STORIES = process.env["WATCHDESK_LOAD"];
const SIZE = STORIES === undefined ? { stories: 3, channels: 2 } : { stories: Number(STORIES), channels: 20 };
const CHANNELS = Array.from({ length: SIZE.channels }, (_, index) => String(900000000000000000n + BigInt(index)));

const PATTERNS: Record<string, Pattern> = {
  /** A minute of openings, and after each two reports a minute for five minutes, both at once. */
  "in a rush": {
    openEveryMs: 100,
    growAtMs: [1, 2, 3, 4, 5].flatMap((minutes) => [minutes * MINUTE_MS, minutes * MINUTE_MS]),
  },
  /** As news goes: much at first, then less and less for a day; after the first hour the messages are old. */
  "over a day": {
    openEveryMs: 600,
    growAtMs: [1, 3, 10, 30, 61, 120, 240, 480, 960, 1440].map((minutes) => minutes * MINUTE_MS),
  },
};

const LONGEST_MS = 580_000;
/** What comes while an alert is on its way may be shown by it or be told by a note. */
const UNDER_WAY_MS = 2 * SECOND_MS;

/** @param onMove hears of each instant to which time moves on, ms */
export function describeLoad(
  name: string,
  start: (clock: JointClock) => Promise<Load>,
  onMove: (now: number) => void = () => {},
): void {
  const { stories, channels } = SIZE;
  test.for(Object.entries(PATTERNS))(
    `${name}: ${stories} stories that grow ten times each %s in ${channels} channels: none lost, none twice, in order, edits merged`,
    { timeout: LONGEST_MS },
    async ([, pattern], { annotate }) => {
      const clock = createJointClock(START, onMove);
      const load = await start(clock);
      const began = performance.now();
      const sent = await liveThrough({ clock, channels: CHANNELS, stories, pattern, notifier: load.notifier });
      const tookMs = performance.now() - began;
      await annotate(figures(sent, reportsOf(stories, pattern), load, tookMs));
      for (const [index, id] of CHANNELS.entries()) checkChannel(load.messages(id), index, pattern, sent);
      const edits = sent.filter(({ kind }) => kind === "edit").length;
      expect(sent.some(({ kind, story }) => kind === "act" && story === 0)).toBe(true);
      // Of two reports that come at once one may still fall on the other side of a send.
      expect(edits).toBeLessThanOrEqual(Math.ceil(stories * new Set(pattern.growAtMs).size * 1.2) + 1);
    },
  );
}

function checkChannel(messages: LoadedMessage[], channel: number, pattern: Pattern, sent: Sent[]): void {
  const wanted = Array.from({ length: SIZE.stories }, (_, story) => story).filter(
    (story) => story % SIZE.channels === channel,
  );
  expect(messages.map(({ text }) => Number(/story (\d+) end/.exec(text)?.[1]))).toEqual(wanted);
  for (const [index, { text, notes }] of messages.entries()) {
    expect(text).toContain(`3 origins, ${pattern.growAtMs.length + 1} reports`);
    const postedAt = sent.find(({ kind, story }) => kind === "post" && story === wanted[index])?.atMs ?? 0;
    const wantedNotes = [0, UNDER_WAY_MS].map((ms) => notesOf(wanted[index] ?? 0, pattern, postedAt - ms));
    expect(wantedNotes).toContainEqual(notes.map((note) => /Corroborated|Official/.exec(note)?.[0]));
  }
}

/** When all could stand there, were the limits the only thing that takes time and each message edited once. */
function leastMs(reports: Report[], { limits }: Load): number {
  const ofChannel = (channel: number) => reports.filter(({ story }) => story % SIZE.channels === channel);
  const messages = (some: Report[]) => some.filter(({ brings }) => brings !== "edit").map(({ atMs }) => atMs);
  const edits = (some: Report[]) => some.filter(({ last }) => last).map(({ atMs }) => atMs);
  const perChannel = CHANNELS.flatMap((_, index) => [
    earliestEnd(messages(ofChannel(index)), limits.posts),
    earliestEnd(edits(ofChannel(index)), limits.edits ?? null),
  ]);
  const inAll = [
    earliestEnd(messages(reports), limits.allPosts ?? null),
    earliestEnd(edits(reports), limits.allEdits ?? null),
  ];
  return Math.max(...perChannel, ...inAll);
}

function figures(sent: Sent[], reports: Report[], load: Load, tookMs: number): string {
  const of = (kind: Sent["kind"]) => sent.filter((one) => one.kind === kind);
  const lags = of("post")
    .map(({ lagMs }) => lagMs)
    .sort((one, other) => one - other);
  const seconds = (ms: number) => `${Math.round(ms / 100) / 10} s`;
  const end = Math.max(...sent.map(({ atMs }) => atMs));
  const shownAtMs = of("act")[0]?.atMs ?? Number.POSITIVE_INFINITY;
  return (
    `${reports.length} reports: ${of("post").length} posts, ${of("note").length} notes, ${of("edit").length} edits, ` +
    `${load.refused()} refused (${load.refusedEdits()} of them edits); all stands after ${seconds(end)}, by the limits alone after ${seconds(leastMs(reports, load))}; ` +
    `a new alert waits ${seconds(lags[Math.floor(lags.length / 2)] ?? 0)} (median), ${seconds(lags.at(-1) ?? 0)} at most; ` +
    `what somebody did at the height of it is shown after ${seconds(shownAtMs - takenAtMs(reports))}; ` +
    `the machine took ${seconds(tookMs)}`
  );
}
