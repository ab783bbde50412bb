import { expect, test } from "vitest";
import { actContract, acts, BEN } from "../support/act-contract.js";
import { openActDesk } from "../support/act-desk.js";

actContract("discord");

test("a role may be allowed", async () => {
  const desk = await openActDesk("discord", "700000000000000001");
  await desk.answered(desk.front.click("Done", BEN));
  expect(await acts(desk)).toEqual([]);
  await desk.answered(desk.front.click("Done", { ...BEN, roles: ["700000000000000001"] }));
  expect(await acts(desk)).toEqual(["done"]);
});
