import { describe, expect, test } from "vitest";
import { countFaults, FAULT_TIMEOUT_MS } from "../support/notifier-contract.js";
import { slackWithoutLook, slackWithRetries } from "../support/protections.js";
import { startSlackHarness } from "../support/slack-harness.js";

describe("without one of its protections Slack's notifier repeats messages, and the suite counts them", () => {
  test("without the look before a second post", async () => {
    const harness = await startSlackHarness({ client: slackWithoutLook, timeoutMs: FAULT_TIMEOUT_MS });
    expect((await countFaults(harness, "reset", "after")).repeated).toBeGreaterThan(0);
  });

  test("with the client's own retries", async () => {
    const harness = await startSlackHarness({ client: slackWithRetries });
    expect((await countFaults(harness, "500", "after")).repeated).toBeGreaterThan(0);
  });

  test("when a pipeline forgets that a try was unsettled", async () => {
    const harness = await startSlackHarness({
      outgoing: (outgoing) => ({ ...outgoing, unsettledSince: null }),
      timeoutMs: FAULT_TIMEOUT_MS,
    });
    expect((await countFaults(harness, "half", "after")).repeated).toBeGreaterThan(0);
  });
});
