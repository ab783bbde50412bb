/** Keeps secrets that travel in addresses out of logs and errors. Pure. */
import { urlOf } from "./url.js";

const MASK = "***";

/** Names of query fields whose value opens a door. */
const SECRET_NAME =
  /(^|[_.-])(key|apikey|api-?key|token|auth|authorization|pass|passwd|password|pwd|secret|sig|signature|session|sid|code|credential|jwt|hash|user|login)($|[_.-])|token$|key$|secret$|password$/i;

/** A run of letters and digits that nobody types: 20 characters and more that hold both. */
const OPAQUE = /^(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9_=+~.%]{20,}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The address as it may be shown: user and password, values of secret-looking query fields and opaque values of 20
 * characters or more (in query or path) become `***`; the fragment goes. What is no address is shown up to its first
 * `?`, `#` or `@`-part, 200 characters at most.
 */
export function maskUrl(text: string): string {
  const url = urlOf(text);
  return url === null ? maskBroken(text) : masked(url, text, maskOpaque);
}

/**
 * The address of a feed as people are shown it: as it is, but for user and password and the values of secret-looking
 * query fields. What is merely opaque stays, so that the link still leads there.
 */
export function shownUrl(text: string): string {
  const url = urlOf(text);
  if (url === null) return text;
  const { username, password, search } = url;
  const fields = search.slice(1).split("&");
  const isOpen = username === "" && password === "" && !fields.some((field) => SECRET_NAME.test(nameOf(field)));
  return isOpen ? text : masked(url, text, (part) => part);
}

function masked(url: URL, text: string, maskPart: (part: string) => string): string {
  const user = url.username !== "" || url.password !== "" ? `${MASK}@` : "";
  const path = url.pathname.split("/").map(maskPart).join("/");
  const fields = url.search.slice(1).split("&");
  const query = url.search === "" ? "" : `?${fields.map((field) => maskField(field, maskPart)).join("&")}`;
  // Not every scheme has them: `mailto:desk@paper.example`.
  const slashes = /^[\s\p{Cc}]*[a-z][a-z0-9+.-]*:\/\//iu.test(text) || /^https?:$/.test(url.protocol) ? "//" : "";
  return `${url.protocol}${slashes}${user}${url.host}${path}${query}`;
}

function maskField(field: string, maskPart: (part: string) => string): string {
  const name = nameOf(field);
  if (name === "") return maskPart(field);
  const value = field.slice(name.length + 1);
  if (value === "") return field;
  return `${name}=${SECRET_NAME.test(name) ? MASK : maskPart(value)}`;
}

/** Empty for a field that is a value alone. */
function nameOf(field: string): string {
  return field.slice(0, Math.max(0, field.indexOf("=")));
}

function maskOpaque(text: string): string {
  return OPAQUE.test(text) || UUID.test(text) ? MASK : text;
}

function maskBroken(text: string): string {
  return text
    .slice(0, 200)
    .replace(/[?#].*$/s, "")
    .replace(/\/\/[^/]*@/, `//${MASK}@`);
}
