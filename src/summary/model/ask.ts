/** Asks a language model through the AI SDK. The only place that imports it. */
import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText, type LanguageModel } from "ai";
import { WatchdeskError } from "../../errors.js";

export interface Question {
  system: string;
  prompt: string;
}

export interface ModelAnswer {
  text: string;
  /** As the server counts them, both ways; 0 when it does not say. */
  tokens: number;
}

/** Throws what the server or the network did; the caller decides what serves instead. */
export type Ask = (question: Question, signal: AbortSignal) => Promise<ModelAnswer>;

export interface ModelServer {
  /** `openai` is any server with that protocol: OpenAI, Ollama, vLLM, llama.cpp, LM Studio, gateways. */
  provider: "openai" | "anthropic";
  /** Needed for `openai`, for example http://localhost:11434/v1; Anthropic's own when null. */
  baseUrl: string | null;
  apiKey: string | null;
  model: string;
}

/** Longest answer asked for, in tokens; two sentences, their translation and the form around them need a third. */
const MAX_ANSWER_TOKENS = 900;

/**
 * The SDK's own retries are off: an alert does not wait for a second answer.
 *
 * @param fetch for tests and proxies; the platform's when absent
 * @throws WatchdeskError `config` when the server has no address, or Anthropic's no key
 */
export function createAsk(server: ModelServer, fetch?: typeof globalThis.fetch): Ask {
  const model = languageModel(server, fetch);
  return async ({ system, prompt }, signal) => {
    const { text, usage } = await generateText({
      model,
      system,
      prompt,
      temperature: 0,
      maxOutputTokens: MAX_ANSWER_TOKENS,
      maxRetries: 0,
      abortSignal: signal,
    });
    return { text, tokens: usage.totalTokens ?? 0 };
  };
}

function languageModel(server: ModelServer, fetch?: typeof globalThis.fetch): LanguageModel {
  const { provider, baseUrl, apiKey, model } = server;
  const given = {
    ...(apiKey === null ? {} : { apiKey }),
    ...(baseUrl === null ? {} : { baseURL: baseUrl }),
    ...(fetch === undefined ? {} : { fetch }),
  };
  if (provider === "anthropic") {
    if (baseUrl === null && apiKey === null) {
      throw new WatchdeskError("config", "summary: Anthropic's server needs a key", {
        hint: 'Set apiKey: "${ANTHROPIC_API_KEY}" under summary.model, and the key in the environment.',
      });
    }
    return createAnthropic(given)(model);
  }
  if (baseUrl === null) {
    throw new WatchdeskError("config", "summary: a model server with OpenAI's protocol needs an address", {
      hint: "Set its base URL, for example http://localhost:11434/v1 for Ollama.",
    });
  }
  return createOpenAICompatible({ ...given, baseURL: baseUrl, name: "summary" })(model);
}
