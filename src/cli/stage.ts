import { openStage, STAGES } from "../app/stages.js";
import { nearest } from "../commands/command.js";
import { WatchdeskError } from "../errors.js";
import { runStage } from "../stage.js";
import type { Terminal } from "./terminal.js";

/** Runs one stage as a filter over standard input. */
export async function stage(terminal: Terminal, name: string, options: { config?: string }): Promise<void> {
  if (!(name in STAGES)) {
    throw new WatchdeskError("usage", `there is no stage "${name}"${nearest(name, Object.keys(STAGES))}`);
  }
  const filter = await openStage(name as keyof typeof STAGES, async () => {
    const { loadConfig } = await import("../config/load.js");
    return loadConfig({ file: options.config, env: terminal.env, cwd: terminal.cwd });
  });
  await runStage(filter, terminal.input, terminal.output);
}
