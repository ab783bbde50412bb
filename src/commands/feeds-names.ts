/** The names by which a watch could be searched for elsewhere, by language. Pure. */
import type { Condition, EntitySpec, NamesSpec, WatchFile, WatchSpec } from "../config/watch-schema.js";
import { WatchdeskError } from "../errors.js";
import { nearest } from "./command.js";

/**
 * The names of the entities and the phrases for which a watch (or an entity, by its id) looks. Only names that speak for
 * themselves: words that count in context alone ("missile", weak names) would find the whole world.
 * Throws WatchdeskError (`usage`) for an unknown name, or for a watch that looks for no name.
 */
export function namesToSearch(files: WatchFile[], asked: string): Record<string, string[]> {
  const entities = files.flatMap((file) => file.entities ?? []);
  const entity = entities.find((one) => one.id === asked);
  const watches = files.flatMap((file) => file.watches ?? []);
  const watch = watches.findLast((one) => idOf(one) === asked.toLowerCase());
  if (!entity && watch === undefined) {
    const known = [...watches.map(idOf), ...entities.map((one) => one.id)];
    throw new WatchdeskError("usage", `there is no watch or entity "${asked}"${nearest(asked, known)}`);
  }
  const names = new Map<string, Set<string>>();
  const add = (written: string, language: string | null) => {
    const plain = written.replace(/^[=*]+|\*+$/g, "").trim();
    const key = language ?? languageOf(plain);
    if (plain !== "") names.set(key, (names.get(key) ?? new Set()).add(plain));
  };
  if (entity) addNames(entity, add);
  else if (watch !== undefined) for (const one of wanted(watch)) addReference(one, entities, add);
  if (names.size === 0) {
    throw new WatchdeskError("usage", `the watch "${asked}" looks for words in context, not for names`, {
      hint: "name an entity instead, for example: watchdesk feeds search sohae",
    });
  }
  return Object.fromEntries([...names].map(([language, list]) => [language, [...list]]));
}

type Add = (written: string, language: string | null) => void;

function idOf(watch: string | WatchSpec): string {
  return typeof watch === "string" ? watch.toLowerCase() : watch.id;
}

/** What must be seen: conditions under `none` and `without` are what must not. */
function wanted(watch: string | WatchSpec): Condition[] {
  if (typeof watch === "string") return [watch];
  return [watch, ...(watch.rules ?? [])].flatMap((clause) => parts(clause));
}

function parts(clause: Exclude<Condition, string>): Condition[] {
  return [...(clause.any ?? []), ...(clause.all ?? []), ...(clause.near?.of ?? []), ...(clause.near?.and ?? [])];
}

function addReference(condition: Condition, entities: EntitySpec[], add: Add): void {
  if (typeof condition !== "string") {
    for (const part of parts(condition)) addReference(part, entities, add);
    return;
  }
  const [, kind, id] = /^(entity|kind|group|context):(.+)$/.exec(condition) ?? [];
  if (kind === undefined) add(condition, null);
  if (kind === "entity") for (const one of entities) if (one.id === id) addNames(one, add);
  if (kind === "kind") for (const one of entities) if (one.kind === id) addNames(one, add);
}

function addNames(entity: EntitySpec, add: Add): void {
  const names: NamesSpec = entity.names ?? [];
  if (Array.isArray(names)) for (const one of names) add(one, null);
  else {
    for (const [key, list] of Object.entries(names)) {
      for (const one of list) add(one, key === "any" ? null : key.replace("!", ""));
    }
  }
}

/** By script; Latin letters are searched for in English. */
function languageOf(name: string): string {
  if (/\p{Script=Hangul}/u.test(name)) return "ko";
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(name)) return "ja";
  if (/\p{Script=Han}/u.test(name)) return "zh";
  return /\p{Script=Cyrillic}/u.test(name) ? "ru" : "en";
}
