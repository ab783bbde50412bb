import { describe, expect, test } from "vitest";
import { outgoing } from "../support/alerts.js";
import { countFaults, signal } from "../support/notifier-contract.js";
import { slackWithoutLook, slackWithRetries } from "../support/protections.js";
import { startSlackHarness } from "../support/slack-harness.js";

describe("without one of its protections Slack's notifier repeats messages, and the suite counts them", () => {
  test("without the look before a second post", async () => {
    const harness = await startSlackHarness({ client: slackWithoutLook });
    expect((await countFaults(harness, "reset", "after")).repeated).toBeGreaterThan(0);
  });

  test("with the client's own retries", async () => {
    const harness = await startSlackHarness({ client: slackWithRetries });
    expect((await countFaults(harness, "500", "after")).repeated).toBeGreaterThan(0);
  });

  test("when a pipeline forgets that a try was unsettled", async () => {
    const harness = await startSlackHarness({
      outgoing: (outgoing) => ({ ...outgoing, unsettledSince: null }),
    });
    expect((await countFaults(harness, "half", "after")).repeated).toBeGreaterThan(0);
  });
});

test("the window that remains, a process frozen between its look and its write, repeats in Slack, which has nothing like a nonce", async () => {
  const harness = await startSlackHarness();
  const frozen = outgoing();
  await harness.notifier.send({ ...frozen, unsettledSince: harness.now() }, signal());
  await harness.notifier.send(frozen, signal());
  expect(harness.stored()).toHaveLength(2);
});
