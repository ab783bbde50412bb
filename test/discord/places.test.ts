/** Forum channels and threads, through the real client. */
import { describe, expect, onTestFinished, test } from "vitest";
import { createEditGate } from "../../src/channels/edit-gate.js";
import { createDiscordClient } from "../../src/discord/client.js";
import { createDiscordNotifier } from "../../src/discord/notifier.js";
import type { Outgoing } from "../../src/model.js";
import { alertBody, noteBody, outgoing } from "../support/alerts.js";
import { FORUM } from "../support/discord-rest.js";
import { DISCORD_GUILD, DISCORD_TOKEN, startDiscordServer } from "../support/discord-server.js";

const CHANNEL = "200000000000000015";
const START = 1_800_000_000_000;

async function start(forum: { tags: string[] } | null = { tags: [] }) {
  let now = START;
  const server = await startDiscordServer({ now: () => now });
  server.rest.addChannel(CHANNEL, DISCORD_GUILD, forum === null ? {} : { type: FORUM });
  const options = { token: DISCORD_TOKEN, apiUrl: server.url, timeoutMs: 10_000, perSecond: Number.POSITIVE_INFINITY };
  const client = createDiscordClient(options);
  onTestFinished(() => client.close());
  const clock = { now: () => now, sleep: async () => {} };
  const notifier = createDiscordNotifier({
    client,
    channelId: CHANNEL,
    clock,
    edits: createEditGate(clock, null),
    forum,
  });
  const send = (part: Partial<Outgoing> = {}) => notifier.send(outgoing(part), new AbortController().signal);
  const sent = async (part: Partial<Outgoing> = {}) => {
    const result = await send(part);
    if (result.kind !== "sent") throw new Error(`not sent: ${result.reason}`);
    return result;
  };
  /** The posts of the forum with what stands in each. */
  const posts = () =>
    [...server.rest.channels.values()]
      .filter((one) => one.parent === CHANNEL)
      .map(({ name, messages }) => ({ name, messages: messages.length, edits: messages[0]?.edits }));
  return { server, send, sent, posts, elapse: (ms: number) => (now += ms) };
}

describe("a forum", () => {
  test("gets a post for each alert, named by the headline", async () => {
    const { sent, posts } = await start();
    const { reference, url } = await sent();
    expect(posts()).toEqual([{ name: "New building seen at the northern test site", messages: 1, edits: 0 }]);
    const [thread, message] = reference.split(":");
    expect(thread).toBe(message);
    expect(url).toBe(`https://discord.com/channels/${DISCORD_GUILD}/${thread}/${thread}`);
  });

  test("gets a name of at most a hundred characters, and never none", async () => {
    const { sent, posts } = await start();
    await sent({ body: alertBody({ headline: "한👩‍👩‍👧‍👦".repeat(60) }) });
    await sent({ key: "k2", body: alertBody({ headline: " \u202e " }) });
    const [long, empty] = posts();
    expect(long!.name!.length).toBeLessThanOrEqual(100);
    expect(empty!.name).toBe("Watchdesk");
  });

  test("gets the tags that the channel names", async () => {
    const { sent, server } = await start({ tags: ["400000000000000001"] });
    await sent();
    expect(server.calls.at(0)?.body).toMatchObject({ applied_tags: ["400000000000000001"] });
  });

  test("shows growth in the post's first message, and notes inside", async () => {
    const { sent, posts } = await start();
    const { reference } = await sent();
    await sent({ reference, revision: 2 });
    await sent({ key: "n1", body: noteBody(), parent: reference });
    expect(posts()).toMatchObject([{ messages: 2, edits: 1 }]);
  });

  describe("a headline that changes", () => {
    const titled = (headline: string) => ({ body: alertBody({ headline }) });
    const renames = ({ server }: Awaited<ReturnType<typeof start>>) =>
      server.calls.filter(({ method, path }) => method === "PATCH" && /^\/channels\/\d+$/.test(path)).length;

    test("renames the post with the edit that shows it", async () => {
      const { sent, posts } = await start();
      const { reference } = await sent(titled("One"));
      await sent({ ...titled("Two"), reference, revision: 2 });
      expect(posts()).toMatchObject([{ name: "Two", edits: 1 }]);
    });

    test("alone renames it: growth does not, nor does it undo what a person named it", async () => {
      const started = await start();
      const { sent, server, posts } = started;
      const { reference } = await sent(titled("One"));
      server.rest.channels.get(reference.split(":")[0]!)!.name = "What we call it";
      const grown = await sent({ ...titled("One"), reference, revision: 2 });
      expect(renames(started)).toBe(0);
      expect(posts()).toMatchObject([{ name: "What we call it" }]);
      await sent({ ...titled("Two"), reference: grown.reference, revision: 3 });
      expect(posts()).toMatchObject([{ name: "Two" }]);
    });

    test("renames twice in ten minutes and no more; a later edit brings the name that holds then", async () => {
      const started = await start();
      let { reference } = await started.sent(titled("0"));
      for (const [index, headline] of ["1", "2", "3", "4"].entries()) {
        ({ reference } = await started.sent({ ...titled(headline), reference, revision: index + 2 }));
      }
      expect(renames(started)).toBe(2);
      expect(started.posts()).toMatchObject([{ name: "2", edits: 4 }]);
      started.elapse(10 * 60_000);
      await started.sent({ ...titled("4"), reference, revision: 9 });
      expect(started.posts()).toMatchObject([{ name: "4", edits: 5 }]);
    });

    test("is shown though another process has used up the renames", async () => {
      const { sent, server, posts } = await start();
      const { reference } = await sent(titled("One"));
      server.rest.channels.get(reference.split(":")[0]!)!.renamed = [START, START];
      const edited = await sent({ ...titled("Two"), reference, revision: 2 });
      expect(edited.reference).toBe(reference);
      expect(posts()).toMatchObject([{ name: "One", edits: 1 }]);
    });

    test("renames a post of which only its place is known, and asks for its name first", async () => {
      const started = await start();
      const { reference } = await started.sent(titled("One"));
      const place = reference.split(":").slice(0, 2).join(":");
      const same = await started.sent({ ...titled("One"), reference: place, revision: 2 });
      expect([same.reference, renames(started)]).toEqual([reference, 0]);
      await started.sent({ ...titled("Two"), reference: place, revision: 3 });
      expect(started.posts()).toMatchObject([{ name: "Two" }]);
    });
  });

  test("has a post taken out again that was put away, when there is news", async () => {
    const { sent, server, posts } = await start();
    const { reference } = await sent();
    server.rest.channels.get(reference.split(":")[0]!)!.put_away = true;
    await sent({ reference, revision: 2 });
    expect(posts()).toMatchObject([{ edits: 1 }]);
  });

  test("whose post a person deleted gets none anew, and the channel goes on", async () => {
    const { sent, send, server } = await start();
    const { reference } = await sent();
    server.rest.channels.delete(reference.split(":")[0]!);
    const gone = { kind: "rejected", scope: "delivery", removed: true };
    expect(await send({ reference, revision: 2 })).toMatchObject(gone);
    expect(await send({ key: "n1", body: noteBody(), parent: reference })).toMatchObject(gone);
    expect(await send({ key: "k2" })).toMatchObject({ kind: "sent" });
  });

  test.each([
    ["soon", 1000],
    ["after Discord has forgotten nonces", 30 * 60_000],
  ])("keeps one post when its answer was lost and the try is repeated %s", async (_when, ms) => {
    const { send, sent, server, posts, elapse } = await start();
    server.faults.next({ kind: "reset", moment: "after" });
    expect(await send()).toMatchObject({ kind: "retry", unsettled: true });
    elapse(ms);
    await sent({ unsettledSince: START });
    expect(posts()).toHaveLength(1);
  });

  test("keeps one post when it was put away before the answer was looked for", async () => {
    const { send, sent, server, posts } = await start();
    server.faults.next({ kind: "500", moment: "after" });
    await send();
    for (const one of server.rest.channels.values()) if (one.parent === CHANNEL) one.put_away = true;
    await sent({ unsettledSince: START });
    expect(posts()).toHaveLength(1);
  });

  test("gets its post when the first try was never stored", async () => {
    const { send, sent, server, posts } = await start();
    await sent({ key: "other" });
    server.faults.next({ kind: "reset", moment: "before" });
    expect(await send()).toMatchObject({ kind: "retry", unsettled: true });
    await sent({ unsettledSince: START });
    expect(posts()).toHaveLength(2);
  });

  test("that is configured as a text channel is refused with what to do", async () => {
    const { send } = await start({ tags: [] });
    expect(await send()).toMatchObject({ kind: "sent" });
    const text = await start(null);
    text.server.rest.channels.get(CHANNEL)!.type = FORUM;
    expect(await text.send()).toMatchObject({
      kind: "rejected",
      scope: "channel",
      hint: expect.stringMatching(/forum/),
    });
  });
});

test("in a channel that is itself a thread, notes are replies that name their alert", async () => {
  const { sent, server } = await start(null);
  server.rest.channels.get(CHANNEL)!.type = 11;
  const { reference, url } = await sent();
  await sent({ key: "n1", body: noteBody("Confirmed.", "New roof *there*", url), parent: reference });
  const [, note] = server.stored(CHANNEL);
  expect(note?.message_reference).toMatchObject({ message_id: reference.split(":")[1] });
  expect(note?.embeds[0]?.description).toBe(
    `-# About\\: New roof \\*there\\* [open the alert](${url})\n**✅ Corroborated:** Confirmed.`,
  );
});
