/** One YAML file of the configuration, with the means to say on which line a problem lies. */
import { readFileSync } from "node:fs";
import { isMap, LineCounter, parseDocument } from "yaml";
import { WatchdeskError } from "../errors.js";

/** Configuration is written by hand: a larger file is a mistake. */
const MAX_FILE_BYTES = 4_000_000;

export interface YamlFile {
  path: string;
  data: unknown;
  /** Line (from 1) of the deepest part of a path that the file holds; of a key itself where `key` is given. */
  lineOf(path: readonly PropertyKey[], key?: string): number;
}

/** Reads and parses a file; throws WatchdeskError (`config`) that names the file and the line, with `hint` where it is not there. */
export function readYamlFile(path: string, hint?: string): YamlFile {
  let source: string;
  try {
    source = readFileSync(path, "utf8");
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === "ENOENT" ? "is not there" : (error as Error).message;
    throw new WatchdeskError("config", `${path}: ${reason}`, hint === undefined ? {} : { hint });
  }
  if (source.length > MAX_FILE_BYTES) {
    throw new WatchdeskError("config", `${path}: is over ${MAX_FILE_BYTES} bytes`);
  }
  return parseYaml(path, source);
}

/** Parses the text of a configuration file; `path` is only named in errors. */
export function parseYaml(path: string, source: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors[0];
  if (broken) {
    throw new WatchdeskError(
      "config",
      `${path}:${lines.linePos(broken.pos[0]).line}: not valid YAML: ${broken.message}`,
    );
  }
  const at = (offset: number | undefined) => (offset === undefined ? 1 : lines.linePos(offset).line);
  return {
    path,
    data: document.toJS({ maxAliasCount: 100 }) ?? {},
    lineOf(where, key) {
      for (let length = where.length; length >= 0; length--) {
        const node = document.getIn(where.slice(0, length) as string[], true) as { range?: number[] } | undefined;
        if (key !== undefined && length === where.length && isMap(node)) {
          const pair = node.items.find((item) => String(item.key) === key);
          const keyNode = pair?.key as { range?: number[] } | undefined;
          if (keyNode?.range) return at(keyNode.range[0]);
        }
        if (node?.range) return at(node.range[0]);
      }
      return 1;
    },
  };
}

/** Data that stands in no file, so that its problems have no line. */
export function fileless(name: string, data: unknown): YamlFile {
  return { path: name, data, lineOf: () => 0 };
}
