import { expect, test } from "vitest";
import { createAskVector } from "../../src/embedding/ask-vector.js";
import { createEmbedder } from "../../src/embedding/embedder.js";
import type { Log } from "../../src/ports.js";
import { createBudget } from "../../src/summary/model/budget.js";
import { type Answer, startEmbeddingServer } from "./embedding-server.js";

const VECTOR = [0.5, -0.25, 0.125, 0.5, 0.1, 0.2, -0.3, 0.4];
const good: Answer = () => VECTOR;
const broken: Answer = (_, response) => {
  response.statusCode = 500;
  response.end("{}");
  return null;
};

async function embedderFor(answer: Answer, over: { timeoutMs?: number; tokensPerDay?: number } = {}) {
  const server = await startEmbeddingServer(answer);
  const warned: Record<string, unknown>[] = [];
  const silent = () => {};
  const log: Log = { debug: silent, info: silent, warn: (fields) => warned.push({ ...fields }), error: silent };
  let now = 0;
  const clock = { now: () => now };
  const embedder = createEmbedder({
    ask: createAskVector({ baseUrl: server.url, apiKey: "secret-key", model: "small" }),
    model: "small",
    budget: createBudget(over.tokensPerDay ?? 1_000, clock),
    clock,
    log,
    timeoutMs: over.timeoutMs ?? 5_000,
  });
  return {
    server,
    warned,
    embed: (text = "A launch was detected") => embedder.embed(text),
    pass: (ms: number) => {
      now += ms;
    },
  };
}

test("a text is asked for by OpenAI's protocol, with the key and the model's name", async () => {
  const { server, embed } = await embedderFor(good);
  await embed("A launch was detected");
  expect(server.asked).toEqual([
    { path: "/v1/embeddings", key: "Bearer secret-key", model: "small", text: "A launch was detected" },
  ]);
});

test("a good answer becomes whole numbers under the model's name", async () => {
  const { embed } = await embedderFor(good);
  const meaning = await embed();
  expect(meaning?.model).toBe("small");
  expect(meaning?.values).toHaveLength(VECTOR.length);
});

test("no more than title and lead is sent", async () => {
  const { server, embed } = await embedderFor(good);
  await embed("word ".repeat(10_000));
  expect(server.asked[0]?.text.length).toBe(1_500);
});

test("a server that does not answer in time gives none", async () => {
  const { embed, warned } = await embedderFor(() => null, { timeoutMs: 20 });
  expect(await embed()).toBeNull();
  expect(warned[0]).toMatchObject({ stage: "group", reason: "the model server gave no answer in 0.02 s" });
});

const failing: [string, Answer][] = [
  ["that fails", broken],
  ["whose vector holds what is no number (NaN is null in JSON)", () => [...VECTOR.slice(1), null]],
  ["whose vector has no direction", () => VECTOR.map(() => 0)],
  ["whose vector is empty", () => []],
  ["whose vector has two values", () => [1, 2]],
  ["whose vector is longer than any model's", () => Array.from({ length: 5_000 }, () => 1)],
  [
    "that answers with a page",
    (_, response) => {
      response.end("<html>welcome</html>");
      return null;
    },
  ],
  [
    "that hangs up",
    (_, response) => {
      response.destroy();
      return null;
    },
  ],
];

test.each(failing)("a server %s gives none, and says so without the key", async (_, answer) => {
  const { embed, warned } = await embedderFor(answer);
  expect(await embed()).toBeNull();
  expect(warned).toHaveLength(1);
  expect(JSON.stringify(warned)).not.toContain("secret");
});

const told: [number, string][] = [
  [401, "the model server answers 401: check stories.embedding.apiKey"],
  [404, "the model server answers 404: check stories.embedding.baseUrl (most end in /v1) and stories.embedding.name"],
  [503, "the model server answers 503: the fault is the server's"],
];

test.each(told)("of an answer of %i is said what to look at", async (status, reason) => {
  const { embed, warned } = await embedderFor((_, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end('{"error":{"message":"no"}}');
    return null;
  });
  await embed();
  expect(warned[0]).toMatchObject({ reason });
});

test("a vector of another length than before is none", async () => {
  const { server, embed, warned } = await embedderFor(good);
  await embed();
  server.answer(() => [...VECTOR, 1]);
  expect(await embed()).toBeNull();
  expect(warned[0]).toMatchObject({ reason: "its vectors had 8 values, this has 9" });
});

test("after three failures the server is left alone for a minute", async () => {
  const { server, embed, pass } = await embedderFor(broken);
  for (let i = 0; i < 5; i++) await embed();
  expect(server.asked).toHaveLength(3);
  server.answer(good);
  pass(59_000);
  expect(await embed()).toBeNull();
  pass(1_000);
  expect(await embed()).not.toBeNull();
});

test("a failure between good answers does not count with later ones", async () => {
  const { server, embed } = await embedderFor(broken);
  for (const answer of [broken, broken, good, broken, broken, good]) {
    server.answer(answer);
    await embed();
  }
  expect(server.asked).toHaveLength(6);
});

test("after a rest another model may stand behind the name", async () => {
  const { server, embed, pass } = await embedderFor(good);
  await embed();
  server.answer(() => [...VECTOR, 1]);
  for (let i = 0; i < 3; i++) await embed();
  pass(60_000);
  expect((await embed())?.values).toHaveLength(9);
});

test("a day's budget that is spent asks no more until the next day", async () => {
  const { server, embed, pass } = await embedderFor(good, { tokensPerDay: 10 });
  for (let i = 0; i < 4; i++) await embed();
  expect(server.asked).toHaveLength(2);
  pass(86_400_000);
  await embed();
  expect(server.asked).toHaveLength(3);
});
