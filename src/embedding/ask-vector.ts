/** Asks an embedding server for a text's vector through the AI SDK. */
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { embed } from "ai";

export interface EmbeddingServer {
  /** Any server with OpenAI's protocol, for example http://localhost:11434/v1 for Ollama. */
  baseUrl: string;
  apiKey: string | null;
  model: string;
}

/** As the server gave it, unchecked; tokens are 0 when it does not say. */
export interface Vector {
  values: number[];
  tokens: number;
}

/** Throws what the server or the network did. */
export type AskVector = (text: string, signal: AbortSignal) => Promise<Vector>;

/** The SDK's own retries are off: a placement does not wait for a second answer. */
export function createAskVector({ baseUrl, apiKey, model }: EmbeddingServer): AskVector {
  const server = createOpenAICompatible({
    name: "embedding",
    baseURL: baseUrl,
    ...(apiKey === null ? {} : { apiKey }),
  });
  return async (text, signal) => {
    const { embedding, usage } = await embed({
      model: server.embeddingModel(model),
      value: text,
      maxRetries: 0,
      abortSignal: signal,
    });
    return { values: embedding, tokens: Number.isFinite(usage.tokens) ? usage.tokens : 0 };
  };
}
