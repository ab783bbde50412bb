import { webApi } from "@slack/bolt";
import { describe, expect, test } from "vitest";
import { classify } from "../../src/slack/classify.js";

const { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } = webApi;
const says = (error: string) => new WebAPIPlatformError({ ok: false, error });
const failed = (code: string) =>
  Object.assign(new Error("fetch failed"), { cause: Object.assign(new Error(code), { code }) });

describe("Slack's answers", () => {
  test.each([
    ["internal_error", true],
    ["fatal_error", true],
    ["service_unavailable", true],
    ["ratelimited", false],
    ["message_limit_exceeded", false],
  ])("%s is a retry, unsettled %s", (error, unsettled) => {
    expect(classify(says(error))).toMatchObject({ kind: "retry", unsettled });
  });

  test.each(["channel_not_found", "not_in_channel", "is_archived", "invalid_auth", "token_revoked", "missing_scope"])(
    "%s rejects the channel with a hint",
    (error) => {
      expect(classify(says(error))).toMatchObject({ kind: "rejected", scope: "channel", hint: expect.any(String) });
    },
  );

  test.each(["message_not_found", "msg_too_long", "invalid_blocks", "something_new"])(
    "%s rejects this message alone",
    (error) => {
      expect(classify(says(error))).toMatchObject({ kind: "rejected", scope: "delivery" });
    },
  );

  test("what is no answer of Slack's is an unsettled retry", () => {
    expect(classify(says("<html>sign in</html>"))).toMatchObject({ kind: "retry", unsettled: true });
  });

  test.each([500, 502, 503, 504, 408, 404])("status %i is an unsettled retry", (status) => {
    expect(classify(new WebAPIHTTPError(status, "", {}))).toMatchObject({ kind: "retry", unsettled: true });
  });

  test("a rate limit is a retry of the channel after what is asked, settled", () => {
    const limited = { kind: "retry", scope: "channel", afterMs: 9000, unsettled: false };
    expect(classify(new WebAPIRateLimitedError(9))).toMatchObject(limited);
  });

  test.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"])("%s holds the account back, settled", (code) => {
    const unreached = { kind: "retry", scope: "account", unsettled: false };
    expect(classify(new WebAPIRequestError(failed(code)))).toMatchObject(unreached);
  });

  test.each([
    failed("ECONNRESET"),
    new TypeError("terminated"),
    new DOMException("late", "TimeoutError"),
    "thrown",
    null,
  ])("%o is an unsettled retry", (error) => {
    expect(classify(error)).toMatchObject({ kind: "retry", unsettled: true });
  });
});
