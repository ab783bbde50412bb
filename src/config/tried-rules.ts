/** A watch that is tried, new or changed, laid over the files in force. Pure. */
import { parse } from "yaml";
import { WatchdeskError } from "../errors.js";
import { parseWatchFile } from "./watch-file.js";
import type { WatchFile, WatchSpec } from "./watch-schema.js";
import { fileless } from "./yaml-file.js";

export interface TriedRules {
  files: WatchFile[];
  /** Ids of the watches that are tried; null when the change is to what all may refer to. */
  scope: string[] | null;
  /** For people: what is tried. */
  what: string;
}

/** Id of a watch written without one. */
const NAMELESS = "tried";

/**
 * What a person wrote in place of a file: a watch in YAML's short form (`{any: [...]}`, with or without an id), several
 * (`[...]`), or words that are a watch of their own. Throws WatchdeskError (`config`) that says what is wrong.
 */
export function inlineRules(text: string): WatchFile {
  const rulesIn = (data: unknown) => parseWatchFile(fileless("the watch", data));
  if (!/^[[{]/.test(text)) return rulesIn({ watches: [text] });
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new WatchdeskError("config", `the watch is not valid YAML: ${(error as Error).message.split("\n")[0]}`, {
      hint: "for example: {id: pads, any: [launch pad], none: [helipad]}",
    });
  }
  if (Array.isArray(value)) return rulesIn({ watches: value });
  const node = value as Record<string, unknown>;
  if (["watches", "entities", "groups", "contexts"].some((key) => key in node)) return rulesIn(node);
  return rulesIn({ watches: [{ id: NAMELESS, ...node }] });
}

/** The files in force with `changed` over them: what it defines replaces what had the same id. */
export function laidOver(files: WatchFile[], changed: WatchFile): WatchFile[] {
  const entities = new Set(changed.entities?.map((one) => one.id));
  const groups = new Set(Object.keys(changed.groups ?? {}));
  const contexts = new Set(Object.keys(changed.contexts ?? {}));
  const under = files.map(
    (file): WatchFile => ({
      ...file,
      ...(file.entities ? { entities: file.entities.filter((one) => !entities.has(one.id)) } : {}),
      ...(file.groups ? { groups: without(file.groups, groups) } : {}),
      ...(file.contexts ? { contexts: without(file.contexts, contexts) } : {}),
    }),
  );
  return [...under, changed];
}

function without<T>(record: Record<string, T>, keys: ReadonlySet<string>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.has(key)));
}

/** The watch of this id with a further word among what it refuses; null when there is none of this id. */
export function excluding(watches: WatchSpec[], id: string, word: string): WatchSpec | null {
  const spec = watches.findLast((one) => one.id === id);
  return spec ? { ...spec, none: [...(spec.none ?? []), word] } : null;
}
