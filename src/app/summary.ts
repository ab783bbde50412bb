/** The summariser in the composition root: sentences of the source, or a language model's words held against them. */
import type { Config } from "../config/load.js";
import type { Clock, Log, Summariser } from "../ports.js";
import { createExtractiveSummariser } from "../summary/extractive.js";
import type { Ledger } from "../summary/model/budget.js";

/**
 * The model's SDK is loaded only where a model is configured.
 *
 * @param ledger where the day's tokens are kept; null counts in this process alone
 */
export async function openSummariser(
  config: Config,
  clock: Clock,
  log: Log,
  ledger: Ledger | null,
): Promise<Summariser> {
  const extractive = createExtractiveSummariser();
  const server = config.summary.model;
  if (server === undefined) return extractive;
  const { createAsk } = await import("../summary/model/ask.js");
  const { createBudget, openSharedBudget } = await import("../summary/model/budget.js");
  const { createModelSummariser } = await import("../summary/model/model-summariser.js");
  const { provider, name: model, baseUrl = null, apiKey = null, tokensPerDay } = server;
  const budget =
    ledger === null
      ? createBudget(tokensPerDay, clock)
      : await openSharedBudget(tokensPerDay, { clock, ledger, log, stage: "summarise" });
  return createModelSummariser({
    ask: createAsk({ provider, model, baseUrl, apiKey }),
    fallback: extractive,
    budget,
    log,
    timeoutMs: server.timeout,
    translateTo: server.translateTo ?? null,
  });
}
