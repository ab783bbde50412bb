import { describe, expect, test } from "vitest";
import { addressToAsk, keepValidators, latched } from "../../src/pipeline/asking.js";

const CONFIGURED = "https://old.example/feed";
const MOVED = "https://new.example/feed";
const MODIFIED = "Thu, 15 Jan 2026 09:30:00 GMT";
const LATER = "Thu, 15 Jan 2026 10:30:00 GMT";

describe("the address to ask", () => {
  test("is the configured one while the feed has not moved", () => {
    expect(addressToAsk(CONFIGURED, { movedTo: null, failures: 7 })).toBe(CONFIGURED);
  });

  test("is where the feed moved to", () =>
    expect(addressToAsk(CONFIGURED, { movedTo: MOVED, failures: 0 })).toBe(MOVED));

  test("is by turns the configured one again while the new one turns us away", () => {
    const asked = [1, 2, 3, 4, 5].map((failures) => addressToAsk(CONFIGURED, { movedTo: MOVED, failures }));
    expect(asked).toEqual([MOVED, CONFIGURED, MOVED, CONFIGURED, MOVED]);
  });
});

describe("validators that are kept", () => {
  const before = { etag: '"a"', lastModified: MODIFIED };

  test("are those of the answer", () => {
    const got = { etag: '"b"', lastModified: LATER };
    expect(keepValidators(before, got, true)).toEqual(got);
    expect(keepValidators({ etag: null, lastModified: null }, got, true)).toEqual(got);
  });

  test("leave out an ETag that is made anew although nothing changed", () => {
    expect(keepValidators(before, { etag: '"b"', lastModified: MODIFIED }, false)).toEqual({
      etag: null,
      lastModified: MODIFIED,
    });
  });

  test("leave it out from then on, until Last-Modified moves", () => {
    const without = { etag: null, lastModified: MODIFIED };
    expect(keepValidators(without, { etag: '"c"', lastModified: MODIFIED }, false)).toEqual(without);
    expect(keepValidators(without, { etag: '"c"', lastModified: LATER }, true).etag).toBe('"c"');
  });

  test("hold the ETag when something did change", () => {
    expect(keepValidators(before, { etag: '"b"', lastModified: MODIFIED }, true).etag).toBe('"b"');
  });

  test("hold the ETag when there is nothing else", () => {
    const got = { etag: '"b"', lastModified: null };
    expect(keepValidators({ etag: '"a"', lastModified: null }, got, false)).toEqual(got);
  });
});

describe("validators latch", () => {
  const same = { etag: '"a"', lastModified: null };

  test("when the ETag stands still and the items moved on", () => expect(latched(same, same, true)).toBe(true));

  test("not when nothing changed", () => expect(latched(same, same, false)).toBe(false));

  test("not when the ETag moved too", () => expect(latched(same, { ...same, etag: '"b"' }, true)).toBe(false));

  test("when Last-Modified is all there is and stands still", () => {
    const stamped = { etag: null, lastModified: MODIFIED };
    expect(latched(stamped, stamped, true)).toBe(true);
    expect(latched(stamped, { ...stamped, lastModified: LATER }, true)).toBe(false);
  });

  test("not where there were none", () => {
    const none = { etag: null, lastModified: null };
    expect(latched(none, none, true)).toBe(false);
  });
});
