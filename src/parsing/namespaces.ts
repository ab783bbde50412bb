/** Namespaces: which element is meant, whatever prefix a document gave it. */
import type { Attributes } from "./markup.js";

/** By address, compared in lower case, without a final slash or `#`. */
const PREFIXES: Record<string, string> = {
  "http://www.w3.org/2005/atom": "atom",
  "http://purl.org/atom/ns": "atom",
  "http://purl.org/net/rss1.1": "rss",
  "http://purl.org/rss/1.0": "rss",
  "http://my.netscape.com/rdf/simple/0.9": "rss",
  "http://channel.netscape.com/rdf/simple/0.9": "rss",
  "http://backend.userland.com/rss": "rss",
  "http://backend.userland.com/rss2": "rss",
  "http://blogs.law.harvard.edu/tech/rss": "rss",
  "http://www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
  "http://purl.org/dc/elements/1.1": "dc",
  "http://purl.org/dc/elements/1.0": "dc",
  "http://purl.org/dc/terms": "dcterms",
  "http://purl.org/rss/1.0/modules/content": "content",
  "http://purl.org/rss/1.0/modules/syndication": "sy",
  "http://purl.org/rss/1.0/modules/dcterms": "dcterms",
  "http://search.yahoo.com/mrss": "media",
  "http://tools.search.yahoo.com/mrss": "media",
  "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
  "http://www.w3.org/1999/xhtml": "xhtml",
};

/** Prefixes that mean what they are called where a document forgot to declare them. */
const CUSTOMARY = new Set(["atom", "rss", "rdf", "dc", "dcterms", "content", "sy", "media", "itunes", "xhtml"]);

/** Namespaces that make up the formats themselves. */
const NATIVE = new Set(["rss", "atom", "rdf"]);

export interface Namespaces {
  /** Takes the `xmlns` attributes of an element and returns what undoes them. */
  enter(attributes: Attributes): () => void;
  /** `rss:item` gives `item`; an unknown namespace gives `?name`. */
  resolve(rawName: string): string;
}

/**
 * @param root raw name of the root element: its namespace, known or not, is the document's own, and names in it or in
 * none stand without a prefix
 */
export function createNamespaces(root: string, attributes: Attributes): Namespaces {
  const declared = new Map<string, string>();
  const resolved = new Map<string, string>();
  declare(attributes, declared);
  const rootPrefix = prefixOf(root);
  const own = declared.get(rootPrefix) ?? null;
  const ownName =
    (own === null ? customary(rootPrefix) : known(own)) ?? (/(?:^|:)(?:feed|entry)$/i.test(root) ? "atom" : null);
  const isOwn = (uri: string) => uri === own || (ownName !== "atom" && ownName !== "dc" && known(uri) === "rss");

  function resolve(rawName: string): string {
    let name = resolved.get(rawName);
    if (name === undefined) {
      name = compute(rawName);
      if (resolved.size < MAX_NAMES) resolved.set(rawName, name);
    }
    return name;
  }
  function compute(rawName: string): string {
    const prefix = prefixOf(rawName);
    const local = rawName.slice(prefix === "" ? 0 : prefix.length + 1).toLowerCase();
    const uri = declared.get(prefix);
    if (uri === undefined) {
      if (prefix === "" || prefix === rootPrefix) return local;
      const name = customary(prefix);
      return name === null ? `?${local}` : name === "rss" || name === ownName ? local : `${name}:${local}`;
    }
    if (uri === "" || isOwn(uri)) return local;
    const name = known(uri);
    if (name === null) return prefix === "" ? local : `?${local}`;
    return name === ownName && NATIVE.has(name) && name !== "rdf" ? local : `${name}:${local}`;
  }
  return {
    resolve,
    enter(inner) {
      if (inner.size === 0) return NOTHING;
      const before = declare(inner, declared);
      if (before === null) return NOTHING;
      resolved.clear();
      return () => {
        for (const [prefix, uri] of before) uri === undefined ? declared.delete(prefix) : declared.set(prefix, uri);
        resolved.clear();
      };
    },
  };
}

const NOTHING = () => {};
/** Names remembered of one document. */
const MAX_NAMES = 1_000;

/** Records declarations; returns what they replaced, or null when there were none. */
function declare(attributes: Attributes, into: Map<string, string>): Map<string, string | undefined> | null {
  let before: Map<string, string | undefined> | null = null;
  for (const [name, uri] of attributes) {
    if (name !== "xmlns" && !name.startsWith("xmlns:")) continue;
    const prefix = name.slice("xmlns:".length);
    before ??= new Map();
    before.set(prefix, into.get(prefix));
    into.set(prefix, uri.trim().toLowerCase());
  }
  return before;
}

function prefixOf(rawName: string): string {
  const colon = rawName.indexOf(":");
  return colon === -1 ? "" : rawName.slice(0, colon).toLowerCase();
}

function known(uri: string): string | null {
  return PREFIXES[uri.replace(/[/#]$/, "").replace(/^https:/, "http:")] ?? null;
}

function customary(prefix: string): string | null {
  return CUSTOMARY.has(prefix) ? prefix : null;
}
