import { expect, test } from "vitest";
import { bareAddress } from "../src/parsing/identity.js";
import { canonicalAddress } from "../src/stories/identity.js";
import { isTracking } from "../src/tracking.js";

test.each(["utm_source", "UTM_Medium", "fbclid", "at_campaign", "WT.mc_id", "share", "shareToken", "ref", "msclkid"])(
  "%s says where a reader came from",
  (name) => {
    expect(isTracking(name)).toBe(true);
  },
);

test.each(["id", "aid", "page", "article", "reference", "sources", "attach", "v"])("%s may name the page", (name) => {
  expect(isTracking(name)).toBe(false);
});

test("the id made from a link and the key by which reports are compared leave out the same", () => {
  const address = "https://paper.example/read?id=7&utm_source=a&gclid=b&cmpid=c&ocid=d&wt.z=e&yclid=f&smid=g";
  expect(bareAddress(address)).toBe("https://paper.example/read?id=7");
  expect(canonicalAddress(address)).toBe("paper.example/read?id=7");
});
