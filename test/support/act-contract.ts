/**
 * What people do with an alert, through the whole bot, alike on both platforms: each button, and who may press it when.
 */
import { expect, test, vi } from "vitest";
import { REASONS } from "../../src/acts/reasons.js";
import { type ActDesk, type ChatPlatform, openActDesk, type Somebody } from "./act-desk.js";
import { START } from "./app.js";

export const ANN: Somebody = { name: "Ann" };
export const BEN: Somebody = { id: "400000000000000002", name: "Ben" };
const HOUR = 3_600_000;

/** The same on each platform, in words that only the menus' own names make differ. */
const LABELS = {
  slack: {
    hour: "For 1 hour",
    morning: "Until morning",
    good: "This story for good",
    listed: "Old news",
    written: "In your own words…",
  },
  discord: {
    hour: "Snooze for 1 hour",
    morning: "Snooze until morning",
    good: "Snooze this story for good",
    listed: "Not relevant: Old news",
    written: "Not relevant: in your own words…",
  },
};

/** As the messages of both platforms and the terminal tell it. */
const everywhere = ({ fronts, terminal }: ActDesk) => [fronts.slack.text(), fronts.discord.text(), terminal()];
export const acts = async (desk: ActDesk) => (await desk.store().acts.history(desk.story, 100)).map(({ kind }) => kind);

export function actContract(platform: ChatPlatform): void {
  const label = LABELS[platform];

  test("take it: the owner is shown in every channel", async () => {
    const desk = await openActDesk(platform);
    expect(await desk.answered(desk.front.click("Take it", ANN))).toContain("You have this story in hand");
    for (const shown of everywhere(desk)) expect(shown).toMatch(/Taken.*Ann/s);
    expect(await desk.state()).toMatchObject({ kind: "taken", by: "Ann" });
    expect(desk.front.labels()).toContain("Take over");
  });

  test("done: every channel shows it, and growth goes on", async () => {
    const desk = await openActDesk(platform);
    await desk.answered(desk.front.click("Done", ANN));
    for (const shown of everywhere(desk)) expect(shown).toMatch(/Done.*Ann/s);
    await desk.grow();
    expect(desk.front.messages()).toBe(2);
  });

  test("snooze for an hour: neither edits nor notes until then, afterwards what it grew to", async () => {
    const desk = await openActDesk(platform);
    await desk.answered(desk.front.click(label.hour, ANN));
    for (const shown of everywhere(desk)) expect(shown).toContain("Snoozed");
    const before = [desk.front.edits(), desk.front.messages()];
    await desk.grow();
    expect([desk.front.edits(), desk.front.messages()]).toEqual(before);
    await desk.later(HOUR);
    expect([desk.front.edits(), desk.front.messages()]).toEqual([2, 2]);
    expect(desk.front.text()).toContain("Paper B");
    expect(desk.front.labels()).toContain("Take it");
  });

  test("snooze until morning: until the team's own morning", async () => {
    const desk = await openActDesk(platform);
    await desk.answered(desk.front.click(label.morning, ANN));
    // 07:30 in Seoul is 22:30 of the day before in UTC.
    expect(await desk.state()).toMatchObject({ kind: "snoozed", until: Date.parse("2019-03-08T22:30:00Z") });
    expect(START).toBe(Date.parse("2019-03-08T13:00:00Z"));
  });

  test("snooze for good: silence until somebody opens it", async () => {
    const desk = await openActDesk(platform);
    await desk.answered(desk.front.click(label.good, ANN));
    await desk.grow();
    await desk.later(1000 * HOUR);
    expect([desk.front.edits(), desk.front.messages()]).toEqual([1, 1]);
    await desk.answered(desk.front.click("Back to open", ANN));
    expect([desk.front.edits(), desk.front.messages()]).toEqual([2, 2]);
  });

  test("not relevant for a listed reason: kept as feedback for each item, and silence", async () => {
    const desk = await openActDesk(platform);
    await desk.grow();
    await desk.answered(desk.front.click(label.listed, { ...ANN, ...(platform === "slack" ? { id: "U1" } : {}) }));
    for (const shown of everywhere(desk)) expect(shown).toMatch(/Not relevant.*Ann/s);
    const words = await desk.store().feedback.list(10);
    expect(words).toHaveLength(2);
    const by = platform === "slack" ? "slack:U1" : "discord:400000000000000001";
    for (const word of words) expect(word).toMatchObject({ by, relevant: false, reason: "Old news" });
  });

  test("each listed reason is kept in its own words, and taken back with them", async () => {
    const desk = await openActDesk(platform);
    for (const { text } of REASONS) {
      await desk.answered(desk.front.click(platform === "slack" ? text : `Not relevant: ${text}`, ANN));
      expect(await desk.store().feedback.list(10)).toMatchObject([{ relevant: false, reason: text }]);
      await desk.answered(desk.front.click("Back to open", ANN));
      expect(await desk.store().feedback.list(10)).toEqual([]);
    }
  });

  test("not relevant in one's own words: a field opens, and what is written is kept", async () => {
    const desk = await openActDesk(platform);
    const asked = desk.front.click(label.written, ANN);
    await vi.waitFor(() => expect(asked.field()).not.toBeNull(), 15_000);
    expect(await acts(desk)).toEqual([]);
    expect(await desk.answered(desk.front.fill(asked.field()!, "  a\nvideo game ", ANN))).toContain("Not relevant");
    expect(await desk.store().feedback.list(10)).toMatchObject([{ reason: "a video game" }]);
    expect(await desk.state()).toMatchObject({ kind: "irrelevant", by: "Ann" });
  });

  test("sources: every report with its link, for the asker alone", async () => {
    const desk = await openActDesk(platform);
    await desk.grow();
    const [messages, edits] = [desk.front.messages(), desk.front.edits()];
    const shown = await desk.answered(desk.front.click("Sources"));
    expect(shown).toContain("https://news.example/1");
    expect(shown).toContain("https://news.example/2");
    expect([desk.front.messages(), desk.front.edits(), await acts(desk)]).toEqual([messages, edits, []]);
  });

  test("why: the receipt of the reports, for the asker alone", async () => {
    const desk = await openActDesk(platform);
    const shown = await desk.answered(desk.front.click("Why"));
    expect(shown).toContain("watch sohae");
    expect(await acts(desk)).toEqual([]);
    await desk.answered(desk.front.click("Done", ANN));
    expect(await desk.answered(desk.front.click("Why"))).toContain("done by Ann");
  });

  test("back to open: undoes what was done, and the feedback that came with it", async () => {
    const desk = await openActDesk(platform);
    await desk.answered(desk.front.click(label.listed, ANN));
    expect(desk.front.labels()).toContain("Back to open");
    await desk.answered(desk.front.click("Back to open", BEN));
    expect(await desk.state()).toMatchObject({ kind: "open", by: null });
    expect(await desk.store().feedback.list(10)).toEqual([]);
    expect(desk.front.text()).not.toContain("🚫");
    expect(desk.front.labels()).toContain("Take it");
  });

  test("a button of before a restart works after it", async () => {
    const desk = await openActDesk(platform);
    await desk.restart();
    expect(await desk.answered(desk.front.click("Take it", ANN))).toContain("You have this story in hand");
    expect(await acts(desk)).toEqual(["take"]);
  });

  test("a click that is delivered twice, and two clicks, have one effect", async () => {
    const desk = await openActDesk(platform);
    const [first, second] = [desk.front.click(label.hour, ANN, 2), desk.front.click(label.hour, ANN)];
    await desk.answered(first);
    expect(await desk.answered(second)).toContain("It is so already");
    expect([await acts(desk), desk.fronts.slack.edits(), desk.fronts.discord.edits()]).toEqual([["snooze"], 1, 1]);
  });

  test("of two people who take it from the same view the second is told who was quicker", async () => {
    const desk = await openActDesk(platform);
    const ann = desk.front.click("Take it", ANN);
    const ben = desk.front.click("Take it", BEN);
    await desk.answered(ann);
    expect(await desk.answered(ben)).toContain("Ann was quicker");
    expect(await desk.state()).toMatchObject({ kind: "taken", by: "Ann" });
    await desk.answered(desk.front.click("Take over", BEN));
    expect(await desk.state()).toMatchObject({ kind: "taken", by: "Ben" });
  });

  test("who is not among those allowed is told so, and nothing changes", async () => {
    const desk = await openActDesk(platform, "400000000000000011");
    const { ann, ben } = desk.front.ids;
    expect(await desk.answered(desk.front.click("Done", { id: ben }))).toContain("You are not among those who may");
    expect(await desk.answered(desk.front.command("done", [desk.story], { id: ben }))).toContain("You are not among");
    expect(await acts(desk)).toEqual([]);
    expect(await desk.answered(desk.front.click("Sources", { id: ben }))).toContain("https://news.example/1");
    await desk.answered(desk.front.click("Done", { id: ann }));
    expect(await acts(desk)).toEqual(["done"]);
  });

  test("a forged button is answered in words and changes nothing", async () => {
    const desk = await openActDesk(platform);
    const forged = ["own.0.s1", "", `done.0.${desk.story} or 1=1`, `done.x.${desk.story}`];
    for (const code of forged) {
      expect(await desk.answered(desk.front.forge(code, ANN))).toContain("that button is none of ours");
    }
    expect(await desk.answered(desk.front.forge("done.0.s000000000000", ANN))).toContain("There is no story");
    expect([await acts(desk), desk.front.edits()]).toEqual([[], 0]);
  });

  test("a story is neither changed nor told of from a channel in which it has no alert", async () => {
    const desk = await openActDesk(platform);
    for (const word of ["take", "sources", "why"]) {
      const said = await desk.answered(desk.front.forge(`${word}.0.${desk.story}`, { elsewhere: true }));
      expect(said).toContain("no alert in this channel");
      expect(said).not.toContain("news.example");
    }
    const said = await desk.answered(desk.front.command("take", [desk.story], { elsewhere: true }));
    expect(said).toContain("no alert in this channel");
    expect(await acts(desk)).toEqual([]);
  });

  test("an alert that a person deleted is not posted again, nor a note under it, and the others live on", async () => {
    const desk = await openActDesk(platform);
    desk.front.remove();
    await desk.grow();
    expect(desk.front.messages()).toBe(0);
    const other = desk.fronts[platform === "slack" ? "discord" : "slack"];
    expect(other.messages()).toBe(2);
    await desk.answered(other.click("Done", ANN));
    expect([desk.front.messages(), other.text()]).toEqual([0, expect.stringContaining("Done")]);
    expect(desk.terminal()).not.toContain("problem");
  });

  test("a click after the connection was recycled is carried out", async () => {
    const desk = await openActDesk(platform);
    desk.front.recycle();
    const reconnected =
      platform === "slack" ? () => desk.slack.socket.opened() : () => 1 + desk.discord.gateway.seen.resumed;
    await vi.waitFor(() => expect(reconnected()).toBe(2), 15_000);
    await vi.waitFor(() => expect(desk.slack.socket.connected() + desk.discord.gateway.connected()).toBe(2), 15_000);
    await desk.answered(desk.front.click("Take it", ANN));
    expect(await acts(desk)).toEqual(["take"]);
  });

  test("the commands do what the buttons do", async () => {
    const desk = await openActDesk(platform);
    const steps: [string, string[], string][] = [
      ["take", [desk.story], "taken"],
      ["done", ["https://news.example/1"], "done"],
      ["snooze", [desk.story, "morning"], "snoozed"],
      ["dismiss", [desk.story, "figure"], "irrelevant"],
      ["reopen", [desk.story], "open"],
    ];
    for (const [name, words, kind] of steps) {
      await desk.answered(desk.front.command(name, words, ANN));
      expect(await desk.state()).toMatchObject({ kind });
    }
    expect(await acts(desk)).toEqual(["reopen", "dismiss", "snooze", "done", "take"]);
  });
}
