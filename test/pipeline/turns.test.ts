import { expect, test } from "vitest";
import { createTurns } from "../../src/pipeline/turns.js";

test("no more than the limit run at once, and all run in the order in which they came", async () => {
  const turns = createTurns(2);
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const one = (n: number) =>
    turns(async () => {
      order.push(n);
      most = Math.max(most, ++running);
      await Promise.resolve();
      running -= 1;
    });
  await Promise.all([0, 1, 2, 3, 4].map(one));
  expect(order).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
});

test("work that fails gives its turn to the next", async () => {
  const turns = createTurns(1);
  await expect(turns(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await turns(async () => "next")).toBe("next");
});
