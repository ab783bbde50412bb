import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MessageBody } from "../../src/model.js";
import { INERT, NOT_UNFURLED, renderSlack } from "../../src/slack/render.js";
import { alertBody, anAlert, anyBody, aReport, noteBody, urlsOf } from "../support/alerts.js";
import { slackViolations } from "../support/slack-contract.js";

const options = { key: "k1", revision: 3 };

/** With the alert named in notes, as where many share a thread. */
const draw = (body: MessageBody) =>
  renderSlack(body, { ...options, about: body.kind === "note" ? (body.note.about ?? null) : null });

/** What links to messages of our own are called. */
const OWN_NAMES = ["Open its alert", "open the alert"];

function violations(body: MessageBody): string[] {
  const rendered = { channel: "C1", ...draw(body), ...INERT };
  return [
    ...slackViolations("chat.postMessage", { ...rendered, ...NOT_UNFURLED }),
    ...slackViolations("chat.update", { ...rendered, ts: "1.2" }),
  ];
}

/** Every element of every block, however deep. */
function elements(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(elements);
  if (typeof node !== "object" || node === null) return [];
  return [node as Record<string, unknown>, ...Object.values(node).flatMap(elements)];
}

const textOf = (body: MessageBody) => draw(body).text;

describe("Slack's rendering", () => {
  test("any message with any text is valid in posts and edits", () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        expect(violations(body)).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });

  test("any message consists of literal elements, dates and links alone; markup is our own dates", () => {
    const allowed = [
      "header",
      "rich_text",
      "context",
      "plain_text",
      "rich_text_section",
      "rich_text_list",
      "text",
      "link",
      "date",
      // The picture, whose words are plain text.
      "section",
      "image",
      // Buttons and menus; their words are ours.
      "actions",
      "button",
      "static_select",
      "mrkdwn",
    ];
    const ours = /^(( · )?(first seen|updated) <!date\^\d+\^\{date_short_pretty\} \{time\}\|[-\d :]+UTC>)+$/i;
    fc.assert(
      fc.property(anyBody, (body) => {
        for (const element of elements(draw(body).blocks)) {
          if ("type" in element) expect(allowed).toContain(element["type"]);
          if (element["type"] === "mrkdwn") expect(element["text"]).toMatch(ours);
        }
      }),
    );
  });

  test("any link is one of the message's own addresses and named by its host, or leads to an alert of ours", () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const known = urlsOf(body).flatMap((url) => (url !== null && URL.canParse(url) ? [new URL(url).href] : []));
        for (const element of elements(draw(body).blocks)) {
          if (element["type"] !== "link") continue;
          expect(known).toContain(element["url"]);
          expect(String(element["url"])).toMatch(/^https?:\/\//);
          if (OWN_NAMES.includes(String(element["text"]))) continue;
          const host = new URL(String(element["url"])).host.replace(/^www\./, "");
          expect(host.startsWith(String(element["text"]).replace(/…$/, ""))).toBe(true);
        }
      }),
    );
  });

  test("any fallback text holds no bare angle bracket and no mark of formatting from outside", () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const said = urlsOf(body).length > 0 ? textOf(body).replace(/https?:\S+/g, "") : textOf(body);
        expect(said).not.toMatch(/[<>*`~]/);
      }),
    );
  });

  test("a headline of 3,000 ampersands stays within the limits", () => {
    expect(violations(alertBody({ headline: "&".repeat(3000), summary: ["&".repeat(3000)] }))).toEqual([]);
  });

  test("a headline is cut between graphemes", () => {
    const [header] = renderSlack(alertBody({ headline: "👩‍👩‍👧‍👦".repeat(40) }), options).blocks;
    const text = (header as { text: { text: string } }).text.text;
    expect(text.replace(/^🟠 /, "").replace(/…$/, "").replaceAll("👩‍👩‍👧‍👦", "")).toBe("");
    expect(text.endsWith("…")).toBe(true);
  });

  test("mentions are broken in literal text as well", () => {
    const drawn = JSON.stringify(renderSlack(alertBody({ headline: "<!channel> @everyone <@U1>" }), options));
    expect(drawn).not.toMatch(/<!channel|@everyone|<@U1/);
  });

  test("the fallback text tells headline, summary, counts, reasons and sources", () => {
    const text = textOf(alertBody());
    expect(text).toContain("🟠 High: New building seen at the northern test site");
    expect(text).toContain("Pictures of Tuesday show a new roof.");
    expect(text).toContain("2 origins, 2 reports");
    expect(text).toContain("Why: Northern test site (test site, 시험장)");
    expect(text).toContain("https://news.example/building?id=1&amp;from=feed");
  });

  test("each origin shows its first report, and repetitions are folded", () => {
    const reports = [
      aReport({ item: "1", title: "First", firstSeenAt: 1 }),
      aReport({ item: "2", title: "Reprint", firstSeenAt: 2 }),
      aReport({ item: "3", title: "Independent", firstSeenAt: 3, origin: "own" }),
    ];
    const text = textOf(alertBody({ reports }));
    expect(text.indexOf("First")).toBeLessThan(text.indexOf("Independent"));
    expect(text).not.toContain("Reprint");
    expect(text).toContain("and 1 more report");
  });

  test("origins beyond four are counted", () => {
    const reports = Array.from({ length: 11 }, (_, index) => aReport({ item: `${index}`, origin: `${index}` }));
    expect(JSON.stringify(renderSlack(alertBody({ reports }), options))).toContain("and 7 more reports");
  });

  test("a merged story points to the elder one", () => {
    const merged = anAlert({ mergedInto: { story: "elder", url: "https://team.slack.com/archives/C1/p1" } });
    const text = textOf({ kind: "alert", alert: merged });
    expect(text).toContain("part of a story already told");
    expect(text).toContain("https://team.slack.com/archives/C1/p1");
  });

  test("the key stands in the metadata and in the first block's id", () => {
    const drawn = renderSlack(noteBody(), options);
    expect(drawn.metadata.event_payload).toEqual({ key: "k1", revision: 3 });
    expect(drawn.blocks[0]?.block_id).toBe("wd.k1.3");
  });

  test("a message to the operators keeps its lines", () => {
    const message = {
      severity: "problem" as const,
      title: "2 mistakes",
      text: "a.yaml:3: this\nb.yaml:7: that",
      hint: null,
    };
    expect(textOf({ kind: "operator", message })).toContain("a.yaml:3: this\nb.yaml:7: that");
  });
});
