import type { Terminal } from "./terminal.js";

export interface Progress {
  /** @param unit what is counted from now on, where it is not what the bar began with */
  show(done: number, total: number, unit?: string): void;
  end(): void;
}

const WIDTH = 30;

/** A bar on standard error where a terminal is there; nothing elsewhere. */
export function createProgress({ errors }: Terminal, what: string): Progress {
  let shown = "";
  const clear = () => {
    if (shown !== "") errors.write("\r\u001b[K");
    shown = "";
  };
  return {
    show(done, total, unit = what) {
      if (errors.isTTY !== true || total === 0) return;
      const filled = Math.round((done / total) * WIDTH);
      const text = `[${"#".repeat(filled)}${".".repeat(WIDTH - filled)}] ${done} of ${total} ${unit}`;
      if (text === shown) return;
      errors.write(`\r\u001b[K${text}`);
      shown = text;
    },
    end: clear,
  };
}
