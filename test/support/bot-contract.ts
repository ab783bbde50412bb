/** What the bot does with a command, alike on both platforms, through its real client against the test server. */
import { expect, test, vi } from "vitest";
import { ANSWER_TIMEOUT_MS } from "../../src/commands/ask.js";
import { WatchdeskError } from "../../src/errors.js";
import type { ChatPlatform } from "./act-desk.js";
import { ASKED, anAnswer, askDeps, recordingCommands } from "./chat-commands.js";
import { startChat, type Waiting } from "./chat-start.js";
import { createManualClock, runningClock } from "./clocks.js";

/** Both platforms take an acknowledgement for lost after so long. */
const ACK_LIMIT_MS = 3000;

const acknowledged = (one: Waiting) => vi.waitFor(() => expect(one.acknowledged()).toBe(true), ACK_LIMIT_MS);
const answered = (one: Waiting) => vi.waitFor(() => expect(one.shown()).not.toBe(""), 15_000);

export function botContract(platform: ChatPlatform): void {
  test("a command is acknowledged and answered for the asker alone", async () => {
    const chat = await startChat(platform, askDeps(recordingCommands(() => anAnswer()).commands));
    const one = chat.ask("recent");
    await answered(one);
    expect([one.acknowledged(), one.forAskerAlone()]).toEqual([true, true]);
    expect(one.shown()).toContain("New roof");
  });

  test.each(ASKED)("/watch $typed gives the input that all platforms give", async (question) => {
    const { commands, inputs } = recordingCommands(() => anAnswer());
    const chat = await startChat(platform, askDeps(commands));
    await answered(chat.askFor(question));
    expect(inputs).toEqual([{ name: question.subcommand, input: question.input }]);
  });

  test.each(["whether it was asked before", "the answer"])(
    "a command is acknowledged within three seconds while the store does not say %s, and answered after that",
    async (what) => {
      let open = () => {};
      const stuck = new Promise<void>((resolve) => {
        open = resolve;
      });
      const before = what === "the answer" ? null : stuck;
      const { commands } = recordingCommands(async () => {
        await (before === null ? stuck : null);
        return anAnswer();
      });
      const first = before === null ? {} : { first: () => before.then(() => true) };
      const chat = await startChat(platform, askDeps(commands, first));
      const one = chat.ask("recent");
      await acknowledged(one);
      expect(one.ackedAfter()).toBeLessThan(ACK_LIMIT_MS);
      expect(one.shown()).toBe("");
      open();
      await answered(one);
    },
  );

  test("a command whose query never ends is answered with an apology in time", async () => {
    const clock = createManualClock();
    const { commands } = recordingCommands(() => new Promise(() => undefined));
    const chat = await startChat(platform, askDeps(commands, { clock: { ...runningClock, sleep: clock.sleep } }));
    const one = chat.ask("recent");
    await acknowledged(one);
    await vi.waitFor(() => {
      clock.advance(ANSWER_TIMEOUT_MS);
      expect(one.shown()).toContain("No answer came in time");
    }, 5000);
  });

  test("a command that comes twice is run once", async () => {
    const { commands, inputs } = recordingCommands(() => anAnswer());
    const chat = await startChat(platform, askDeps(commands));
    await answered(chat.ask("recent", 2));
    await answered(chat.ask("status"));
    expect(inputs.map(({ name }) => name)).toEqual(["recent", "status"]);
  });

  test("a command that throws is answered in words and leaves the bot alive", async () => {
    const { commands } = recordingCommands((name) => {
      if (name === "status") throw new WatchdeskError("store", "the disk is full");
      return anAnswer();
    });
    const chat = await startChat(platform, askDeps(commands));
    const broken = chat.ask("status");
    await answered(broken);
    expect(broken.shown()).toContain("Something went wrong");
    const next = chat.ask("recent");
    await answered(next);
    expect(next.shown()).toContain("New roof");
  });

  test("a wrong token does not keep the bot from starting, and is told", async () => {
    const chat = await startChat(platform, askDeps([]), true);
    expect(chat.health()).toEqual({ ok: false, text: expect.stringMatching(/not connected|invalid_auth/) });
  });
}
