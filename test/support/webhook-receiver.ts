/** A webhook's receiver on loopback that keeps every request it was given whole, and answers as it is told. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Alert, OperatorMessage } from "../../src/model.js";

/** One request, in order of arrival. */
export interface Received {
  key: string;
  revision: number;
  kind: string;
  alert?: Alert;
  operator?: OperatorMessage;
  /** Of the header, as a receiver reads it before the body. */
  idempotencyKey: string;
}

export interface Answer {
  status: number;
  /** ms before the answer; the request is on record by then. */
  delayMs?: number;
  /** Answers once this has resolved; never, when it does not. */
  until?: Promise<void>;
}

export interface WebhookReceiver {
  url: string;
  received: Received[];
  /** What the next requests are answered; `count` is the number of requests so far, this one counted. */
  answer: (count: number) => Answer;
  close(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    // A process that is killed while it writes leaves half a request: that is no message.
    request.on("error", () => undefined);
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Omit<Received, "idempotencyKey">;
      receiver.received.push({ ...body, idempotencyKey: String(request.headers["idempotency-key"]) });
      reply(response, receiver.answer(receiver.received.length));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: [],
    answer: () => ({ status: 204 }),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return receiver;
}

function reply(response: ServerResponse, { status, delayMs = 0, until }: Answer): void {
  if (until) void until.then(() => response.writeHead(status).end());
  else if (delayMs === 0) response.writeHead(status).end();
  else setTimeout(() => response.writeHead(status).end(), delayMs);
}
