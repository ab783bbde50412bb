/** Which stories an item shows to be one. Pure. */
import type { Scored } from "./explain.js";
import { type Query, storyCosine } from "./likeness.js";
import type { Member, Profile } from "./profile.js";
import type { Weighing } from "./weights.js";

/** Members of the smaller story that are asked whether they belong to the larger. */
const MERGE_MEMBERS = 6;
/** Bound of what one member says, in log-odds. */
const MOST_ODDS = 5;

/**
 * The runner-up whose latest items would all join the story that the item joins (or that one's items it, whichever is the
 * smaller), had they come now; none or one.
 * @param asked log-odds that a member belongs to a story
 */
export function fullMergesWith(
  taken: Profile,
  ranked: Scored[],
  weighing: Weighing,
  asked: (member: Member, story: Profile) => number,
): Profile[] {
  return runnersUp(taken, ranked, weighing.mergeItemOdds)
    .filter((other) => {
      const [large, small] = bySize(taken, other);
      const odds = speaking(small)
        .slice(-MERGE_MEMBERS)
        .map((member) => Math.max(-MOST_ODDS, Math.min(MOST_ODDS, asked(member, large))));
      return odds.reduce((sum, value) => sum + value, 0) / odds.length > weighing.mergeStoryOdds;
    })
    .slice(0, 1);
}

/**
 * The same for a bare headline: the runner-up that has the words of the story in the same measure. Single headlines are
 * no judges of a story there; the sums are, and the more they hold the more alike they must be. A story with a time or a
 * text among its latest is left to items that have them too.
 */
export function bareMergesWith(taken: Profile, ranked: Scored[], weighing: Weighing, query: Query): Profile[] {
  if (!isBare(taken)) return [];
  return runnersUp(taken, ranked, weighing.bareMergeItemOdds)
    .filter((other) => {
      const [, small] = bySize(taken, other);
      const least = weighing.bareMergeCosine + weighing.bareMergeSize * Math.log(small.members.length);
      return isBare(other) && storyCosine(query.rarity, taken, other) > least;
    })
    .slice(0, 1);
}

function runnersUp(taken: Profile, ranked: Scored[], least: number): Profile[] {
  return ranked.filter(({ profile, odds }) => profile !== taken && odds >= least).map(({ profile }) => profile);
}

function bySize(a: Profile, b: Profile): [large: Profile, small: Profile] {
  return a.members.length >= b.members.length ? [a, b] : [b, a];
}

function speaking({ members }: Profile): Member[] {
  const those = members.filter(({ speaks }) => speaks);
  return those.length > 0 ? those : members;
}

function isBare({ members }: Profile): boolean {
  const { placed, reading } = members.at(-1)!;
  return placed.item.at === null && !reading.evidence.hasText;
}
