/** A server that speaks OpenAI's chat protocol on loopback and answers as a test wants. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Asked {
  path: string;
  authorization: string | undefined;
  body: { model: string; messages: { role: string; content: string }[] };
}

/** Answers one request; what it returns becomes the model's text, null leaves the response to the test. */
export type Behaviour = (asked: Asked, response: ServerResponse) => string | null;

export interface OpenAiServer {
  url: string;
  asked: Asked[];
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

export async function startOpenAiServer(): Promise<OpenAiServer> {
  const asked: Asked[] = [];
  let behaviour: Behaviour = () => "{}";
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
      const one = { path: request.url ?? "", authorization: request.headers.authorization, body };
      asked.push(one);
      const content = behaviour(one, response);
      if (content === null) return;
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({
          id: "answer-1",
          object: "chat.completion",
          created: 1,
          model: body.model,
          choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
          usage: { prompt_tokens: 90, completion_tokens: 10, total_tokens: 100 },
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    behave: (next) => {
      behaviour = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
