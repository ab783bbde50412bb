/** A server on loopback that speaks OpenAI's protocol of embeddings and answers as a test wants. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface AskedVector {
  path: string;
  key: string | undefined;
  model: string;
  text: string;
}

/** What it returns becomes the vector; null leaves the response to the test. */
export type Answer = (asked: AskedVector, response: ServerResponse) => (number | null)[] | null;

export interface EmbeddingServer {
  url: string;
  asked: AskedVector[];
  answer(next: Answer): void;
}

export async function startEmbeddingServer(first: Answer): Promise<EmbeddingServer> {
  const asked: AskedVector[] = [];
  let answer = first;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { model, input } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { model: string; input: string[] };
      const one = { path: request.url ?? "", key: request.headers.authorization, model, text: input[0]! };
      asked.push(one);
      const embedding = answer(one, response);
      if (embedding === null) return;
      response.setHeader("content-type", "application/json");
      const data = [{ object: "embedding", index: 0, embedding }];
      response.end(JSON.stringify({ object: "list", data, model, usage: { prompt_tokens: 7, total_tokens: 7 } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    answer: (next) => {
      answer = next;
    },
  };
}
