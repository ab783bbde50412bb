/** Alerts, notes, digests and operators' messages to send in tests, in words of our own. */
import fc from "fast-check";
import type { Answer } from "../../src/commands/command.js";
import type { Alert, AlertPicture, MessageBody, Outgoing } from "../../src/model.js";

export function anAlert(part: Partial<Alert> = {}): Alert {
  return {
    story: "story-1",
    revision: 1,
    severity: "high",
    headline: "New building seen at the northern test site",
    summary: ["Pictures of Tuesday show a new roof.", "The ministry has not commented."],
    watches: [{ watch: "Northern test site", severity: "high", terms: ["test site", "시험장"] }],
    reports: [aReport({ item: "one" }), aReport({ item: "two", publisher: "Second Paper", origin: "other" })],
    origins: 2,
    firstSeenAt: 1_800_000_000_000,
    updatedAt: 1_800_000_600_000,
    mergedInto: null,
    ...part,
  };
}

export function aReport(part: Partial<Alert["reports"][number]> = {}): Alert["reports"][number] {
  return {
    item: "one",
    title: "New building at test site",
    url: "https://news.example/building?id=1&from=feed",
    publisher: "First Wire",
    kind: "wire",
    language: "en",
    origin: "first",
    publishedAt: null,
    firstSeenAt: 1_800_000_000_000,
    ...part,
  };
}

export function aPicture(part: Partial<AlertPicture> = {}): AlertPicture {
  return {
    url: "https://img.news.example/roof.jpg",
    alt: "A new roof at the test site",
    width: 800,
    height: 450,
    publisher: "First Wire",
    kind: "wire",
    ...part,
  };
}

export function alertBody(part: Partial<Alert> = {}): MessageBody {
  return { kind: "alert", alert: anAlert(part) };
}

/** @param headline of its alert, with the alert's address */
export function noteBody(
  text = "A second source reports the same.",
  headline?: string,
  url: string | null = null,
): MessageBody {
  const about = headline === undefined ? {} : { about: { headline, url } };
  const event = { kind: "corroborated", origin: "other" } as const;
  return { kind: "note", note: { story: "story-1", event, text, url: null, ...about } };
}

export function outgoing(part: Partial<Outgoing> = {}): Outgoing {
  return { key: "k1", revision: 1, body: alertBody(), reference: null, parent: null, unsettledSince: null, ...part };
}

const HOSTILE = [
  "@everyone",
  "@here",
  "<!channel>",
  "<!here|here>",
  "<@U1>",
  "<@1234567890>",
  "<@&1>",
  "<#C1>",
  "<:blob:123>",
  "</watch recent:1>",
  "<t:1700000000:R>",
  "[x](http://evil.example)",
  "<http://evil.example|bank>",
  "http://evil.example/path",
  "javascript:alert(1)",
  "https://bank.example@evil.example",
  "**bold** _it_ ~~gone~~ `code` ```block``` ||spoiler||",
  "> quote",
  "# heading",
  "1. one",
  "- list",
  "\u202e gnp.exe",
  "\ud83d",
  "🇰🇵👩‍👩‍👧‍👦",
  "영변 핵시설",
  "e\u0301\u0302".repeat(40),
  "\\",
  "&amp;&lt;",
  "a\nb\r\n\u2028c",
  "\u0000\u0007",
];

/** Text as feeds might bring it at their worst: hostile pieces, long runs, any characters. */
export const anyText = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary", maxLength: 20 })), { maxLength: 8 })
    .map((parts) => parts.join(" ")),
  fc
    .tuple(
      fc.constantFrom("&", "<", "👩‍👩‍👧‍👦", "한", "*", "a", "e\u0301", "@everyone "),
      fc.integer({ min: 1, max: 3000 }),
    )
    .map(([unit, count]) => unit.repeat(count)),
);

const anyUrl = fc.oneof(
  fc.constant(null),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    "javascript:alert(1)",
    "https://u:p@evil.example/",
    "not an address",
    "https://a.example/(x)[y]<z>|w\"`'*_~",
    `https://a.example/${"x".repeat(3000)}`,
  ),
);

const anyInstant = fc.oneof(
  fc.integer({ min: 0, max: 4e12 }),
  fc.constantFrom(0, -1, 8.64e15, Number.MAX_SAFE_INTEGER),
);
const severity = fc.constantFrom("critical", "high", "normal", "low", "digest");
const anyReport = fc.record({
  item: fc.string(),
  title: anyText,
  url: anyUrl,
  publisher: anyText,
  kind: fc.constantFrom("wire", "state-media", "government", "imagery"),
  language: fc.constant(null),
  origin: fc.constantFrom("a", "b", "c"),
  publishedAt: fc.constant(null),
  firstSeenAt: anyInstant,
}) as fc.Arbitrary<Alert["reports"][number]>;

const anySide = fc.oneof(
  { weight: 4, arbitrary: fc.option(fc.integer({ min: 48, max: 4000 }), { freq: 1 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, -1, Number.NaN) },
);
const anyKnown = fc.record(
  {
    standing: fc.record({
      rung: fc.constantFrom("single origin", "several origins", "officially confirmed", "officially denied"),
      by: fc.option(anyText),
      firmness: fc.option(anyText),
      words: fc.option(anyText),
    }),
    facts: fc.array(
      fc.record({
        kind: fc.constantFrom("event", "place", "when", "claim", "imagery", "page"),
        text: anyText,
        url: anyUrl,
        doubtful: fc.boolean(),
      }),
      { maxLength: 12 },
    ),
    summaryMethod: fc.constantFrom("extractive", "model", "lead"),
    translation: fc.record({
      language: fc.constant("ko"),
      headline: fc.option(anyText),
      sentences: fc.array(anyText, { maxLength: 6 }),
    }),
    state: fc.record({
      kind: fc.constantFrom("open", "taken", "done", "snoozed", "irrelevant"),
      by: fc.option(anyText),
      until: fc.option(anyInstant),
      revision: fc.nat(),
    }),
    picture: fc.record({
      url: fc.oneof(
        { weight: 1, arbitrary: anyUrl.map((url) => url ?? "") },
        { weight: 3, arbitrary: fc.webUrl({ validSchemes: ["https"], withQueryParameters: true }) },
      ),
      alt: fc.option(anyText),
      width: anySide,
      height: anySide,
      publisher: anyText,
      kind: fc.constantFrom("wire", "imagery"),
    }),
  },
  { requiredKeys: [] },
);

const anyPlainAlert = fc.record({
  story: fc.oneof(fc.string(), fc.stringMatching(/^s[0-9a-f]{12}$/)),
  revision: fc.nat(),
  severity,
  headline: anyText,
  summary: fc.array(anyText, { maxLength: 6 }),
  watches: fc.array(fc.record({ watch: anyText, severity, terms: fc.array(anyText, { maxLength: 5 }) }), {
    maxLength: 5,
  }),
  reports: fc.array(anyReport, { maxLength: 15 }),
  origins: fc.nat({ max: 99 }),
  firstSeenAt: anyInstant,
  updatedAt: anyInstant,
  // Most are no part of another: those show the most.
  mergedInto: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.record({ story: fc.string(), url: anyUrl }) },
  ),
});

/** Any story in any state. What it is watched for may well stand in its own words. */
const anyAlert = fc.tuple(anyPlainAlert, anyKnown).chain(([alert, known]) =>
  fc.constantFrom(...[alert.headline, ...alert.summary]).map((term) => ({
    ...alert,
    ...known,
    watches: alert.watches.map((watch, index) => (index === 0 ? { ...watch, terms: [...watch.terms, term] } : watch)),
  })),
) as fc.Arbitrary<Alert>;

const anyNote = fc.record(
  {
    story: fc.string(),
    event: fc.constantFrom({ kind: "corroborated", origin: "o" }, { kind: "withdrawn", by: "x" }),
    text: anyText,
    url: anyUrl,
    about: fc.record({ headline: anyText, url: anyUrl }),
  },
  { requiredKeys: ["story", "event", "text", "url"] },
);

const anyDigest = fc.record({
  title: anyText,
  from: anyInstant,
  to: anyInstant,
  stories: fc.array(fc.record({ story: fc.string(), headline: anyText, url: anyUrl, severity, reports: fc.nat() }), {
    maxLength: 40,
  }),
});

const anyOperatorMessage = fc.record({
  severity: fc.constantFrom("problem", "recovered", "info"),
  title: anyText,
  text: anyText,
  hint: fc.option(anyText),
});

/** Any message of any kind with any text. */
export const anyBody: fc.Arbitrary<MessageBody> = fc.oneof(
  { weight: 3, arbitrary: anyAlert.map((alert): MessageBody => ({ kind: "alert", alert })) },
  anyNote.map((note) => ({ kind: "note", note }) as MessageBody),
  anyDigest.map((digest) => ({ kind: "digest", digest }) as MessageBody),
  anyOperatorMessage.map((message) => ({ kind: "operator", message }) as MessageBody),
);

/** Every address that the body gives us to link. */
export function urlsOf(body: MessageBody): (string | null)[] {
  switch (body.kind) {
    case "alert":
      return [...body.alert.reports, ...(body.alert.facts ?? []), body.alert.mergedInto].map((one) => one?.url ?? null);
    case "note":
      return [body.note.url, body.note.about?.url ?? null];
    case "digest":
      return body.digest.stories.map((story) => story.url);
    case "operator":
      return [];
  }
}

/** Any answer of a command. */
export const anyAnswer: fc.Arbitrary<Answer> = fc.record({
  title: anyText,
  rows: fc.array(
    fc.record(
      {
        text: anyText,
        url: anyUrl,
        at: fc.option(anyInstant),
        details: fc.array(anyText, { maxLength: 4 }),
        tone: fc.constantFrom("good" as const, "bad" as const),
      },
      { requiredKeys: ["text"] },
    ),
    { maxLength: 50 },
  ),
  footer: fc.option(anyText),
  data: fc.constant(null),
});
