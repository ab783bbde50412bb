import type { PlacedItem, StoryItem } from "../model.js";
import { citesAnInstitute, citesAnOutlet, citesPublisher, headOf } from "./citations.js";
import { agencyNamed, citedBy, creditOf } from "./credits.js";
import { onlyHeard } from "./hearsay.js";
import { canonicalAddress, idFrom } from "./identity.js";
import { unquoted } from "./quotations.js";
import { overlap, phrasesOf, shinglesOf } from "./shingles.js";

/** Runs of words in common from which on two texts hold one passage (ten words in a row), however long they are. */
export const PASSAGE_SHINGLES = 7;
/** Share of a short text's shingles that another holds, from which on it was taken from there. */
export const REPRINT_SHARE = 0.8;
/** Texts of fewer shingles prove nothing by a share. */
const LEAST_SHINGLES = 6;
/** Nine words in a row are one headline; two desks that name one event come to eight alike by themselves. */
const TITLE_SHINGLES = 6;
/** So many are enough where the texts share words in a row as well. */
const LIKE_TITLE_SHINGLES = 3;
const BESIDE_TITLE_SHINGLES = 2;
/** Share of the shorter headline that these make. */
const TITLE_SHARE = 0.5;
/** Earlier items of a story that are looked at: its first ones, whence reprints come, and its latest. */
const FIRST_LOOKED_AT = 20;
const LATEST_LOOKED_AT = 20;

/** A story of more items than this has a report among them. */
const MOST_HEARD = 10;

/** What of an item can show where it has its news from. */
interface Signature {
  item: StoryItem;
  /** The agency that wrote it: credited, or its own publisher. */
  agency: string | null;
  /** The agency it has its news from. */
  cites: string | null;
  /** Title and lead. */
  head: string[];
  address: string | null;
  /** It has its news from a research institute. */
  institute: boolean;
  /** It only speaks of what others report. */
  heard: boolean;
  title: Set<number>;
  text: Set<number>;
}

const signatures = new WeakMap<StoryItem, Signature>();

/**
 * The origin of an item among the earlier items of its story: that of the earliest one whose report it repeats, or a
 * new one. Repeats are: the same publisher or family, the same agency by credit or citation, a publisher named as the
 * source, a link, a passage or a title in common. A report that has its news from an outlet that is not in the story
 * is nobody's second: it counts under the story's first origin, and so does who only speaks of others' reports. Where
 * such words came first, the report that they speak of comes after them and gives their origin its content. Takes the
 * earlier items in order of arrival; gives the reason for people.
 */
export function originFor(item: StoryItem, earlier: PlacedItem[]): { origin: string; why: string } {
  const own = signatureOf(item);
  for (const placed of lookedAt(earlier)) {
    const other = signatureOf(placed.item);
    if (other.heard && !own.heard) continue; // it has no report that could be repeated
    const why = repeats(own, other);
    if (why !== null) return { origin: placed.origin, why: `same origin as ${placed.item.id}: ${why}` };
  }
  const [first] = earlier;
  if (first !== undefined && own.heard) {
    return { origin: first.origin, why: "no origin of its own: it only speaks of what others report" };
  }
  if (first !== undefined && secondHand(own)) {
    return { origin: first.origin, why: "no origin of its own: it has its news from another outlet" };
  }
  const unreported = earlier.length > MOST_HEARD ? undefined : onlySpokenOf(earlier);
  if (unreported !== undefined && !own.heard) {
    return { origin: unreported, why: "the first report itself: what came before only speaks of reports" };
  }
  return { origin: idFrom("o", item.id), why: "an origin of its own" };
}

/** The origin of a story in which nobody has reported anything yet, only spoken of reports. */
function onlySpokenOf(earlier: PlacedItem[]): string | undefined {
  return earlier.every(({ item }) => signatureOf(item).heard) ? earlier[0]?.origin : undefined;
}

/** A report that names a source among the outlets, and is not an agency's own copy. */
function secondHand({ agency, cites, head }: Signature): boolean {
  return (cites !== null && cites !== agency) || citesAnOutlet(head);
}

/** Why one report is no independent second to the other; null when nothing shows that it is not. */
export function sameOrigin(a: StoryItem, b: StoryItem): string | null {
  return repeats(signatureOf(a), signatureOf(b));
}

function lookedAt(earlier: PlacedItem[]): PlacedItem[] {
  if (earlier.length <= FIRST_LOOKED_AT + LATEST_LOOKED_AT) return earlier;
  return [...earlier.slice(0, FIRST_LOOKED_AT), ...earlier.slice(-LATEST_LOOKED_AT)];
}

function repeats(a: Signature, b: Signature): string | null {
  if (a.item.publisher !== null && a.item.publisher === b.item.publisher) return `publisher ${a.item.publisher}`;
  if (a.item.family !== null && a.item.family === b.item.family) return `family ${a.item.family}`;
  const agency = agencyInCommon(a, b);
  if (agency !== null) return `agency ${agency}`;
  if (names(a, b)) return `${b.item.publisher} named as the source`;
  if (names(b, a)) return `${a.item.publisher} named as the source`;
  if (linksTo(a, b) || linksTo(b, a)) return "a link between them";
  return inCommon(a, b) ?? (ofOneInstitute(a, b) ? "a research institute is the source" : null);
}

/** What two writers would not have put alike; what a speaker said they have alike in any case. */
function inCommon(a: Signature, b: Signature): string | null {
  const texts = overlap(a.text, b.text);
  const long = Math.min(a.text.size, b.text.size) >= LEAST_SHINGLES;
  if (long && texts.share >= REPRINT_SHARE) return `${Math.round(texts.share * 100)} % of the text in common`;
  if (texts.shared >= PASSAGE_SHINGLES) return "a passage in common";
  const titles = overlap(a.title, b.title);
  const least = texts.shared >= BESIDE_TITLE_SHINGLES ? LIKE_TITLE_SHINGLES : TITLE_SHINGLES;
  return titles.shared >= least && titles.share >= TITLE_SHARE ? "one headline" : null;
}

/** One wrote what the other carries or cites, or both carry or cite a third. */
function agencyInCommon(a: Signature, b: Signature): string | null {
  if (a.agency !== null && (a.agency === b.agency || a.agency === b.cites)) return a.agency;
  if (a.cites !== null && (a.cites === b.agency || a.cites === b.cites)) return a.cites;
  return null;
}

function names(from: Signature, { item: { publisher } }: Signature): boolean {
  return publisher !== null && citesPublisher(from.head, publisher);
}

/** One has its news from an institute and the other is one, or both have it from one: few events have two. */
function ofOneInstitute(a: Signature, b: Signature): boolean {
  const [own, cited] = [a, b].sort((one, other) => Number(one.institute) - Number(other.institute));
  return cited!.institute && (own!.institute || own!.item.kind === "think-tank");
}

function linksTo(from: Signature, to: Signature): boolean {
  return to.address !== null && from.address !== to.address && from.item.text.includes(to.address);
}

function signatureOf(item: StoryItem): Signature {
  const known = signatures.get(item);
  if (known !== undefined) return known;
  const head = headOf(item.title, item.text);
  const signature = {
    item,
    agency: creditOf(item.text, item.byline) ?? agencyNamed(item.publisher),
    cites: citedBy(item.title, item.text),
    head,
    address: canonicalAddress(item.url),
    institute: citesAnInstitute(head),
    heard: onlyHeard(item),
    title: shinglesOf(item.title),
    text: phrasesOf(unquoted(item.text)),
  };
  signatures.set(item, signature);
  return signature;
}
