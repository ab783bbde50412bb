/** How a test server fails: what goes wrong, and whether the message is stored before that, after it, or never. */
import type { IncomingMessage, ServerResponse } from "node:http";

export type FaultKind = "500" | "reset" | "stall" | "half" | "half-stall" | "html" | "429" | "429-bare";

/** `before`: never stored. `after`: stored, then the fault. `while`: the fault, then stored before the next call is read. */
export type FaultMoment = "before" | "after" | "while";

export interface Fault {
  kind: FaultKind;
  moment: FaultMoment;
  /** Seconds in Retry-After. */
  retryAfter?: number;
}

/** What a client has received of half an answer by then, ms: it reads on the same machine. */
const HALF_READ_MS = 5;

/** Answers with the fault instead of the answer. A stall ends when the client gives up; `stalled` is told that it began. */
export function fail(
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
  answer: string,
  stalled: () => void,
): void {
  switch (fault.kind) {
    case "500":
      response.writeHead(503, { "content-type": "text/plain" }).end("upstream is unwell");
      return;
    case "reset":
      request.socket.resetAndDestroy();
      return;
    case "stall":
      stalled();
      return;
    case "half":
      response.writeHead(200, { "content-type": "application/json", "content-length": answer.length + 100 });
      response.write(answer.slice(0, Math.ceil(answer.length / 2)), () => request.socket.destroy());
      return;
    case "half-stall":
      response.writeHead(200, { "content-type": "application/json", "content-length": answer.length + 100 });
      response.write(answer.slice(0, Math.ceil(answer.length / 2)), () => setTimeout(stalled, HALF_READ_MS));
      return;
    case "html":
      response.writeHead(200, { "content-type": "text/html" }).end("<html><body>Please sign in</body></html>");
      return;
    case "429":
      response.writeHead(429, { "content-type": "application/json", "retry-after": String(fault.retryAfter ?? 1) });
      response.end(JSON.stringify({ ok: false, error: "ratelimited", message: "slow", retry_after: 1, global: false }));
      return;
    case "429-bare":
      response.writeHead(429, { "content-type": "application/json" }).end("{}");
      return;
  }
}

/** The faults still to come, and the messages that a fault has kept under way. */
export function createFaultQueue() {
  const coming: Fault[] = [];
  const underWay: (() => void)[] = [];
  let stalled = () => {};
  return {
    /** The listener is called each time when an answer stalls. */
    onStall(listener: () => void) {
      stalled = listener;
    },
    stalled: () => stalled(),
    next: (...faults: Fault[]) => coming.push(...faults),
    waiting: () => coming.length,
    /** Takes the next fault, if any. */
    take: (): Fault | null => coming.shift() ?? null,
    keepUnderWay: (store: () => void) => underWay.push(store),
    /** What was under way arrives. */
    arrive() {
      for (const store of underWay.splice(0)) store();
    },
  };
}

export type FaultQueue = ReturnType<typeof createFaultQueue>;

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** The text holds half a surrogate pair, which no JSON parser elsewhere takes. */
export function isMalformed(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}
