import { pino } from "pino";
import { pinoPretty } from "./log-pretty.js";
import type { Log } from "./ports.js";

export interface LogOptions {
  level: "debug" | "info" | "warn" | "error" | "silent";
  /** For people at a terminal; JSON lines otherwise. */
  pretty: boolean;
  output: NodeJS.WritableStream;
}

/** A log to `output` (standard error in the bot, so that alerts and answers stay alone on standard output). */
export function createLog({ level, pretty, output }: LogOptions): Log {
  const logger = pino({ level, base: null }, pretty ? pinoPretty(output) : (output as NodeJS.WritableStream));
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  };
}
