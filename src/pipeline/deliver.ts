/**
 * Drains one channel: sends or edits its due deliveries in order, and settles each. A try is written down before it is
 * made, so that whoever comes after a crash knows that a message may be there already.
 */
import { asWatchdeskError } from "../errors.js";
import type { Alert, MessageBody, Outgoing, SendResult } from "../model.js";
import type { ChannelClaim, Clock, Delivery, Log, Notifier, Random, Store } from "../ports.js";
import { type ComposeDeps, composeAlert, shownRevision } from "./compose.js";
import { restMsOf } from "./edit-rest.js";
import { operatorWord } from "./operators.js";

export interface DeliverDeps extends ComposeDeps {
  store: Store;
  notifiers: Map<string, Notifier>;
  clock: Clock;
  random: Random;
  log: Log;
  owner: string;
  operators: string[];
  /** Aborted when the process has to end. */
  signal: AbortSignal;
}

/** How long a channel is held; renewed before each send. The channel of a process that died waits for so long. */
export const CHANNEL_LEASE_MS = 25_000;
/** One send may take so long, all of its requests together. */
export const SEND_TIMEOUT_MS = 15_000;
/** A send begins only while the claim lasts longer than the send may take. */
export const NEEDED_MS = SEND_TIMEOUT_MS + 3_000;
/** Gaps up to this are waited for with the channel in hand; a longer pause gives it back. */
const MAX_HELD_GAP_MS = 5_000;
const RETRY_FIRST_MS = 1_000;
const RETRY_MAX_MS = 300_000;
/** Deliveries loaded at once. */
const BATCH = 20;

/** Resolves when nothing is due in the channel, its pace holds it back, or the claim is lost. Always releases. */
export async function drainChannel(deps: DeliverDeps, claim: ChannelClaim): Promise<void> {
  const notifier = deps.notifiers.get(claim.channel);
  try {
    while (notifier && !deps.signal.aborted) {
      const due = await deps.store.deliveries.due(claim.channel, BATCH);
      if (due.length === 0) return;
      for (const delivery of due) {
        if (deps.signal.aborted || !(await deliverOne(deps, notifier, delivery))) return;
      }
    }
  } finally {
    await deps.store.deliveries.release(claim.channel, deps.owner);
  }
}

/** False when the channel has to be left for now. */
async function deliverOne(deps: DeliverDeps, notifier: Notifier, delivery: Delivery): Promise<boolean> {
  const { key } = delivery;
  const drawn = await draw(deps, delivery);
  const { deliveries } = deps.store;
  if (!(await deliveries.extend(key.channel, deps.owner, CHANNEL_LEASE_MS))) return false;
  if (!(await deliveries.begin(key, deps.owner, NEEDED_MS))) return false;
  const outgoing: Omit<Outgoing, "body"> = {
    key: delivery.shortKey,
    revision: drawn.revision,
    reference: delivery.reference,
    parent: delivery.parent,
    unsettledSince: delivery.unsettledSince,
    urgent: delivery.urgent,
  };
  const result = drawn.body ? await send(notifier, { ...outgoing, body: drawn.body }, deps.signal) : GONE;
  const retry = result.kind === "retry" ? (result.afterMs ?? retryInMs(delivery.attempts, deps.random)) : 0;
  // Before the settling, which closes the channel: a crash between the two must not leave the operators untold.
  if (result.kind === "rejected" && result.scope === "channel") await tellRejected(deps, delivery, result);
  const outcome = { revision: drawn.revision, result, retryInMs: retry, restMs: drawn.restMs };
  const settled = await deliveries.settle(key, deps.owner, outcome);
  if (!settled) return false;
  return after(deps, notifier, delivery, result, retry);
}

const GONE: SendResult = { kind: "rejected", reason: "the story is no longer kept", hint: null, scope: "delivery" };

/** Exponential with full jitter above half; the first retry comes within a second. */
function retryInMs(attempts: number, random: Random): number {
  const ceiling = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** Math.min(attempts, 20));
  return Math.round(ceiling / 2 + (random() * ceiling) / 2);
}

async function send(notifier: Notifier, outgoing: Outgoing, ending: AbortSignal): Promise<SendResult> {
  try {
    return await notifier.send(outgoing, AbortSignal.any([ending, AbortSignal.timeout(SEND_TIMEOUT_MS)]));
  } catch (error) {
    // A notifier never throws; should one do so, the message may be there: look before posting again.
    const reason = asWatchdeskError(error).message;
    return { kind: "retry", reason, afterMs: null, scope: "delivery", unsettled: true };
  }
}

/** What a result means for the rest of the channel. */
async function after(
  deps: DeliverDeps,
  notifier: Notifier,
  delivery: Delivery,
  result: SendResult,
  retry: number,
): Promise<boolean> {
  const { channel } = delivery.key;
  switch (result.kind) {
    case "sent":
      if (notifier.gapMs === 0) return true;
      await deps.store.deliveries.pace(channel, deps.owner, "channel", notifier.gapMs);
      if (notifier.gapMs > MAX_HELD_GAP_MS) return false;
      await deps.clock.sleep(notifier.gapMs, deps.signal);
      return true;
    case "retry": {
      // A limit that is kept to is no fault.
      const log = result.scope === "delivery" && result.afterMs !== null ? deps.log.debug : deps.log.warn;
      log.call(deps.log, { stage: "deliver", channel, reason: result.reason, retryInMs: retry }, "not delivered yet");
      if (result.scope === "delivery") return true;
      await deps.store.deliveries.pace(channel, deps.owner, result.scope, retry);
      return false;
    }
    case "rejected": {
      if (result.removed) {
        deps.log.info({ stage: "deliver", channel, reason: result.reason }, "a person deleted it; it stays deleted");
        return true;
      }
      deps.log.error({ stage: "deliver", channel, reason: result.reason, hint: result.hint }, "rejected for good");
      return result.scope === "delivery";
    }
  }
}

async function tellRejected(
  deps: DeliverDeps,
  delivery: Delivery,
  { reason, hint }: Extract<SendResult, { kind: "rejected" }>,
): Promise<void> {
  const { channel } = delivery.key;
  const others = deps.operators.filter((one) => one !== channel);
  await deps.store.deliveries.want(
    operatorWord(others, `channel ${channel}`, delivery.shortKey, {
      severity: "problem",
      title: `Nothing can be sent to the channel ${channel}`,
      text: `${reason}. It is left alone from now on; alerts for it are kept.`,
      hint: hint ?? "Mend the channel's settings and restart; what waits is sent then.",
    }),
  );
}

/** A merged story's message leads to the elder's in the same channel, where that stands already. */
async function linkedToElder(deps: DeliverDeps, delivery: Delivery, alert: Alert): Promise<Alert> {
  if (alert.mergedInto === null) return alert;
  return { ...alert, mergedInto: { ...alert.mergedInto, url: await alertUrl(deps, delivery, alert.mergedInto.story) } };
}

/** A note can name its alert, for where it does not hang under it. */
async function linkedToAlert(deps: DeliverDeps, delivery: Delivery, body: MessageBody): Promise<MessageBody> {
  if (body.kind !== "note") return body;
  const story = await deps.store.stories.get(body.note.story);
  if (story === null) return body;
  const about = { headline: story.headline, url: await alertUrl(deps, delivery, story.id) };
  return { kind: "note", note: { ...body.note, about } };
}

/** The address of the story's newest alert in the same channel; null while none stands there. */
async function alertUrl({ store }: DeliverDeps, { key }: Delivery, story: string): Promise<string | null> {
  const alerts = (await store.queries.deliveriesOf(story)).filter(
    (one) => one.key.kind === "alert" && one.key.channel === key.channel,
  );
  return alerts.findLast((one) => one.url !== null)?.url ?? null;
}

interface Drawn {
  body: MessageBody | null;
  revision: number;
  /** Before growth edits it again. */
  restMs: number;
}

/** The message as it stands now; no body when there is nothing to show any more. */
async function draw(deps: DeliverDeps, delivery: Delivery): Promise<Drawn> {
  if (delivery.body !== null) {
    const body = await linkedToAlert(deps, delivery, delivery.body);
    return { body, revision: delivery.wantedRevision, restMs: 0 };
  }
  const story = await deps.store.stories.get(delivery.key.subject);
  if (story === null) return { body: null, revision: delivery.wantedRevision, restMs: 0 };
  const alert = await linkedToElder(deps, delivery, await composeAlert(story, deps, deps.signal));
  const restMs = restMsOf(deps.clock.now() - story.openedAt);
  return { body: { kind: "alert", alert }, revision: shownRevision(story), restMs };
}
