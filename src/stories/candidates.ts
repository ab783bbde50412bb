import type { Query } from "./likeness.js";
import type { Profile } from "./profile.js";
import type { Term } from "./vocabulary.js";

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
  const sums = new Map<Profile, number>();
  const order = reading.terms.map((_, i) => i).sort((a, b) => width(reading.terms[a]!) - width(reading.terms[b]!));
  let left = MAX_LOOKUPS;
  for (const i of order) {
    const { stories } = reading.terms[i]!;
    if (stories.size > left) break;
    left -= stories.size;
    const worth = reading.weights[i]! * idf[i]! ** 2;
    for (const [profile, { weight }] of stories) {
      sums.set(profile, (sums.get(profile) ?? 0) + worth * (weight / 100));
    }
  }
  const { script } = reading.evidence;
  const all = [...sums].map(([profile, sum]) => ({ profile, worth: sum / profile.members.length ** SIZE_POWER }));
  const [own, foreign] = [true, false].map((same) => all.filter(({ profile }) => profile.scripts.has(script) === same));
  return [...best(own!, MAX_CANDIDATES), ...best(foreign!, MAX_FOREIGN)];
}

/** The worthiest, without sorting the hundreds that are not among them. */
function best(ranked: Ranked[], most: number): Profile[] {
  const taken: Ranked[] = [];
  for (const one of ranked) {
    if (taken.length === most && !before(one, taken.at(-1)!)) continue;
    const place = taken.findIndex((other) => before(one, other));
    taken.splice(place < 0 ? taken.length : place, 0, one);
    if (taken.length > most) taken.pop();
  }
  return taken.map(({ profile }) => profile);
}

interface Ranked {
  profile: Profile;
  worth: number;
}

function before(a: Ranked, b: Ranked): boolean {
  return a.worth > b.worth || (a.worth === b.worth && a.profile.story < b.profile.story);
}

function width(term: Term): number {
  return term.stories.size;
}
