/** Servers on loopback that speak the protocols of language models and answer as a test wants. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One question, whichever protocol it came in. */
export interface Asked {
  path: string;
  key: string | undefined;
  model: string;
  system: string;
  prompt: string;
}

/** Answers one request; what it returns becomes the model's text, null leaves the response to the test. */
export type Behaviour = (asked: Asked, response: ServerResponse) => string | null;

export interface ModelServer {
  url: string;
  asked: Asked[];
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

type Headers = Record<string, string | string[] | undefined>;

interface Protocol {
  read(path: string, headers: Headers, body: string): Asked;
  answer(text: string, model: string): object;
}

/** Chat completions, as OpenAI, Ollama, vLLM and llama.cpp speak them. */
const OPENAI: Protocol = {
  read(path, headers, body) {
    const { model, messages } = JSON.parse(body) as { model: string; messages: { role: string; content: string }[] };
    const [system, prompt] = messages;
    const key = String(headers["authorization"] ?? "").replace("Bearer ", "");
    return { path, key, model, system: system!.content, prompt: prompt!.content };
  },
  answer: (content, model) => ({
    id: "answer-1",
    object: "chat.completion",
    created: 1,
    model,
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
    usage: { prompt_tokens: 90, completion_tokens: 10, total_tokens: 100 },
  }),
};

/** Anthropic's messages. */
const ANTHROPIC: Protocol = {
  read(path, headers, body) {
    const { model, system, messages } = JSON.parse(body) as {
      model: string;
      system: { text: string }[];
      messages: { content: { text: string }[] }[];
    };
    const prompt = messages[0]!.content[0]!.text;
    return { path, key: String(headers["x-api-key"]), model, system: system[0]!.text, prompt };
  },
  answer: (text, model) => ({
    id: "msg_1",
    type: "message",
    role: "assistant",
    model,
    content: [{ type: "text", text }],
    stop_reason: "end_turn",
    stop_sequence: null,
    usage: { input_tokens: 90, output_tokens: 10 },
  }),
};

export const PROTOCOLS = { openai: OPENAI, anthropic: ANTHROPIC };

export async function startModelServer(protocol: keyof typeof PROTOCOLS): Promise<ModelServer> {
  const { read, answer } = PROTOCOLS[protocol];
  const asked: Asked[] = [];
  let behaviour: Behaviour = () => "{}";
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const one = read(request.url ?? "", request.headers, Buffer.concat(chunks).toString("utf8"));
      asked.push(one);
      const text = behaviour(one, response);
      if (text === null) return;
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(answer(text, one.model)));
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
