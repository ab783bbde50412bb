/** The embedding provider in the composition root. */
import type { Config } from "../config/load.js";
import type { Clock, Embedder, Log } from "../ports.js";

/** The model's SDK is loaded only where a provider is configured; null: none is, and none is needed. */
export async function openEmbedder(config: Config, clock: Clock, log: Log): Promise<Embedder | null> {
  const server = config.stories.embedding;
  if (server === undefined) return null;
  const { createAskVector } = await import("../embedding/ask-vector.js");
  const { createEmbedder } = await import("../embedding/embedder.js");
  const { createBudget } = await import("../summary/model/budget.js");
  const { name: model, baseUrl, apiKey = null, tokensPerDay, timeout: timeoutMs } = server;
  const ask = createAskVector({ baseUrl, apiKey, model });
  return createEmbedder({ ask, model, budget: createBudget(tokensPerDay, clock), clock, log, timeoutMs });
}
