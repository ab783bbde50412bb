/** The owners of names over all packs, and the contexts; a later pack adds to what an earlier one named. */
import type { EntitySpec, NamesSpec, WatchFile } from "../config/watch-schema.js";
import { WatchdeskError } from "../errors.js";
import { compileClause, type Vocabulary } from "./conditions.js";
import type { Node, Owner } from "./rules.js";

export interface NameOptions {
  romanised: boolean;
  rulesOut: boolean;
}

type AddName = (owner: number, written: string, language: string | null, options: NameOptions) => void;
const PLAIN: NameOptions = { romanised: false, rulesOut: false };
const RULES_OUT: NameOptions = { romanised: false, rulesOut: true };

/** Gathers entities, groups and contexts of all packs; throws `config` for an id used twice and for contexts that refer in a circle. */
export function createVocabulary(packs: WatchFile[], add: AddName): Vocabulary {
  const owners: Owner[] = [];
  const entities = new Map<string, number[]>();
  const kinds = new Map<string, number[]>();
  const groups = new Map<string, number>();
  const phrases = new Map<string, number>();
  const contexts = new Map<string, { title: string; node: Node }>();
  const open = new Set<string>();

  const own = (kind: Owner["kind"], id: string, title: string): number => {
    owners.push({ kind, id, title, entityKind: null, needs: null, unless: null });
    return owners.length - 1;
  };

  const vocabulary: Vocabulary = {
    owners,
    ownersOf(reference, id) {
      if (reference === "kind") return kinds.get(id) ?? null;
      if (reference === "entity") return entities.get(id) ?? null;
      const owner = groups.get(id);
      return owner === undefined ? null : [owner];
    },
    context(id) {
      const known = contexts.get(id);
      if (known) return known;
      const spec = packs.findLast((pack) => pack.contexts?.[id])?.contexts?.[id];
      if (!spec) return null;
      if (open.has(id)) throw new WatchdeskError("config", `context ${id}: it refers to itself through other contexts`);
      open.add(id);
      const { title, ...clause } = spec;
      const made = { title: title ?? id, node: compileClause(clause, vocabulary, `context ${id}`) };
      open.delete(id);
      contexts.set(id, made);
      return made;
    },
    phrase(text) {
      let owner = phrases.get(text);
      if (owner === undefined) {
        owner = own("phrase", text, `“${text}”`);
        phrases.set(text, owner);
        add(owner, text, null, PLAIN);
      }
      return owner;
    },
  };

  for (const pack of packs) {
    for (const entity of pack.entities ?? []) {
      if (entities.has(entity.id)) throw new WatchdeskError("config", `entity ${entity.id}: this id is used twice`);
      const made = enter(entity, () => own("entity", entity.id, titleOf(entity)), add);
      for (const owner of made) owners[owner]!.entityKind = entity.kind;
      entities.set(entity.id, made);
      kinds.set(entity.kind, [...(kinds.get(entity.kind) ?? []), ...made]);
    }
    for (const [id, spec] of Object.entries(pack.groups ?? {})) {
      const whole = Array.isArray(spec) ? { names: spec } : spec;
      const owner = groups.get(id) ?? own("group", id, ("title" in whole && whole.title) || id.replaceAll("-", " "));
      groups.set(id, owner);
      eachName(whole.names, (written, language) => add(owner, written, language, PLAIN));
      for (const written of ("not" in whole && whole.not) || []) add(owner, written, null, RULES_OUT);
    }
  }
  attachNeeds(packs, vocabulary, entities);
  return vocabulary;
}

/** The owners of an entity's strong and weak names, in this order; an entity has at least one of them. */
function enter(entity: EntitySpec, own: () => number, add: AddName): number[] {
  const romanised = entity.romanised ?? false;
  const made: number[] = [];
  for (const names of [entity.names, entity.weak]) {
    if (!names) continue;
    const owner = own();
    made.push(owner);
    eachName(names, (written, language) => add(owner, written, language, { romanised, rulesOut: false }));
    for (const written of entity.not ?? []) add(owner, written, null, RULES_OUT);
  }
  if (made.length === 0) throw new WatchdeskError("config", `entity ${entity.id}: it has no names`);
  return made;
}

/** Needs may refer to groups and entities of any pack, so they come last. */
function attachNeeds(packs: WatchFile[], vocabulary: Vocabulary, entities: Map<string, number[]>): void {
  for (const entity of packs.flatMap((pack) => pack.entities ?? [])) {
    const where = `entity ${entity.id}`;
    if (!entity.weak !== !entity.needs) {
      throw new WatchdeskError("config", `${where}: weak names and needs go together: say what the weak names need`);
    }
    const made = entities.get(entity.id)!;
    if (entity.needs) vocabulary.owners[made.at(-1)!]!.needs = compileClause({ all: entity.needs }, vocabulary, where);
    if (!entity.unless) continue;
    for (const owner of made)
      vocabulary.owners[owner]!.unless = compileClause({ any: entity.unless }, vocabulary, where);
  }
}

/** Adds every name of a list or of lists by language; a language with ! binds its names to texts in it. */
export function eachName(names: NamesSpec, add: (written: string, language: string | null) => void): void {
  if (Array.isArray(names)) {
    for (const written of names) add(written, null);
    return;
  }
  for (const [key, list] of Object.entries(names)) {
    for (const written of list) add(written, key.endsWith("!") ? key.slice(0, -1) : null);
  }
}

/** How the receipt calls an entity. */
export function titleOf(entity: EntitySpec): string {
  if (entity.title) return entity.title;
  const names = entity.names ?? entity.weak ?? [];
  const list = Array.isArray(names) ? names : Object.values(names).flat();
  return list[0] ?? entity.id;
}
