/** Steps that tests of deliveries share. */
import { expect } from "vitest";
import type { DeliveryKey, SendResult } from "../../src/model.js";
import type { Delivery } from "../../src/ports.js";
import { LEASE_MS } from "./store-builders.js";
import type { StoreUnderTest } from "./store-contract.js";

export const SENT: SendResult = { kind: "sent", reference: "m1", url: "https://chat.example/m1" };
export const NOTE = { kind: "note", ordinal: "corroborated@2" } as const;

export const retry = (unsettled: boolean): SendResult => ({
  kind: "retry",
  reason: "HTTP 503",
  afterMs: null,
  scope: "delivery",
  unsettled,
});

export async function held({ store }: StoreUnderTest, owner = "one", account: string | null = null): Promise<void> {
  const channels = [
    { id: "desk", account, settings: "1" },
    { id: "ops", account, settings: "1" },
  ];
  await store.deliveries.syncChannels(channels);
  const claim = await store.deliveries.claimChannel({ owner, leaseMs: LEASE_MS, channels: ["desk"] });
  if (!claim) throw new Error("nothing is due in the channel");
}

export async function onlyDue({ store }: StoreUnderTest): Promise<Delivery> {
  const [due, ...more] = await store.deliveries.due("desk", 10);
  if (!due || more.length > 0) throw new Error(`${more.length + (due ? 1 : 0)} are due`);
  return due;
}

export async function tryOnce(
  { store }: StoreUnderTest,
  key: DeliveryKey,
  result: SendResult,
  retryInMs = 0,
): Promise<void> {
  expect(await store.deliveries.begin(key, "one", 1000)).toBe(true);
  expect(await store.deliveries.settle(key, "one", { revision: 1, result, retryInMs })).toBe(true);
}
