/** Real servers on loopback for tests of the HTTP client: one that speaks HTTP and one that speaks whatever it is told. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createNetServer, type Server, type Socket } from "node:net";

export interface TestServer {
  /** `http://127.0.0.1:PORT`, without slash at the end. */
  url: string;
  port: number;
  /** What was asked so far, in order. */
  requests: IncomingMessage[];
  /** Connections open now and at most. */
  connections: { open: number; most: number; total: number };
  close(): Promise<void>;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Serves HTTP; the handler answers each request. */
export async function startServer(handler: Handler): Promise<TestServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    handler(request, response);
  });
  return listen(server, requests);
}

/** Gives each connection to the test as it is. */
export async function startRawServer(handler: (socket: Socket) => void): Promise<TestServer> {
  const server = createNetServer((socket) => {
    socket.on("error", () => undefined);
    handler(socket);
  });
  return listen(server, []);
}

async function listen(server: Server, requests: IncomingMessage[]): Promise<TestServer> {
  const sockets = new Set<Socket>();
  const connections = { open: 0, most: 0, total: 0 };
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    connections.total += 1;
    connections.open += 1;
    connections.most = Math.max(connections.most, connections.open);
    socket.on("error", () => undefined);
    socket.on("close", () => {
      sockets.delete(socket);
      connections.open -= 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    connections,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
