/** How sockets are opened: names resolved by the guard, and the address that was reached checked once more. */
import { Agent, buildConnector, type Dispatcher, Pool, ProxyAgent } from "undici";
import type { Guard } from "./guard.js";

/** A server that does not take the connection in this time is not there. */
export const CONNECT_TIMEOUT_MS = 10_000;
/**
 * Idle connections are kept this long for the next feed of the same host, whatever the server offers: with thousands
 * of hosts, idle connections are what fills the memory.
 */
const KEEP_ALIVE = { keepAliveTimeout: 400, keepAliveMaxTimeout: 400 };

/** Opens sockets for undici; every one of them has passed the guard. */
export function createConnector(guard: Guard, connectTimeoutMs: number): buildConnector.connector {
  const connect = buildConnector({ lookup: guard.lookup, timeout: connectTimeoutMs });
  return (options, callback) => {
    connect(options, (error, socket) => {
      if (error !== null) return callback(error, null);
      try {
        guard.checkReached(options.hostname, socket.remoteAddress);
      } catch (refusal) {
        socket.destroy();
        return callback(refusal as Error, null);
      }
      return callback(null, socket);
    });
  };
}

/** Asks servers directly. */
export function createDirect(guard: Guard, connections: number, connectTimeoutMs: number): Dispatcher {
  const connect = createConnector(guard, connectTimeoutMs);
  return new Agent({
    factory: (origin, options) => new Pool(origin, { ...options, connect, connections }),
    ...KEEP_ALIVE,
  });
}

/**
 * Asks through a proxy: plain for http, by a tunnel for https. The proxy itself is the operator's own choice and may
 * stand in the local network; it resolves the names, so the guard sees addresses written out and local names only.
 */
export function createProxied(proxy: string, connections: number, connectTimeoutMs: number): Dispatcher {
  const url = new URL(proxy);
  const user = decodeURIComponent(url.username);
  const token = user === "" ? null : `${user}:${decodeURIComponent(url.password)}`;
  url.username = "";
  url.password = "";
  return new ProxyAgent({
    uri: url.href,
    ...(token === null ? {} : { token: `Basic ${Buffer.from(token).toString("base64")}` }),
    proxyTunnel: false,
    connections,
    ...KEEP_ALIVE,
    proxyTls: { timeout: connectTimeoutMs },
    requestTls: { timeout: connectTimeoutMs },
  });
}
