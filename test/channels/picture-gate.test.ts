/** The gate that keeps pictures from costing alerts. */
import { expect, test } from "vitest";
import { createPictureGate } from "../../src/channels/picture-gate.js";
import type { Outgoing } from "../../src/model.js";
import { alertBody, aPicture, noteBody, outgoing } from "../support/alerts.js";

const pictured = (url = "https://img.news.example/a.jpg") =>
  outgoing({ body: alertBody({ picture: aPicture({ url }) }) });

/** A platform that refuses these pictures, with what was tried. */
function platform(refuses: (url: string) => boolean) {
  const tried: (string | null)[] = [];
  const send = async ({ body }: Outgoing) => {
    const url = body.kind === "alert" ? (body.alert.picture?.url ?? null) : null;
    tried.push(url);
    if (url !== null && refuses(url)) throw new Error("refused");
    return "sent";
  };
  return { tried, send };
}

test("a message that is taken is sent once, with its picture", async () => {
  const { tried, send } = platform(() => false);
  expect(await createPictureGate(() => true).send(pictured(), send)).toBe("sent");
  expect(tried).toEqual(["https://img.news.example/a.jpg"]);
});

test("another failure is no reason to leave the picture out", async () => {
  const { tried, send } = platform(() => true);
  await expect(createPictureGate(() => false).send(pictured(), send)).rejects.toThrow("refused");
  expect(tried).toHaveLength(1);
});

test("what fails without a picture too fails, and is tried no third time", async () => {
  const tried: Outgoing[] = [];
  const send = async (one: Outgoing) => {
    tried.push(one);
    throw new Error("refused");
  };
  await expect(createPictureGate(() => true).send(pictured(), send)).rejects.toThrow("refused");
  expect(tried).toHaveLength(2);
});

test("a message that has none is sent as it is", async () => {
  const { tried, send } = platform(() => true);
  await createPictureGate(() => true).send(outgoing({ body: noteBody() }), send);
  expect(tried).toEqual([null]);
});

test("only so many refusals are remembered", async () => {
  const { tried, send } = platform(() => true);
  const gate = createPictureGate(() => true);
  const url = (index: number) => `https://img.news.example/${index}.jpg`;
  for (let index = 0; index <= 500; index += 1) await gate.send(pictured(url(index)), send);
  tried.length = 0;
  await gate.send(pictured(url(500)), send);
  expect(tried).toEqual([null]);
  await gate.send(pictured(url(0)), send);
  expect(tried).toEqual([null, url(0), null]);
});
