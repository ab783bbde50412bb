import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import { describe, expect, test } from "vitest";
import { classify } from "../../src/discord/classify.js";

const says = (status: number, code: number) =>
  new DiscordAPIError({ code, message: "no" }, code, status, "POST", "http://discord.test", {
    files: undefined,
    body: {},
  });
const limited = (part: object) =>
  new RateLimitError({
    global: false,
    hash: "",
    limit: 5,
    majorParameter: "",
    method: "POST",
    retryAfter: 0,
    route: "",
    scope: "user",
    sublimitTimeout: 0,
    timeToReset: 0,
    url: "",
    ...part,
  });
const failed = (code: string) => Object.assign(new Error("failed"), { code });

describe("Discord's answers", () => {
  test.each([
    [404, 10003],
    [400, 220001],
    [403, 50001],
    [403, 50013],
    [401, 0],
    [403, 0],
  ])("%i with code %i rejects the channel with a hint", (status, code) => {
    expect(classify(says(status, code))).toMatchObject({
      kind: "rejected",
      scope: "channel",
      hint: expect.any(String),
    });
  });

  test.each([
    [404, 10008],
    [400, 50035],
    [403, 50005],
    [400, 160005],
  ])("%i with code %i rejects this message alone", (status, code) => {
    expect(classify(says(status, code))).toMatchObject({ kind: "rejected", scope: "delivery" });
  });

  test.each([
    [400, 20016],
    [400, 20028],
    [400, 30046],
    [503, 130000],
  ])("%i with code %i is a settled retry", (status, code) => {
    expect(classify(says(status, code))).toMatchObject({ kind: "retry", unsettled: false });
  });

  test.each([500, 502, 503, 504])("status %i is an unsettled retry", (status) => {
    const error = new HTTPError(status, "", "POST", "http://discord.test", { files: undefined, body: {} });
    expect(classify(error)).toMatchObject({ kind: "retry", unsettled: true });
  });

  test("a limit of the channel is the channel's, one of all is the account's", () => {
    expect(classify(limited({ retryAfter: 1500 }))).toMatchObject({
      scope: "channel",
      afterMs: 1500,
      unsettled: false,
    });
    expect(classify(limited({ global: true, timeToReset: 800 }))).toMatchObject({ scope: "account", afterMs: 800 });
  });

  test("a limit that does not say how long leaves it to the back-off", () => {
    expect(classify(limited({ timeToReset: Number.NaN }))).toMatchObject({ kind: "retry", afterMs: null });
  });

  test.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"])("%s holds the account back, settled", (code) => {
    expect(classify(failed(code))).toMatchObject({ kind: "retry", scope: "account", unsettled: false });
  });

  test.each([failed("ECONNRESET"), new SyntaxError("half"), new DOMException("late", "AbortError"), "thrown", null])(
    "%o is an unsettled retry",
    (error) => {
      expect(classify(error)).toMatchObject({ kind: "retry", unsettled: true });
    },
  );
});
