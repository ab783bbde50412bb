/** The summariser in the composition root: sentences of the source, or a language model's words held against them. */
import type { Config } from "../config/load.js";
import type { Clock, Log, Summariser } from "../ports.js";
import { createExtractiveSummariser } from "../summary/extractive.js";

/** The model's SDK is loaded only where a model is configured. */
export async function openSummariser(config: Config, clock: Clock, log: Log): Promise<Summariser> {
  const extractive = createExtractiveSummariser();
  const server = config.summary.model;
  if (server === undefined) return extractive;
  const { createAsk } = await import("../summary/model/ask.js");
  const { createBudget } = await import("../summary/model/budget.js");
  const { createModelSummariser } = await import("../summary/model/model-summariser.js");
  const { provider, name: model, baseUrl = null, apiKey = null } = server;
  return createModelSummariser({
    ask: createAsk({ provider, model, baseUrl, apiKey }),
    fallback: extractive,
    budget: createBudget(server.tokensPerDay, clock),
    log,
    timeoutMs: server.timeout,
    translateTo: server.translateTo ?? null,
  });
}
