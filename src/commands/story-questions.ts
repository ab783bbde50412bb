/** What is asked under an alert: every source, and why it is there. */
import { type ActChannel, channelAt } from "../acts/access.js";
import type { StoryQuestion } from "../model.js";
import type { StoryState } from "../ports.js";
import { actorOf, unknownStory } from "./act-on.js";
import type { Answer, AnswerRow, CommandContext } from "./command.js";
import { receipts } from "./why.js";

/** Reports whose receipts are shown; the others came by the same rules. */
const MAX_RECEIPTS = 3;

/** Like an act it is answered only where the story has an alert: what one channel is told is not another's business. */
export async function answerQuestion(context: CommandContext, kind: StoryQuestion, id: string): Promise<Answer> {
  const story = await context.store.stories.get(id);
  if (story === null) return unknownStory(id);
  if (!(await standsHere(context, id, context.acts.channels))) {
    const title = "That story has no alert in this channel";
    return { title, rows: [], footer: "Ask under the alert itself.", data: null };
  }
  return kind === "sources" ? sources(story) : whyOf(context, story);
}

async function standsHere(context: CommandContext, story: string, channels: ActChannel[]): Promise<boolean> {
  const { place } = actorOf(context);
  if (place === null) return true;
  const deliveries = await context.store.queries.deliveriesOf(story);
  const alerts = deliveries
    .filter(({ key }) => key.kind === "alert")
    .map(({ key, reference }) => ({ channel: key.channel, reference }));
  return channelAt({ alerts }, place, channels) !== null;
}

function sources({ headline, reports }: StoryState): Answer {
  const origins = new Set(reports.map((report) => report.origin)).size;
  const rows = reports.map(
    ({ title, url, publisher, language, publishedAt, firstSeenAt }): AnswerRow => ({
      text: title || url || "Untitled",
      url,
      at: publishedAt ?? firstSeenAt,
      details: [publisher, ...(language === null ? [] : [language])],
    }),
  );
  const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;
  const footer = `${count(origins, "origin")}, ${count(reports.length, "report")}`;
  return { title: `Sources: ${headline}`, rows, footer, data: reports };
}

async function whyOf(context: CommandContext, { headline, reports }: StoryState): Promise<Answer> {
  const items = reports.slice(0, MAX_RECEIPTS).map(({ item }) => item);
  const found = await Promise.all(items.map((id) => context.store.items.find({ id, identities: [] }, 1)));
  const { rows, data } = await receipts(found.flat(), context);
  const left = reports.length - items.length;
  const more = left > 0 ? `${left} more reports; why with the address of one tells of it. ` : "";
  return { title: `Why: ${headline}`, rows, footer: `${more}Rules now in force: ${context.matcher.version}`, data };
}
