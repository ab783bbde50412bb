import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { replaceable, rulesOf } from "../../src/app/in-force.js";
import { openReload } from "../../src/app/reload.js";
import { createSimulatedClock } from "../../src/clock.js";
import { createConfigSource } from "../../src/config/source.js";
import type { Feed } from "../../src/model.js";
import type { Store, WantedDelivery } from "../../src/ports.js";
import { START, temporaryFolder } from "../support/app.js";
import { quiet } from "../support/chat-commands.js";

const MAIN = `
watches: [Sohae]
channels: { terminal: { kind: terminal } }
routes: [{ to: [terminal] }]
`;

function desk() {
  const folder = temporaryFolder();
  const write = (text: string) => writeFileSync(join(folder, "watchdesk.yaml"), text);
  write(MAIN);
  const source = createConfigSource({ file: "watchdesk.yaml", env: {}, cwd: folder });
  const config = source.load();
  const inForce = replaceable(rulesOf(config));
  const wanted: WantedDelivery[] = [];
  const noted: string[][] = [];
  const taken: Feed[][] = [];
  const store = {
    deliveries: { want: async (some: WantedDelivery[]) => void wanted.push(...some) },
    watches: { inForce: async (some: { id: string }[]) => void noted.push(some.map((one) => one.id)) },
  } as unknown as Store;
  const feeds = {
    byId: () => new Map(),
    refresh: async () => {},
    pollAll: async () => {},
    take: (next: Feed[]) => void taken.push(next),
  };
  const look = openReload(source, { config, store, clock: createSimulatedClock(START), log: quiet, inForce, feeds });
  const change = async (text: string) => {
    write(text);
    await look();
    await look();
  };
  const titles = () => wanted.map(({ body }) => (body?.kind === "operator" ? body.message.title : ""));
  return { inForce, change, wanted, noted, taken, titles };
}

test("changed watches have another version, and the store knows since when they are in force", async () => {
  const { inForce, change, noted } = desk();
  const before = inForce.matcher.version;
  await change(MAIN.replace("Sohae", "Sanumdong"));
  expect(inForce.matcher.version).not.toBe(before);
  expect(inForce.watchFiles).toEqual([{ watches: ["Sanumdong"] }]);
  expect(noted).toEqual([["sanumdong"]]);
});

test("a watch that refers to what is not there leaves the old rules in force", async () => {
  const { inForce, change, taken, titles, wanted } = desk();
  const before = inForce.matcher;
  await change(MAIN.replace("Sohae", "{id: x, any: ['entity:nowhere']}"));
  expect(inForce.matcher).toBe(before);
  expect(taken).toEqual([]);
  expect(titles()).toEqual(["A changed configuration is wrong: the old one stays in force"]);
  await change(MAIN);
  expect(titles()[1]).toBe("The changed configuration is in force");
  expect(wanted[1]?.key.ordinal).toBe(wanted[0]?.key.ordinal);
});

test("a channel that is added waits for a restart, which is said once; watches beside it are taken up", async () => {
  const { inForce, change, titles } = desk();
  const two = `
watches: [Sanumdong]
channels: { terminal: { kind: terminal }, hook: { kind: webhook, url: "https://hook.example/" } }
routes: [{ to: [terminal, hook] }]
`;
  await change(two);
  await change(`${two}\n`);
  expect(inForce.routes.map((route) => route.to)).toEqual([["terminal"]]);
  expect(inForce.rules.watches.map((watch) => watch.id)).toEqual(["sanumdong"]);
  expect(titles()).toEqual(["Restart the bot to take up all of the changed configuration"]);
});
