/** The places a text names: entities of the watches in force that have coordinates, by the rules of matching. */
import type { WatchFile } from "../../config/watch-schema.js";
import { createEvaluation } from "../../matching/evaluate.js";
import type { Rules } from "../../matching/rules.js";
import { look } from "../../matching/sighted.js";

export interface FactSource {
  title: string;
  text: string;
  language: string | null;
}

/** A place with where its name stands first; offsets are UTF-16 into the field as given, end exclusive. */
export interface NamedPlace {
  entity: string;
  /** For people: "Sohae Satellite Launching Station". */
  title: string;
  /** As the text writes it. */
  name: string;
  field: "title" | "text";
  start: number;
  end: number;
  /** Degrees, north and east. */
  latitude: number;
  longitude: number;
  /** False where the coordinates are those of the neighbourhood. */
  exact: boolean;
}

/** The places that a text names, in the order in which it does. */
export type FindPlaces = (source: FactSource) => NamedPlace[];

/**
 * The rules of matching decide what counts as a name: a weak name needs its context, and one that stands inside
 * something else is none. So no place is shown that would not have matched.
 */
export function createPlaceFinder(rules: Rules, files: readonly WatchFile[]): FindPlaces {
  const coordinates = new Map(
    files.flatMap((file) => file.entities ?? []).flatMap((one) => (one.coordinates ? [[one.id, one.coordinates]] : [])),
  );
  const isWatched = (owner: number) => rules.watchesOf[owner]!.length > 0;
  return (source) => {
    const input = { ...source, feed: null };
    const sighted = look(rules, input);
    const evaluation = createEvaluation(rules, input, sighted);
    const places = new Map<string, NamedPlace>();
    for (const [number, occurrences] of sighted.byOwner) {
      const owner = rules.owners[number]!;
      const at = owner.kind === "entity" ? coordinates.get(owner.id) : undefined;
      if (at === undefined || !isWatched(number) || evaluation.inactive(number) !== null) continue;
      const { field, start, end } = occurrences.reduce((a, b) => (before(b, a) ? b : a));
      const known = places.get(owner.id);
      if (known !== undefined && before(known, { field, start })) continue;
      const name = source[field].slice(start, end);
      const exact = !/^approx/i.test(at.precision ?? "");
      const { id: entity, title } = owner;
      places.set(entity, { entity, title, name, field, start, end, latitude: at.lat, longitude: at.lon, exact });
    }
    return [...places.values()].sort((a, b) => (before(a, b) ? -1 : 1));
  };
}

type Spot = Pick<NamedPlace, "field" | "start">;

/** The title stands before the text. */
function before(a: Spot, b: Spot): boolean {
  return a.field === b.field ? a.start < b.start : a.field === "title";
}

/** A map of a place. */
export function mapOf({ latitude, longitude, exact }: Pick<NamedPlace, "latitude" | "longitude" | "exact">): string {
  const zoom = exact ? 14 : 11;
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=${zoom}/${latitude}/${longitude}`;
}
