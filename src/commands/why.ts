import type { Hit, TermSpan } from "../model.js";
import type { Delivery, KeptAct, KeptRecord } from "../ports.js";
import type { Answer, AnswerRow, Command, CommandContext } from "./command.js";
import { addressOf, given, MAX_ADDRESS_CHARS, recordsOf } from "./kept-records.js";

/** What people did with the story last; more is not told. */
const MAX_ACTS = 5;

/** The receipt of an item: what was seen where, which rule fired, which story took it and what became of that. */
export const why: Command = {
  name: "why",
  summary: "Why an item was alerted: names, rule, story, evidence",
  options: [{ name: "item", kind: "rest", summary: "Its address or id", maxChars: MAX_ADDRESS_CHARS }],
  examples: ["why https://www.38north.org/2019/03/sohae190307/"],
  async run(input, context) {
    const asked = given(input["item"], "why", "an item's address or id");
    const records = await recordsOf(context, asked);
    if (records.length === 0) {
      const footer =
        addressOf(asked) === null
          ? "recent lists items with their addresses; story <id> tells of a story; whynot tries any text on the rules."
          : `whynot ${asked} fetches it and says at which stage it would stop.`;
      return { title: "The bot has not seen that", rows: [], footer, data: [] };
    }
    const title = records.map(({ item }) => item.title || item.id)[0]!;
    const footer = `Rules now in force: ${context.matcher.version}`;
    return { title, footer, ...(await receipts(records, context)) };
  },
};

/** The receipts of several items, one after another. */
export async function receipts(records: KeptRecord[], context: CommandContext): Promise<Pick<Answer, "rows" | "data">> {
  const parts = await Promise.all(records.map((record) => receipt(record, context)));
  return { rows: parts.flatMap((part) => part.rows), data: parts.map((part) => part.data) };
}

async function receipt(record: KeptRecord, context: CommandContext): Promise<Pick<Answer, "rows" | "data">> {
  const { item, hits, placement, reading } = record;
  const deliveries = placement ? await context.store.queries.deliveriesOf(placement.story) : [];
  const acts = placement ? await context.store.acts.history(placement.story, MAX_ACTS) : [];
  const rows: AnswerRow[] = [
    {
      text: `${item.publisher} (feed ${item.feed})`,
      url: item.url,
      at: item.firstSeenAt,
      details: [`item ${item.id}`],
    },
    ...hits.map(hitRow),
  ];
  if (hits.length === 0) rows.push({ text: "no watch fired", tone: "bad", details: ["whynot tells each near miss"] });
  if (reading) rows.push({ text: readingText(reading) });
  if (placement) {
    const text = `story ${placement.story}: ${CHANGES[placement.change]} (origin ${placement.origin})`;
    rows.push({ text, at: placement.placedAt, details: placement.evidence });
    rows.push(...(await movedRows(context, placement.story, item.id)));
  }
  rows.push(...deliveries.map(deliveryRow), ...acts.map(actRow));
  return { rows, data: { ...record, deliveries, acts } };
}

/** What moved the item to another story since it was placed. */
async function movedRows({ store }: CommandContext, story: string, item: string): Promise<AnswerRow[]> {
  const acts = await store.regroupings.of(story);
  return acts
    .filter(({ items }) => items.includes(item))
    .map(({ kind, story: from, into, by, at }) => {
      const text =
        kind === "merge" ? `story ${from} was merged into ${into}` : `split off from story ${from} into ${into}`;
      return { text, at, details: [by === null ? "an item showed the two to be one" : `by ${by}`] };
    });
}

const CHANGES = { opened: "opened by this item", grown: "grown by it", repeated: "repeated by it" };

function hitRow(hit: Hit): AnswerRow {
  const rule = hit.rule && hit.rule !== "only" ? `, rule ${hit.rule}` : "";
  const version = hit.version ? `rules ${hit.version}` : "rules of an earlier release";
  const text = `watch ${hit.watch} (${hit.severity})${rule}`;
  return { text, tone: "good", details: [...hit.terms.map(termText), version] };
}

/** `Sohae (entity sohae) in the title at 13-18`. */
export function termText({ term, entity, field, start, end }: TermSpan): string {
  return `${term}${entity ? ` (entity ${entity})` : ""} in the ${field} at ${start}-${end}`;
}

function readingText({ ended, unread }: NonNullable<KeptRecord["reading"]>): string {
  if (!ended) return "the page behind it waits to be read";
  return unread === null ? "the page behind it was read" : `the page behind it was not read: ${unread}`;
}

function actRow({ kind, by, reason, at }: KeptAct): AnswerRow {
  return { text: `${kind} by ${by.name}`, at, ...(reason === null ? {} : { details: [reason] }) };
}

function deliveryRow({ key, sentRevision, url, reference }: Delivery): AnswerRow {
  const sent = reference !== null || sentRevision > 0;
  return { text: `${key.kind} in ${key.channel}: ${sent ? "sent" : "waits"}`, url, tone: sent ? "good" : "bad" };
}
