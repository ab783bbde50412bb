/** Lines of a stream of bytes, each bounded, so that no line costs more memory than its reader can use. */
import type { Readable } from "node:stream";

export interface Line {
  /** The line without its end; only its beginning when it is too long. */
  text: string;
  tooLong: boolean;
}

/** How much of a line that is too long is kept, in bytes. */
const HEAD_BYTES = 1_000;
const NEWLINE = 10;
const RETURN = 13;

/** @param maxBytes of a line; what is longer is passed over but for its beginning */
export async function* linesOf(input: Readable, maxBytes: number): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let length = 0;

  function add(part: Buffer): void {
    length += part.length;
    if (length <= maxBytes) parts.push(part);
    else if (parts.length !== 1 || parts[0]!.length > HEAD_BYTES) {
      parts = [Buffer.from(Buffer.concat([...parts, part]).subarray(0, HEAD_BYTES))];
    }
  }
  function take(): Line {
    const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    const tooLong = length > maxBytes;
    parts = [];
    length = 0;
    const end = bytes.at(-1) === RETURN ? bytes.length - 1 : bytes.length;
    return { text: bytes.toString("utf8", 0, end), tooLong };
  }
  for await (const chunk of input) {
    const bytes: Buffer = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    let from = 0;
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, from)) {
      add(bytes.subarray(from, at));
      yield take();
      from = at + 1;
    }
    if (from < bytes.length) add(bytes.subarray(from));
  }
  if (length > 0) yield take();
}
