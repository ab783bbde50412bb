/** What a page says of itself in JSON-LD (schema.org), looked for without trust in its form. */
import type { PageElement } from "./dom.js";

export interface LinkedData {
  headline: string | null;
  description: string | null;
  authors: string[];
  publisher: string | null;
  datePublished: string | null;
  dateModified: string | null;
  language: string | null;
  /** False where the publisher says that the text is for subscribers. */
  free: boolean | null;
}

/** Scripts looked at, their length in characters, and how deep and wide their values are followed. */
const MAX_SCRIPTS = 20;
const MAX_SCRIPT_CHARS = 500_000;
const MAX_DEPTH = 6;
const MAX_NODES = 2_000;

const ARTICLE = /(?:Article|BlogPosting|Report|LiveBlogPosting|Posting)$/;
const PAGE = /^(?:WebPage|ItemPage)$/;

type Node = Record<string, unknown>;

/** The article's node, else the page's; null when the page has neither. */
export function linkedData(scripts: readonly PageElement[]): LinkedData | null {
  const nodes: Node[] = [];
  const described = scripts.filter((one) => one.getAttribute("type")?.trim().toLowerCase() === "application/ld+json");
  for (const script of described.slice(0, MAX_SCRIPTS)) {
    collect(parseLoosely(script.textContent ?? ""), nodes, 0);
  }
  const node = nodes.find((one) => isType(one, ARTICLE)) ?? nodes.find((one) => isType(one, PAGE));
  return node === undefined ? null : read(node);
}

/** Publishers put raw line breaks and comments into their JSON. */
function parseLoosely(text: string): unknown {
  const source = text
    .slice(0, MAX_SCRIPT_CHARS)
    .trim()
    .replace(/^(?:<!--|\/\*.*?\*\/|\/\/<!\[CDATA\[)|(?:-->|\/\/\]\]>)$/g, "");
  for (const attempt of [source, source.replace(/\p{Cc}+/gu, " ").replace(/;\s*$/, "")]) {
    try {
      return JSON.parse(attempt);
    } catch {
      // The next attempt, or nothing.
    }
  }
  return null;
}

function collect(value: unknown, nodes: Node[], depth: number): void {
  if (depth > MAX_DEPTH || nodes.length >= MAX_NODES || value === null || typeof value !== "object") return;
  if (Array.isArray(value)) {
    for (const one of value) collect(one, nodes, depth + 1);
    return;
  }
  nodes.push(value as Node);
  for (const key of ["@graph", "mainEntity", "mainEntityOfPage"]) collect((value as Node)[key], nodes, depth + 1);
}

function isType(node: Node, pattern: RegExp): boolean {
  const types = [node["@type"]].flat();
  return types.some((type) => typeof type === "string" && pattern.test(type));
}

function read(node: Node): LinkedData {
  const free = node["isAccessibleForFree"];
  return {
    headline: text(node["headline"]) ?? text(node["name"]),
    description: text(node["description"]),
    authors: [node["author"]].flat().flatMap((author) => text(author) ?? []),
    publisher: text(node["publisher"]),
    datePublished: text(node["datePublished"]),
    dateModified: text(node["dateModified"]),
    language: text(node["inLanguage"]),
    free: free === undefined ? null : !(free === false || /^false$/i.test(String(free))),
  };
}

/** A string, or the name of what stands there instead. */
function text(value: unknown): string | null {
  if (typeof value === "string") return value.trim() === "" ? null : value.trim();
  if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
  const name = (value as Node)["name"] ?? (value as Node)["@value"];
  return typeof name === "string" && name.trim() !== "" ? name.trim() : null;
}
