import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface Received {
  headers: IncomingHttpHeaders;
  text: string;
}

/** A receiver on loopback that answers what it is told to, and keeps what it got. Closed after the test. */
export async function startWebhook(answer: () => { status: number; headers?: Record<string, string> } | "reset") {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({ headers: request.headers, text: Buffer.concat(chunks).toString("utf8") });
    const said = answer();
    if (said === "reset") request.socket.destroy();
    else response.writeHead(said.status, said.headers).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}
