/** A watch file alone, as it is tried before it is in force: from its place, or of what a person wrote. */
import { WatchdeskError } from "../errors.js";
import { check, problemLine } from "./problems.js";
import { type WatchFile, watchFileSchema } from "./watch-schema.js";
import { readYamlFile, type YamlFile } from "./yaml-file.js";

/** Throws WatchdeskError (`config`) with every problem, by line and key. */
export function readWatchFile(path: string): WatchFile {
  return parseWatchFile(readYamlFile(path));
}

/** The same of what has been read; throws alike. */
export function parseWatchFile(file: YamlFile): WatchFile {
  const checked = check(watchFileSchema, file.data, file);
  if (checked.ok) return checked.value;
  throw new WatchdeskError("config", checked.problems.map(problemLine).join("\n"));
}
