/** Keeps secrets that travel in addresses out of logs and errors. Pure. */

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
  if (!URL.canParse(text)) return maskBroken(text);
  const url = new URL(text);
  const user = url.username !== "" || url.password !== "" ? `${MASK}@` : "";
  const path = url.pathname.split("/").map(maskOpaque).join("/");
  const query = url.search === "" ? "" : `?${url.search.slice(1).split("&").map(maskField).join("&")}`;
  // Not every scheme has them: `mailto:desk@paper.example`.
  const slashes = /^[\s\p{Cc}]*[a-z][a-z0-9+.-]*:\/\//iu.test(text) || /^https?:$/.test(url.protocol) ? "//" : "";
  return `${url.protocol}${slashes}${user}${url.host}${path}${query}`;
}

function maskField(field: string): string {
  const at = field.indexOf("=");
  if (at === -1) return maskOpaque(field);
  const name = field.slice(0, at);
  const value = field.slice(at + 1);
  if (value === "") return field;
  return `${name}=${SECRET_NAME.test(name) ? MASK : maskOpaque(value)}`;
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
