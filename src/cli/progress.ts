import type { Terminal } from "./terminal.js";

export interface Progress {
  show(done: number, total: number): void;
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
    show(done, total) {
      if (errors.isTTY !== true || total === 0) return;
      const filled = Math.round((done / total) * WIDTH);
      const text = `[${"#".repeat(filled)}${".".repeat(WIDTH - filled)}] ${done} of ${total} ${what}`;
      if (text === shown) return;
      errors.write(`\r${text}`);
      shown = text;
    },
    end: clear,
  };
}
