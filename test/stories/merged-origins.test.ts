import { expect, test } from "vitest";
import { originsInCommon } from "../../src/stories/merged-origins.js";

const report = (item: string, origin: string, publisher: string, title: string, over: object = {}) => ({
  item,
  origin,
  publisher,
  title,
  text: "",
  url: `https://${publisher}.example/${item}`,
  kind: "newspaper" as const,
  language: "en",
  publishedAt: null,
  firstSeenAt: 1,
  ...over,
});

test("one paper in both stories is one origin of the merged one", () => {
  const elder = [report("1", "o1", "a", "Dam bursts")];
  const younger = [report("2", "o2", "b", "Boats sent to Ostrin"), report("3", "o3", "a", "Village under water")];
  expect(originsInCommon(elder, younger)).toEqual(new Map([["o3", "o1"]]));
});

test("an origin joins by any of its reports that repeats the elder story", () => {
  const elder = [report("1", "o1", "wire", "Dam bursts")];
  const younger = [report("2", "o2", "b", "Boats sent"), report("3", "o2", "wire", "Village under water")];
  expect(originsInCommon(elder, younger)).toEqual(new Map([["o2", "o1"]]));
});

test("papers of one family are one origin of the merged story", () => {
  const elder = [report("1", "o1", "a", "Dam bursts", { family: "f" })];
  expect(originsInCommon(elder, [report("2", "o2", "b", "Boats sent", { family: "f" })]).get("o2")).toBe("o1");
});

test("one agency in two bylines is one origin of the merged story", () => {
  const elder = [report("1", "o1", "a", "Dam bursts", { byline: "Reuters" })];
  expect(originsInCommon(elder, [report("2", "o2", "b", "Boats sent", { byline: "Reuters" })]).get("o2")).toBe("o1");
});

test("reports of one's own stay origins of their own", () => {
  const elder = [report("1", "o1", "a", "Dam bursts", { text: "Our reporter saw the wall break." })];
  const younger = [report("2", "o2", "b", "Boats sent", { text: "Boatmen told us of the flood." })];
  expect(originsInCommon(elder, younger)).toEqual(new Map());
});

test("the report that brought the merge keeps nothing of the younger story apart", () => {
  const elder = [report("1", "o1", "a", "Dam bursts"), report("4", "o3", "a", "Dam bursts, boats sent")];
  const younger = [report("2", "o2", "b", "Boats sent"), report("3", "o3", "a", "Village under water")];
  expect(originsInCommon(elder, younger)).toEqual(new Map([["o3", "o1"]]));
});

test("an origin that both stories have needs no joining", () => {
  const elder = [report("1", "o1", "a", "Dam bursts")];
  expect(originsInCommon(elder, [report("2", "o1", "a", "Boats sent")])).toEqual(new Map());
});
