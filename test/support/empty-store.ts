import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Clock, Store } from "../../src/ports.js";
import { openStore } from "../../src/store/open.js";

/** Files in memory, where the system has them: what is written there waits for no disk. */
const IN_MEMORY = "/dev/shm";

/** A store of its own in a file on SQLite; closed and gone after the test. */
export async function emptyStore(clock: Clock): Promise<Store> {
  const folder = mkdtempSync(join(isWritable(IN_MEMORY) ? IN_MEMORY : tmpdir(), "watchdesk-test-"));
  const store = await openStore({ url: null, path: join(folder, "store.db"), clock });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  return store;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
