/** The configuration's files, read again when they change. */
import { readdirSync, type Stats, statSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { type Config, isConfigFile, type LoadOptions, loadConfig } from "./load.js";

export interface ConfigSource {
  /** Reads and checks the files; throws WatchdeskError (`config`). */
  load(): Config;
  /**
   * Null while the files that the last load looked at, and the lists of the included folders, are as it found them;
   * else a text that differs with every further change. Asks for no more than the files' states: no watches of the
   * system, which network mounts and bound volumes do not have, and no contents.
   */
  changed(): Promise<string | null>;
}

export function createConfigSource(options: Omit<LoadOptions, "onPath">): ConfigSource {
  // What changes while files are read is seen as well: a file's state is noted before its contents are read.
  let looked: { path: string; state: string }[] = [];
  return {
    load() {
      const next: typeof looked = [];
      try {
        return loadConfig({ ...options, onPath: (path) => void next.push({ path, state: stateNow(path) }) });
      } finally {
        looked = next;
      }
    },
    async changed() {
      const states = await Promise.all(looked.map(({ path }) => stateOf(path)));
      return looked.every(({ state }, at) => state === states[at]) ? null : states.join("\n");
    },
  };
}

function stateNow(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isDirectory() ? namesIn(readdirSync(path)) : stateFrom(stats);
}

/** Asks outside this thread: a mount that hangs must not hold the bot. */
async function stateOf(path: string): Promise<string> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.isDirectory() ? namesIn(await readdir(path).catch(() => [])) : stateFrom(stats);
}

function namesIn(names: string[]): string {
  return names.filter(isConfigFile).sort().join("\t");
}

/** With the file's number: a volume is exchanged by a link to another folder, whose files may be of the same second. */
function stateFrom(stats: Stats | undefined): string {
  return stats ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : "none";
}
