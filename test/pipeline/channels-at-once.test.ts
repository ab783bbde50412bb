import { expect, test } from "vitest";
import type { SendResult } from "../../src/model.js";
import { createPipeline } from "../../src/pipeline/run.js";
import type { Notifier } from "../../src/ports.js";
import { runningClock } from "../support/clocks.js";
import { emptyStore } from "../support/empty-store.js";
import { pipelineOptions } from "../support/load-life.js";
import { wanted } from "../support/store-builders.js";

const MANY = 40;

test("no channel waits for another's pace: all that have something due are drained at once", async () => {
  const store = await emptyStore(runningClock);
  const ids = Array.from({ length: MANY }, (_, index) => `channel-${index}`);
  await store.deliveries.syncChannels(ids.map((id) => ({ id, account: null, settings: "" })));
  const message = { severity: "info" as const, title: "Word", text: "", hint: null };
  await store.deliveries.want(
    ids.map((channel) => wanted({ channel, kind: "operator" }, { body: { kind: "operator", message } })),
  );
  const underWay = new Set<string>();
  let answer = (_result: SendResult) => {};
  const answered = new Promise<SendResult>((resolve) => {
    answer = resolve;
  });
  let tell = () => {};
  const allUnderWay = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const notifierOf = (id: string): Notifier => ({
    platform: "slack",
    gapMs: 0,
    send() {
      underWay.add(id);
      if (underWay.size === MANY) tell();
      return answered;
    },
  });
  const notifiers = new Map(ids.map((id) => [id, notifierOf(id)]));
  const pipeline = createPipeline(pipelineOptions(store, runningClock, notifiers));
  await pipeline.beat();
  await allUnderWay;
  answer({ kind: "sent", reference: "r", url: null });
  await pipeline.stop();
  expect(await store.deliveries.nextDueInMs(ids)).toBeNull();
}, 20_000);
