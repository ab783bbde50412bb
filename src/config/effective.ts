/** The configuration in force, printable: no secret is in it. */
import { stringify } from "yaml";
import { urlOf } from "../url.js";
import type { Config } from "./load.js";

const MASK = "(secret)";
const SECRET_KEYS = new Set(["botToken", "appToken", "signingSecret", "token", "secret", "apiKey"]);

/** YAML of the effective configuration with secrets masked; feeds and watches as counts, since `check` lists them. */
export function printConfig(config: Config): string {
  const { feeds, watchFiles, problems: _problems, ...rest } = config;
  const watches = watchFiles.reduce((sum, file) => sum + (file.watches?.length ?? 0), 0);
  return stringify({ ...(masked(rest) as object), feeds: feeds.length, watches });
}

function masked(value: unknown, key = "", path: string[] = []): unknown {
  if (SECRET_KEYS.has(key) && value !== undefined) return MASK;
  if (typeof value === "string") return maskAddress(value, path[0] === "channels");
  if (Array.isArray(value)) return value.map((one) => masked(one, key, path));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, masked(one, name, [...path, name])]));
}

/** User, password and query of an address; for webhooks the path too, since it is often the secret itself. */
function maskAddress(text: string, hidePath: boolean): string {
  const url = /^[a-z]+:\/\//i.test(text) ? urlOf(text) : null;
  if (url === null) return text;
  if (url.password) url.password = "secret";
  if (url.username && url.protocol.startsWith("http")) url.username = "secret";
  if (url.search) url.search = "?secret";
  return hidePath && url.pathname !== "/" ? `${url.origin}/${MASK}` : url.toString();
}
