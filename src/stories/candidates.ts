import type { Query } from "./likeness.js";
import type { Profile } from "./profile.js";

/** Stories that are compared closely. */
export const MAX_CANDIDATES = 6;
/** Stories looked up, over all terms of an item: the bound on its time. Terms of few stories are asked first. */
export const MAX_LOOKUPS = 500;
/** Stories of other scripts that are compared besides, by what they share in concepts alone. */
export const MAX_FOREIGN = 3;
/** How much the size of a story tempers what it shares: between the sum (0) and the mean (1) over its items. */
const SIZE_POWER = 0.7;

/**
 * The stories most worth a close comparison, by the weight of the terms they share with the item. A term that more
 * stories hold than lookups are left is skipped: it is the least telling of all.
 */
export function candidatesFor({ reading, idf }: Query): Profile[] {
  const shared = new Map<Profile, number>();
  const foreign = new Map<Profile, number>();
  const { script } = reading.evidence;
  const order = reading.terms.map((_, i) => i).sort((a, b) => width(reading.terms[a]!) - width(reading.terms[b]!));
  let left = MAX_LOOKUPS;
  for (const i of order) {
    const term = reading.terms[i]!;
    if (term.stories.size > left) break;
    left -= term.stories.size;
    const worth = reading.weights[i]! * idf[i]! ** 2;
    for (const profile of term.stories) {
      const weight = profile.terms.get(term)!.weight / 100;
      add(profile.scripts.has(script) ? shared : foreign, profile, worth * weight);
    }
  }
  return [...best(shared, MAX_CANDIDATES), ...best(foreign, MAX_FOREIGN)];
}

function add(sums: Map<Profile, number>, profile: Profile, value: number): void {
  sums.set(profile, (sums.get(profile) ?? 0) + value);
}

function best(sums: Map<Profile, number>, most: number): Profile[] {
  return [...sums]
    .map(([profile, sum]) => ({ profile, worth: sum / profile.members.length ** SIZE_POWER }))
    .sort((a, b) => b.worth - a.worth || (a.profile.story < b.profile.story ? -1 : 1))
    .slice(0, most)
    .map(({ profile }) => profile);
}

function width(term: { stories: Set<Profile> }): number {
  return term.stories.size;
}
