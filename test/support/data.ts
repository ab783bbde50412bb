import { existsSync } from "node:fs";
import { join } from "node:path";

const ROOT = process.env["WATCHDESK_DATA"];

/**
 * A file or folder below WATCHDESK_DATA (recorded feeds, labelled news, official contracts), or null where there is none:
 * the test then says in its name what it leaves out.
 */
export function dataPath(below: string): string | null {
  const path = ROOT ? join(ROOT, below) : null;
  return path !== null && existsSync(path) ? path : null;
}
