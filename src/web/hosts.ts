/** Manners towards one host: so many exchanges at once, so long between two, and silence when it asked for it. */
import { WatchdeskError } from "../errors.js";
import type { Clock, Random } from "../ports.js";

/** A request that would have to wait longer for its turn is given back to the scheduler instead. */
export const MAX_QUEUE_MS = 120_000;
/** After a wait that the server asked for, its feeds come back spread over this share of it. */
const SPREAD = 0.1;
/** Hosts of which nothing is under way are forgotten beyond this many. */
const MAX_HOSTS = 20_000;

export interface HostLimits {
  /** Exchanges at once with one host. */
  connections: number;
  /** ms between the starts of two exchanges with one host; 0 for none. */
  minIntervalMs: number;
  /** Hosts that want a longer pause, by name. */
  paces: Record<string, number>;
}

export interface HostGate {
  /** Waits for a turn; answers what ends it. Throws `limit` when the queue is too long, or the signal's reason. */
  enter(host: string, signal: AbortSignal): Promise<() => void>;
  /** The host asked for silence of so many ms. */
  hold(host: string, ms: number): void;
  /** ms of the silence that are left, spread a little so that not all return at once; 0 when there is none. */
  heldMs(host: string): number;
}

interface HostState {
  busy: number;
  nextStartAt: number;
  heldUntil: number;
  waiting: (() => void)[];
}

export function createHostGate(limits: HostLimits, clock: Clock, random: Random): HostGate {
  const hosts = new Map<string, HostState>();

  const stateOf = (host: string): HostState => {
    const known = hosts.get(host);
    if (known !== undefined) return known;
    if (hosts.size >= MAX_HOSTS) forgetIdle(hosts, clock.now());
    const fresh: HostState = { busy: 0, nextStartAt: 0, heldUntil: 0, waiting: [] };
    hosts.set(host, fresh);
    return fresh;
  };

  return {
    async enter(host, signal) {
      const state = stateOf(host);
      const pause = limits.paces[host] ?? limits.minIntervalMs;
      if (state.waiting.length * pause + state.nextStartAt - clock.now() > MAX_QUEUE_MS) {
        throw new WatchdeskError("limit", `too many requests are waiting for ${host}`, {
          hint: `${host} is asked once in ${pause} ms: poll its feeds less often`,
        });
      }
      await seat(state, limits.connections, signal);
      try {
        const now = clock.now();
        const startAt = Math.max(now, state.nextStartAt);
        state.nextStartAt = startAt + pause;
        if (startAt > now) await clock.sleep(startAt - now, signal);
        signal.throwIfAborted();
      } catch (error) {
        leave(state);
        throw error;
      }
      return () => leave(state);
    },

    hold(host, ms) {
      const state = stateOf(host);
      state.heldUntil = Math.max(state.heldUntil, clock.now() + ms);
    },

    heldMs(host) {
      const left = (hosts.get(host)?.heldUntil ?? 0) - clock.now();
      return left <= 0 ? 0 : Math.ceil(left * (1 + SPREAD * random()));
    },
  };
}

/** Takes a seat at once or queues for one. */
async function seat(state: HostState, seats: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (state.busy < seats) {
    state.busy += 1;
    return;
  }
  await new Promise<void>((resolve, reject) => {
    const take = () => {
      signal.removeEventListener("abort", give);
      resolve();
    };
    const give = () => {
      state.waiting.splice(state.waiting.indexOf(take), 1);
      reject(signal.reason);
    };
    state.waiting.push(take);
    signal.addEventListener("abort", give, { once: true });
  });
}

/** Hands the seat to the next in the queue, or frees it. */
function leave(state: HostState): void {
  const next = state.waiting.shift();
  if (next === undefined) state.busy -= 1;
  else next();
}

function forgetIdle(hosts: Map<string, HostState>, now: number): void {
  for (const [host, state] of hosts) {
    if (state.busy === 0 && state.nextStartAt <= now && state.heldUntil <= now) hosts.delete(host);
  }
}
