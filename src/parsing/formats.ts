/** What a document says that it is. */
import type { Attributes } from "./markup.js";

/** @param root local name of the root element in lower case */
export function formatOf(root: string, attributes: Attributes): string {
  if (root === "feed" || root === "entry") return isAtom03(attributes) ? "Atom 0.3" : "Atom 1.0";
  if (root === "rdf") return namespaced(attributes, /netscape\.com\/rdf\/simple\/0\.9/) ? "RSS 0.90" : "RSS 1.0";
  if (root === "channel") return "CDF";
  const version = /^\d\.\d{1,2}/.exec(attributes.get("version")?.trim() ?? "")?.[0];
  return version === undefined ? "RSS" : `RSS ${version}`;
}

function isAtom03(attributes: Attributes): boolean {
  return attributes.get("version")?.trim() === "0.3" || namespaced(attributes, /purl\.org\/atom\/ns/);
}

function namespaced(attributes: Attributes, pattern: RegExp): boolean {
  for (const [name, value] of attributes) if (name.startsWith("xmlns") && pattern.test(value)) return true;
  return false;
}
