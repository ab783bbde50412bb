/** The embedding provider in the composition root. */
import type { Config } from "../config/load.js";
import type { Clock, Embedder, Log } from "../ports.js";
import type { Ledger } from "../summary/model/budget.js";

/**
 * The model's SDK is loaded only where a provider is configured; null: none is, and none is needed.
 *
 * @param ledger where the day's tokens are kept
 */
export async function openEmbedder(config: Config, clock: Clock, log: Log, ledger: Ledger): Promise<Embedder | null> {
  const server = config.stories.embedding;
  if (server === undefined) return null;
  const { createAskVector } = await import("../embedding/ask-vector.js");
  const { createEmbedder } = await import("../embedding/embedder.js");
  const { openSharedBudget } = await import("../summary/model/budget.js");
  const { name: model, baseUrl, apiKey = null, tokensPerDay, timeout: timeoutMs } = server;
  const ask = createAskVector({ baseUrl, apiKey, model });
  const budget = await openSharedBudget(tokensPerDay, { clock, ledger, log, stage: "group" });
  return createEmbedder({ ask, model, budget, clock, log, timeoutMs });
}
