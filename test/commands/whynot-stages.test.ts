/** `whynot` through all stages: grouping, routes, quiet hours, cooling-off, surges; and over real HTTP. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { createProgram } from "../../src/cli/program.js";
import { spanText } from "../../src/commands/would-route.js";
import { temporaryFolder } from "../support/app.js";
import { linesOf, polledDesk } from "../support/desk.js";
import { type Handler, startServer } from "../support/http-server.js";
import type { RssItem } from "../support/memory-fetcher.js";
import { rss } from "../support/memory-fetcher.js";

const ITEMS: RssItem[] = [
  { guid: "1", title: "Work seen at Sohae", text: "Cranes stand at the pad." },
  { guid: "3", title: "School choir wins prize" },
];
const asked = async (yaml: string, text: string) => {
  const { ask } = await polledDesk(yaml, ITEMS);
  const answer = await ask(`whynot ${text}`);
  return { lines: linesOf(answer), data: answer.data as { stage: string | null; why: string } };
};
const sites = (part: string, rest = "") => `watches: [{ id: sites, any: [Sohae, Sanumdong]${part} }]\n${rest}`;

test("a text that would join a story says which, on what evidence, and that its alert would be edited", async () => {
  const { lines, data } = await asked(sites(""), "Work seen at Sohae again, cranes stand at the pad");
  expect(data.stage).toBeNull();
  expect(lines).toContain('it would join the story "Work seen at Sohae" · likeness');
  expect(lines).toContain("terminal: its alert is there and would be edited");
});

test("a text that would open a story says so, and that it would be alerted at once", async () => {
  const { lines } = await asked(sites(""), "Brass bands fill the streets of Sanumdong");
  expect(lines).toContain("it would open a story of its own");
  expect(lines).toContain("terminal: would be alerted at once");
});

test("a watch of severity digest stops at route", async () => {
  const { lines, data } = await asked(sites(", severity: digest"), "Brass bands of Sanumdong");
  expect(data).toMatchObject({ stage: "route", why: "its watches have severity digest, which never alerts" });
  expect(lines).toContain("terminal: no alert: severity digest never alerts");
});

test("a watch that cools off stops at route, with the time that is left", async () => {
  const { data } = await asked(sites(", coolingOff: 6h"), "Brass bands fill the streets of Sanumdong");
  expect(data.stage).toBe("route");
  expect(data.why).toMatch(/^watch sites: it cools off for another 3\d\d min, since it alerted another story$/);
});

test("a watch that waits for a surge stops at route, with what is missing", async () => {
  const { data } = await asked(sites(", surge: true"), "Brass bands fill the streets of Sanumdong");
  expect(data).toMatchObject({
    stage: "route",
    why: "watch sites: it waits for a surge: no habit yet: 0 of 7 windows",
  });
});

// The desk's clock begins at 13:00 UTC.
test.each([
  ["routes: [{ to: [terminal], wait: 5m }]", "terminal: would be alerted after 5 min in which it collects reports"],
  [
    "routes: [{ to: [terminal], quietHours: { from: '12:00', to: '15:30', timeZone: UTC } }]",
    /terminal: would wait for 2 h \d+ min: quiet hours from 12:00 to 15:30 \(UTC\)|terminal: would wait for 2 h 30 min/,
  ],
  ["routes: [{ to: [terminal], watches: [other] }]", "terminal: no alert: the route takes the watch other alone"],
  [
    "routes: [{ to: [terminal], severities: [critical, high] }]",
    "terminal: no alert: the route takes severity critical, high alone; this is normal",
  ],
])("a route is told as it is: %s", async (routes, said) => {
  const { lines } = await asked(sites("", routes), "Brass bands fill the streets of Sanumdong");
  expect(lines).toMatch(typeof said === "string" ? new RegExp(said.replace(/[()]/g, "\\$&")) : said);
});

test("a kept item that no route took says which routes there are and why", async () => {
  const { ask } = await polledDesk(sites("", "routes: [{ to: [terminal], watches: [other] }]"), ITEMS);
  const answer = await ask("whynot https://news.example/1");
  expect(answer.data).toMatchObject({ stage: "route", why: "no route takes it" });
  expect(linesOf(answer)).toContain("the route takes the watch other alone");
});

test.each([
  [900, "1 s"],
  [59_000, "59 s"],
  [61_000, "2 min"],
  [3_600_000, "1 h"],
  [22_800_000, "6 h 20 min"],
])("%d ms are said as %s", (ms, said) => {
  expect(spanText(ms)).toBe(said);
});

/** A site on loopback with one feed, and the command line with a store that a poll of it has made. */
async function site(pages: Record<string, string>, allow = true) {
  const handler: Handler = (request, response) => {
    const page = pages[request.url ?? ""];
    response.writeHead(page === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" }).end(page ?? "");
  };
  const server = await startServer(handler);
  onTestFinished(() => server.close());
  const cwd = temporaryFolder();
  const config = (allowed: boolean) => `
store: { path: ${join(cwd, "store.db")} }
log: { level: silent }
polling: { allow: [${allowed ? "127.0.0.1" : ""}], spread: false, lookBack: 3650d }
include: { watches: [], feeds: [] }
watches: [Sohae]
feeds: [{ id: loop, url: "${server.url}/feed" }]
`;
  const write = (allowed: boolean) => writeFileSync(join(cwd, "watchdesk.yaml"), config(allowed));
  async function watchdesk(...args: string[]) {
    let out = "";
    const output = new PassThrough().on("data", (chunk) => (out += chunk));
    const { signal } = new AbortController();
    const input = Readable.from([]);
    const program = await createProgram({
      env: {},
      cwd,
      input,
      output,
      errors: new PassThrough(),
      ending: signal,
      version: "test",
    });
    await program.parseAsync(["node", "watchdesk", ...args, "--config", "watchdesk.yaml"]);
    return out;
  }
  write(true);
  await watchdesk("once");
  write(allow);
  return { server, watchdesk };
}

const PARAGRAPH =
  "The gantry at the site was moved again on Friday, pictures of the week show, and lorries stood beside it. ";
const page = (title: string) =>
  `<html lang="en"><head><title>${title}</title></head><body><article><h1>${title}</h1><p>${PARAGRAPH.repeat(6)}</p></article></body></html>`;
const FEED = { "/feed": rss([{ guid: "1", title: "Potatoes" }]) };

test("over HTTP: a page that no feed brought is fetched, matched, grouped and routed", async () => {
  const { server, watchdesk } = await site({ ...FEED, "/new": page("New tower at Sohae") });
  const said = await watchdesk("whynot", `${server.url}/new`);
  expect(said).toContain("New tower at Sohae\n");
  expect(said).toMatch(
    /stops at fetch: it would be alerted, but no feed of 127\.0\.0\.1:\d+ has brought it yet \(loop\)/,
  );
  expect(said).toContain("it would open a story of its own");
  expect(said).toContain("terminal: would be alerted at once");
  expect(server.requests.map((one) => one.url)).toEqual(["/feed", "/robots.txt", "/new"]);
});

test("over HTTP: a page without a watched word stops at match", async () => {
  const { server, watchdesk } = await site({ ...FEED, "/dull": page("Harvest of potatoes begins") });
  expect(await watchdesk("whynot", `${server.url}/dull`)).toContain("stops at match: no watch fires");
});

test("over HTTP: a page that robots.txt keeps, and one that is not there, stop at read", async () => {
  const robots = "User-agent: *\nDisallow: /kept";
  const { server, watchdesk } = await site({ ...FEED, "/robots.txt": robots, "/kept": page("Sohae") });
  expect(await watchdesk("whynot", `${server.url}/kept`)).toContain(
    "stops at read: the page cannot be read: the site's robots.txt asks not to",
  );
  expect(await watchdesk("whynot", `${server.url}/none`)).toMatch(/stops at read: the page cannot be read: .*404/);
});

test("over HTTP: an address of our own network is not asked unless it is allowed", async () => {
  const { server, watchdesk } = await site({ ...FEED, "/new": page("Sohae") }, false);
  const before = server.requests.length;
  expect(await watchdesk("whynot", `${server.url}/new`)).toContain("stops at read: the page cannot be read");
  expect(server.requests).toHaveLength(before);
});

test("a feed of the site that fails is named with its error", async () => {
  const { server, watchdesk } = await site({ "/new": page("New tower at Sohae") });
  expect(await watchdesk("whynot", `${server.url}/new`)).toMatch(/feed loop of 127\.0\.0\.1:\d+ is \w+: .*404/);
});
