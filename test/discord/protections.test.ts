import { describe, expect, test } from "vitest";
import { outgoing } from "../support/alerts.js";
import { startDiscordHarness } from "../support/discord-harness.js";
import { countFaults, signal } from "../support/notifier-contract.js";
import { discordWithoutLook, discordWithoutNonce, discordWithRetries } from "../support/protections.js";

describe("without one of its protections Discord's notifier repeats messages, and the suite counts them", () => {
  test("without the nonce", async () => {
    const harness = await startDiscordHarness({ client: discordWithoutNonce });
    expect((await countFaults(harness, "reset", "after")).repeated).toBeGreaterThan(0);
  });

  test("without the look for what is older than the nonce", async () => {
    const harness = await startDiscordHarness({ client: discordWithoutLook });
    expect((await countFaults(harness, "reset", "after")).repeated).toBeGreaterThan(0);
  });

  test("with the client's own retries and no nonce", async () => {
    const harness = await startDiscordHarness({ client: discordWithRetries });
    expect((await countFaults(harness, "500", "after")).repeated).toBeGreaterThan(0);
  });
});

test("the window that remains, a process frozen between its look and its write, repeats nothing in Discord while the nonce is remembered", async () => {
  const harness = await startDiscordHarness();
  const frozen = outgoing();
  await harness.notifier.send({ ...frozen, unsettledSince: harness.now() }, signal());
  await harness.notifier.send(frozen, signal());
  expect(harness.stored()).toHaveLength(1);
});
