/** What went wrong, in terms that a program can switch on. */
export type ErrorCode =
  | "config" // the configuration is wrong
  | "usage" // the command line is wrong
  | "input" // a line, body or page from outside is wrong
  | "limit" // a cap was reached (bytes, items, depth, time)
  | "network" // a server could not be reached or did not answer in time
  | "http" // a server answered with an error
  | "refused" // we decline on purpose (address guard, robots, untrusted)
  | "store" // the store cannot be read or written
  | "busy" // another process holds what we need
  | "channel" // a channel does not take the message
  | "internal"; // a fault of ours

/**
 * The one error type. `message` says what happened and where (stage, feed or channel);
 * `hint` says what the reader can do about it.
 */
export class WatchdeskError extends Error {
  override readonly name = "WatchdeskError";
  readonly code: ErrorCode;
  readonly hint: string | null;

  constructor(code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint ?? null;
  }
}

/** The error as WatchdeskError: itself, or wrapped as `internal` with its message kept. */
export function asWatchdeskError(error: unknown): WatchdeskError {
  if (error instanceof WatchdeskError) return error;
  return new WatchdeskError("internal", error instanceof Error ? error.message : String(error), { cause: error });
}
