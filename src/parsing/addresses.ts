/** Addresses as documents write them. */

/** Schemes under which a reader can open something. */
const OPENABLE = /^(?:https?|ftp|gopher|gemini):/i;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they do not belong in an address
const UNWRITABLE = /[\u0000-\u0020\u007f"<>]/;

/**
 * The address that `written` means where `base` holds, or null when it cannot be opened. An absolute address is left as
 * it is written, so that it stays the identity which its publisher gave; only what cannot stand in an address is encoded.
 */
export function resolveAddress(written: string, base: string | null): string | null {
  const address = written.trim();
  if (address === "") return null;
  if (SCHEME.test(address)) {
    if (!OPENABLE.test(address)) return null;
    if (!UNWRITABLE.test(address)) return address;
  }
  try {
    const url = new URL(address, base ?? undefined);
    return OPENABLE.test(url.href) ? url.href : null;
  } catch {
    return null;
  }
}

/** Is it an address without a scheme, which somebody who knows more may resolve? */
export function isRelative(address: string): boolean {
  return address !== "" && !SCHEME.test(address) && !UNWRITABLE.test(address);
}

/**
 * Base that holds inside an element with `xml:base`, itself relative to the outer one or to the document's address;
 * null while no element has set one.
 */
export function innerBase(xmlBase: string | undefined, outer: string | null, url: string | null): string | null {
  if (xmlBase === undefined) return outer;
  return resolveAddress(xmlBase, outer ?? url) ?? outer;
}
