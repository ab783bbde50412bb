/** The list of requests that the Discord of the tests takes, and that it takes nothing else. */
import { describe, expect, test } from "vitest";
import { HAS_OPENAPI, openApiDocument } from "../support/discord-contract.js";
import { KNOWN, requestViolations, type SentRequest } from "../support/discord-requests.js";

const sent = (part: Partial<SentRequest> = {}): SentRequest => ({
  method: "GET",
  path: "/channels/1/messages",
  query: new URLSearchParams(),
  headers: { "user-agent": "DiscordBot (https://discord.js.org, 2.0.0)", authorization: "Bot token" },
  body: null,
  ...part,
});
const { headers } = sent();

test("what the bot asks is right", () => {
  expect(requestViolations(sent({ query: new URLSearchParams({ limit: "100", after: "7" }) }))).toEqual([]);
});

test.each<[string, Partial<SentRequest>, RegExp]>([
  ["a path that nobody knows", { path: "/channels/1/pins" }, /no request that is known/],
  ["another method", { method: "DELETE" }, /no request that is known/],
  ["an id that is none", { path: "/channels/general/messages" }, /no request that is known/],
  ["a query that is not known", { query: new URLSearchParams({ limti: "1" }) }, /limti/],
  ["a limit beyond Discord's", { query: new URLSearchParams({ limit: "101" }) }, /limit/],
  ["a body where none belongs", { body: {}, headers: { ...headers, "content-type": "application/json" } }, /a body/],
  ["no body where one belongs", { method: "POST" }, /no body/],
  ["a body that is not called JSON", { method: "POST", body: {} }, /not called JSON/],
  ["no token", { headers: { "user-agent": headers["user-agent"] } }, /no bot's token/],
  ["a token to a webhook", { path: "/webhooks/1/secret" }, /where none belongs/],
  ["no user agent", { headers: { authorization: "Bot token" } }, /user agent/],
  ["a reason for the audit log", { headers: { ...headers, "x-audit-log-reason": "why" } }, /audit log/],
])("%s is told", (_what, part, told) => {
  expect(requestViolations(sent(part)).join("; ")).toMatch(told);
});

test("a webhook's secret is not told", () => {
  expect(requestViolations(sent({ path: "/webhooks/1/secret/x/y" })).join("; ")).not.toContain("secret");
});

interface Operation {
  parameters?: { name: string; in: string }[];
  requestBody?: unknown;
}

describe.runIf(HAS_OPENAPI)("held against Discord's own document (left out without the data)", () => {
  const { paths } = HAS_OPENAPI ? openApiDocument() : { paths: {} };

  test.each(KNOWN)("$method $path is as it says", ({ method, path, query, body }) => {
    const operation: Operation | undefined = paths[path]?.[method.toLowerCase()];
    expect(operation).toBeDefined();
    const queries = (operation?.parameters ?? []).filter((one) => one.in === "query").map(({ name }) => name);
    expect(queries).toEqual(expect.arrayContaining(Object.keys(query?.shape ?? {})));
    expect(operation?.requestBody === undefined).toBe(body === undefined);
    const named = Array.isArray(body) ? body[0] : body;
    if (named !== undefined && named !== "gateway") {
      expect(JSON.stringify(operation?.requestBody)).toContain(`schemas/${named}"`);
    }
  });
});
