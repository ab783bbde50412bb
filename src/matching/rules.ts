/** Rules as compiled: names by number, conditions as a tree over the numbers of what owns the names. Types only. */
import type { FeedKind, Severity } from "../model.js";
import type { Automaton } from "./automaton.js";
import type { Name } from "./names.js";

/** What names belong to: an entity (its strong and its weak names apart), a group of words, or a phrase of a watch. */
export interface Owner {
  kind: "entity" | "group" | "phrase";
  id: string;
  /** For people: "Sohae Satellite Launching Station", "missile words". */
  title: string;
  /** Entities only. */
  entityKind: string | null;
  needs: Node | null;
  unless: Node | null;
}

export type Place = "title" | "text" | "lead";

export type Node =
  | { op: "seen"; owners: number[]; title: string; place: Place | null }
  | { op: "regex"; find: (text: string) => { start: number; end: number }[]; title: string; place: Place | null }
  | { op: "any" | "all"; nodes: Node[]; title: string | null }
  | { op: "none"; nodes: Node[] }
  | { op: "near"; of: Node[]; and: Node[]; within: number; ordered: boolean; without: Node[] };

export interface Rule {
  id: string;
  node: Node;
}

export interface Watch {
  id: string;
  name: string;
  severity: Severity;
  rules: Rule[];
  languages: string[] | null;
  feeds: string[] | null;
  kinds: FeedKind[] | null;
  /** ms; 0 when the watch has none. */
  coolingOffMs: number;
  /** Alerts only when its mentions rise far above their habit. */
  surge: boolean;
  /** Changes when its own rule does. */
  signature: string;
}

/** A name of an owner; `rulesOut` names cancel what they touch. */
export interface OwnedName extends Name {
  owner: number;
  rulesOut: boolean;
}

export interface Rules {
  version: string;
  owners: Owner[];
  names: OwnedName[];
  /** Pattern -> numbers of the names that are written so. */
  namesOf: number[][];
  /** Pattern -> symbols to walk back over, without the mark of a word's beginning. */
  lengths: Uint16Array;
  automaton: Automaton;
  watches: Watch[];
  /** Owner -> watches in which it counts for something. */
  watchesOf: number[][];
  /** Watches that hold a regular expression and are tried on every item. */
  always: number[];
}
