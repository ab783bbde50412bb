/** A store that hangs or fails behind the real clients: what people are shown, by command and by button, on both. */
import { describe, expect, test, vi } from "vitest";
import { ANSWER_TIMEOUT_MS, type AskDeps } from "../../src/commands/ask.js";
import { COMMANDS } from "../../src/commands/registry.js";
import { WatchdeskError } from "../../src/errors.js";
import type { Store } from "../../src/ports.js";
import { PLATFORMS } from "../support/act-desk.js";
import { askDeps, commandContext } from "../support/chat-commands.js";
import { startChat, type Waiting } from "../support/chat-start.js";
import { runningClock } from "../support/clocks.js";

const never = () => new Promise<never>(() => {});
/** Every query of it never answers. */
const hanging = { acts: { commit: never }, items: { count: never }, queries: { status: never } } as unknown as Store;
const full = () => Promise.reject(new WatchdeskError("store", "the disk is full"));
const failing = { acts: { commit: full }, items: { count: full }, queries: { status: full } } as unknown as Store;

/** A clock on which the time for an answer is over when the test says so; connections are held in real time. */
function patience() {
  let over = () => {};
  const gone = new Promise<void>((resolve) => {
    over = resolve;
  });
  const sleep = (ms: number, signal?: AbortSignal) =>
    ms === ANSWER_TIMEOUT_MS ? gone : runningClock.sleep(ms, signal);
  return { over: () => over(), clock: { ...runningClock, sleep } };
}

const TAKE = "take.0.s0123456789ab";

const deps = (store: Store, part: Partial<AskDeps> = {}) =>
  askDeps(COMMANDS, { context: () => commandContext({ store }), ...part });
const acknowledged = (one: Waiting) => vi.waitFor(() => expect(one.acknowledged()).toBe(true), 2900);
const answered = (one: Waiting) => vi.waitFor(() => expect(one.shown()).not.toBe(""), 15_000);

type Chat = Awaited<ReturnType<typeof startChat>>;

/** What people can ask for, the one among them that takes longest included. */
const ASKED: [string, (chat: Chat) => Waiting][] = [
  ["a button", (chat) => chat.press(TAKE)],
  ["a command", (chat) => chat.ask("status")],
  ["a backtest", (chat) => chat.ask("backtest")],
];

describe.each(PLATFORMS)("in %s", (platform) => {
  describe.each(ASKED)("%s", (_what, ask) => {
    test("is acknowledged while no query of the store ever answers, and told in words when time is over", async () => {
      const { clock, over } = patience();
      const chat = await startChat(platform, deps(hanging, { clock }));
      const one = ask(chat);
      await acknowledged(one);
      expect(one.shown()).toBe("");
      over();
      await answered(one);
      expect(one.shown()).toContain("No answer came in time");
      expect(one.shown()).toContain("may yet take effect");
    });

    test("is acknowledged and told in words while even its id cannot be noted", async () => {
      const { clock, over } = patience();
      const chat = await startChat(platform, deps(hanging, { clock, first: never }));
      const one = ask(chat);
      await acknowledged(one);
      over();
      await answered(one);
      expect(one.shown()).toContain("No answer came in time");
    });

    test("that fails is answered in words and leaves the bot alive", async () => {
      const chat = await startChat(platform, deps(failing));
      const one = ask(chat);
      await answered(one);
      expect(one.shown()).toContain("Something went wrong on our side");
      expect(one.shown()).not.toContain("disk");
      await answered(chat.press("nonsense"));
      expect(chat.healthy()).toBe(true);
    });
  });
});

test.each(ASKED)(
  "in Slack the answer to %s whose response URL has expired is shown in the channel, to the asker alone",
  async (_what, ask) => {
    const { clock, over } = patience();
    const chat = await startChat("slack", deps(hanging, { clock }));
    const one = ask(chat);
    await acknowledged(one);
    one.expire();
    over();
    await answered(one);
    expect(JSON.parse(one.shown())).toMatchObject([{ channel: "C0TEST", user: "U1", text: expect.any(String) }]);
  },
);

test.each(ASKED)(
  "in Discord the answer to %s whose token has expired is let go, and the bot lives on",
  async (_what, ask) => {
    const { clock, over } = patience();
    const told: string[] = [];
    const log = {
      debug() {},
      info() {},
      error() {},
      warn: (_fields: object, message: string) => void told.push(message),
    };
    const chat = await startChat("discord", deps(hanging, { clock, log }));
    const one = ask(chat);
    await acknowledged(one);
    one.expire();
    over();
    await vi.waitFor(() => expect(told).toEqual(["an answer could not be handed over"]), 15_000);
    await answered(chat.press("nonsense"));
    expect([one.shown(), chat.healthy()]).toEqual(["", true]);
  },
);
