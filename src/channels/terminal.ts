/** The terminal as a channel: readable, coloured where it may be, links clickable. */
import type { Writable } from "node:stream";
import { createColors } from "picocolors";
import type { Notifier } from "../ports.js";
import { type TerminalStyle, terminalText } from "./terminal-text.js";

export interface TerminalOptions {
  output: Writable;
  /** Colours and clickable links. */
  rich: boolean;
  timeZone: string;
}

export function createTerminalNotifier({ output, rich, timeZone }: TerminalOptions): Notifier {
  const style = terminalStyle(rich);
  return {
    platform: "terminal",
    gapMs: 0,
    async send(outgoing) {
      const text = terminalText(outgoing.body, outgoing.reference !== null, style, timeZone);
      await new Promise<void>((resolve, reject) => {
        output.write(`${text}\n`, (error) => (error ? reject(error) : resolve()));
      });
      return { kind: "sent", reference: outgoing.key, url: null };
    },
  };
}

/** Colours by picocolors; links by the OSC 8 sequence that current terminals know. */
export function terminalStyle(rich: boolean): TerminalStyle {
  const { bold, dim, red, yellow, green, cyan } = createColors(rich);
  const link = (text: string, url: string) => {
    const safe = url.replace(/[^\x21-\x7e]/g, encodeURIComponent);
    return rich ? `\u001b]8;;${safe}\u0007${text}\u001b]8;;\u0007` : `${text} <${safe}>`;
  };
  const address = (href: string, host: string) => (rich ? link(host, href) : link("", href).trim());
  return { bold, dim, red, yellow, green, cyan, link, address };
}
