/** The latest placements and the stories that they make: what the index remembers, and how it is corrected. */
import type { PlacedItem } from "../model.js";
import { idFrom } from "./identity.js";
import type { Moment } from "./likeness.js";
import type { Meanings } from "./meanings.js";
import { absorb, addMember, emptyProfile, type Member, type Profile, removeMember } from "./profile.js";
import type { Recall } from "./recall.js";
import type { Vocabulary } from "./vocabulary.js";

/** Latest placements from which the index reads how often items open stories these days. */
const RATE_ITEMS = 200;
/** Openings and joinings that are assumed before any was seen. */
const RATE_PRIOR = 5;

export interface Window {
  /** Arrival of the latest placement or correction; 0 before any. */
  readonly seen: number;
  /** Remembers one more placement, and forgets the oldest where there are too many. */
  add(placed: PlacedItem, member: Pick<Member, "reading" | "speaks">): void;
  /** All items of `story` belong to `into` from now on. Unknown stories change nothing. */
  merge(story: string, into: string): void;
  /** The items with these ids leave `story` for `into`, a new story or a known one. */
  split(story: string, items: string[], into: string): void;
  /** Everything up to this arrival is known. */
  reach(arrival: number): void;
  moment(): Moment;
}

export interface WindowDeps {
  /** Placements remembered. */
  size: number;
  /** What is told of each placement that comes and goes. */
  vocabulary: Vocabulary;
  recall: Recall;
  meanings: Meanings;
}

interface Remembered {
  member: Member;
  story: Profile;
  opened: boolean;
}

export function createWindow({ size, vocabulary, recall, meanings }: WindowDeps): Window {
  const stories = new Map<string, Profile>();
  const recent: Remembered[] = [];
  let seen = 0;

  function profileOf(story: string): Profile {
    const known = stories.get(story);
    if (known !== undefined) return known;
    const profile = emptyProfile(story);
    stories.set(story, profile);
    return profile;
  }

  function forgetOldest(): void {
    const { member, story } = recent.shift()!;
    removeMember(story, member);
    vocabulary.remove(member.reading);
    meanings.remove(member.placed.item.meaning);
    recall.forget(member.placed);
    if (story.members.length === 0) stories.delete(story.story);
  }

  return {
    get seen() {
      return seen;
    },
    add(placed, { reading, speaks }) {
      const member = { placed, reading, speaks };
      const story = profileOf(placed.story);
      addMember(story, member);
      meanings.add(placed.item.meaning);
      recall.learn(placed);
      recent.push({ member, story, opened: placed.story === idFrom("s", placed.item.id) });
      seen = placed.arrival;
      if (recent.length > size) forgetOldest();
    },
    merge(story, into) {
      const from = stories.get(story);
      if (from === undefined || story === into) return;
      const target = profileOf(into);
      absorb(target, from);
      for (const placement of recent) if (placement.story === from) placement.story = target;
      recall.rename(story, into);
      stories.delete(story);
    },
    split(story, items, into) {
      const from = stories.get(story);
      if (from === undefined) return;
      const leaving = from.members.filter(({ placed }) => items.includes(placed.item.id));
      const target = profileOf(into);
      for (const member of leaving) {
        removeMember(from, member);
        addMember(target, member);
        recall.move(member.placed, into);
      }
      for (const placement of recent) if (leaving.includes(placement.member)) placement.story = target;
      if (from.members.length === 0) stories.delete(story);
      if (target.members.length === 0) stories.delete(into);
    },
    reach(arrival) {
      seen = arrival;
    },
    moment: () => momentOf(seen, recent),
  };
}

function momentOf(arrival: number, recent: Remembered[]): Moment {
  const latest = recent.slice(-RATE_ITEMS);
  const opened = latest.filter((placement) => placement.opened).length;
  const newStories = Math.log((opened + RATE_PRIOR) / (latest.length - opened + RATE_PRIOR));
  return { arrival, newStories, remembered: recent.length };
}
