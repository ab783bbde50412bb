/** What the Slack of the tests refuses of a request beside its messages. */
import { expect, test } from "vitest";
import { slackAckViolations, slackHeaderViolations, slackViolations } from "../support/slack-contract.js";

const CHANNEL = { channel: "C0TEST" };

test.each<[string, Record<string, unknown>]>([
  ["auth.test", {}],
  ["apps.connections.open", {}],
  ["conversations.info", CHANNEL],
  ["conversations.history", { ...CHANNEL, oldest: "1700000000.5", limit: "200", inclusive: true }],
  ["conversations.replies", { ...CHANNEL, ts: "1700000000.000001", limit: "1" }],
])("%s is right with %o", (method, args) => {
  expect(slackViolations(method, args)).toEqual([]);
});

test.each<[string, Record<string, unknown>, string]>([
  ["conversations.list", {}, "not a known method"],
  ["auth.test", CHANNEL, "takes no channel"],
  ["conversations.info", {}, "lacks channel"],
  ["conversations.history", { ...CHANNEL, limit: "1000" }, "limit"],
  ["conversations.history", { ...CHANNEL, oldest: "yesterday" }, "oldest is no timestamp"],
  ["conversations.replies", CHANNEL, "lacks ts"],
  ["views.open", { trigger_id: "1", view: { ...aView(), submit: undefined } }, "no button to submit"],
  ["views.open", { trigger_id: "1", view: aView(3001) }, "3,000 characters"],
])("%s with %o is told", (method, args, told) => {
  expect(slackViolations(method, args).join("; ")).toContain(told);
});

test.each<[string, Record<string, string>, string]>([
  ["auth.test", { "content-type": "application/x-www-form-urlencoded" }, "bears no token"],
  ["auth.test", { "content-type": "text/plain", authorization: "Bearer xoxb-1" }, "is sent as text/plain"],
  ["response_url", { "content-type": "application/json", authorization: "Bearer xoxb-1" }, "is sent a token"],
])("%s with %o is told", (method, headers, told) => {
  expect(slackHeaderViolations(method, headers).join("; ")).toContain(told);
});

test("an acknowledgement holds its envelope and nothing that Slack does not know", () => {
  expect(slackAckViolations({ envelope_id: "1" })).toEqual([]);
  expect(slackAckViolations({ envelope_id: "1", text: "done" })).toEqual(["an acknowledgement takes no text"]);
});

function aView(maxLength = 500) {
  const plain = (text: string) => ({ type: "plain_text", text });
  const element = { type: "plain_text_input", action_id: "reason", max_length: maxLength };
  const blocks = [{ type: "input", label: plain("Why?"), element }];
  return { type: "modal", title: plain("Not relevant"), submit: plain("Send"), close: plain("Cancel"), blocks };
}
