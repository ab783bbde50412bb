/** What a chat platform's webhook does as a channel, alike on both: it posts, names its alert in a note, and cannot look. */
import { expect, test } from "vitest";
import type { Outgoing, SendResult } from "../../src/model.js";
import { noteBody } from "./alerts.js";
import type { Fault } from "./chat-faults.js";

export interface StartedWebhook {
  send(part?: Partial<Outgoing>): Promise<SendResult>;
  /** Each message that stands there, whole, as text. */
  stored(): string[];
  /** Each request that came, whole, as text. */
  requests(): string[];
  fail(fault: Fault): void;
  /** Whoever owns it takes it away. */
  revoke(): void;
  /** The part of its address that nobody may see. */
  secret: string;
}

const HEADLINE = "New building seen at the northern test site";

export function webhookContract(start: () => Promise<StartedWebhook>): void {
  async function sent() {
    const webhook = await start();
    const first = await webhook.send();
    if (first.kind !== "sent") throw new Error("not sent");
    return { ...webhook, first };
  }

  test("posts an alert once", async () => {
    const { stored } = await sent();
    expect(stored()).toEqual([expect.stringContaining(HEADLINE)]);
  });

  test("names in a note the alert that it is about", async () => {
    const { send, stored, first } = await sent();
    await send({ key: "n1", body: noteBody(), parent: first.reference });
    expect(stored()[1]).toContain(HEADLINE);
    expect(stored()[1]).toContain("A second source reports the same.");
  });

  test("shows no buttons, and sends no token of a bot", async () => {
    const { requests } = await sent();
    expect(requests()).not.toEqual([]);
    for (const request of requests())
      expect(request).not.toMatch(/"actions"|"components"|action_id|custom_id|xoxb|Bot /);
  });

  test("sends again after a lost answer, since it cannot look: twice at worst, never lost", async () => {
    const { send, stored, fail } = await start();
    fail({ kind: "reset", moment: "after" });
    expect(await send()).toMatchObject({ kind: "retry", unsettled: true });
    expect(await send({ unsettledSince: 1 })).toMatchObject({ kind: "sent" });
    expect(stored()).toHaveLength(2);
  });

  test("that is revoked closes its channel with what to do, and without its secret", async () => {
    const { send, revoke, secret } = await start();
    revoke();
    const result = await send();
    expect(result).toMatchObject({ kind: "rejected", scope: "channel", hint: expect.stringMatching(/new.*webhook/) });
    expect(JSON.stringify(result)).not.toContain(secret);
  });
}
