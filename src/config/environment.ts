/** Values from the environment: `${NAME}` in any text of a configuration file, and NAME_FILE for secrets. */
import { readFileSync } from "node:fs";

export type Environment = Record<string, string | undefined>;

const REFERENCE = /\$\{([A-Z][A-Z0-9_]*)(?::-([^}]*))?\}/g;

export interface Missing {
  path: PropertyKey[];
  message: string;
}

/**
 * A variable's value: from NAME, or from the file that NAME_FILE names (its last line break cut off).
 * Throws an Error that names the variable, never its value.
 */
export function variable(env: Environment, name: string): string | undefined {
  const direct = env[name];
  const file = env[`${name}_FILE`];
  if (direct !== undefined && file !== undefined) throw new Error(`both ${name} and ${name}_FILE are set; keep one`);
  if (file === undefined) return direct;
  try {
    return readFileSync(file, "utf8").replace(/\r?\n$/, "");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "error";
    throw new Error(`${name}_FILE names a file that cannot be read (${code}): ${file}`);
  }
}

/** A copy of `data` with every `${NAME}` and `${NAME:-default}` replaced; what is not set is added to `missing`. */
export function substitute(data: unknown, env: Environment, missing: Missing[], path: PropertyKey[] = []): unknown {
  if (typeof data === "string") return substituteText(data, env, missing, path);
  if (Array.isArray(data)) return data.map((one, index) => substitute(one, env, missing, [...path, index]));
  if (data !== null && typeof data === "object") {
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, substitute(value, env, missing, [...path, key])]),
    );
  }
  return data;
}

function substituteText(text: string, env: Environment, missing: Missing[], path: PropertyKey[]): string {
  return text.replace(REFERENCE, (whole, name: string, fallback: string | undefined) => {
    try {
      const value = variable(env, name) ?? fallback;
      if (value !== undefined) return value;
      missing.push({ path, message: `the environment variable ${name} is not set (nor ${name}_FILE)` });
    } catch (error) {
      missing.push({ path, message: (error as Error).message });
    }
    return whole;
  });
}
