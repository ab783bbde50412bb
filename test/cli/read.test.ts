/** `watchdesk read` on pages of a site on loopback. */
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { read } from "../../src/cli/read.js";
import type { ReadAnswer } from "../../src/commands/read.js";
import { startModelServer } from "../summary/model/model-servers.js";
import { temporaryFolder } from "../support/app.js";
import { SITE_PACK } from "../support/read-desk.js";

const PARAGRAPHS = [
  "Commercial satellite images of 2 March by Planet Labs show two cranes at the Sonae launch site, where work has begun.",
  "The Coast Institute assessed that the roof of the hall is being put back, and that lorries come and go every day.",
  "Nothing in the pictures tells whether a launch is being prepared, and the ministry has not answered any questions.",
];
const PAGE = `<!doctype html><html lang="en"><head><title>Cranes at Sonae | Coast Daily</title>
<meta property="og:site_name" content="Coast Daily"><meta name="author" content="Ada Brook">
<meta property="article:published_time" content="2019-03-05T09:12:00Z">
<meta property="article:modified_time" content="2019-03-07T10:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Cranes at Sonae</h1><p>By Ada Brook</p>
<figure><img src="a.jpg"><figcaption>The hall in January.</figcaption></figure>
${PARAGRAPHS.map((paragraph) => `<p>${paragraph}</p>`).join("")}
<p>Sign up for our daily newsletter.</p><p><a href="/2">Read more: The hall of last year</a></p></article></body></html>`;

/** What the program prints of a page, told to leave the network alone but for loopback. */
async function readPage(
  path: string,
  pages: Record<string, string>,
  options: { json?: boolean } = {},
  allow = "[127.0.0.1]",
  more = "",
) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const text = pages[request.url ?? ""];
    response.writeHead(text === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "sites.yaml"), SITE_PACK);
  writeFileSync(
    join(cwd, "watchdesk.yaml"),
    `polling: { allow: ${allow} }\ninclude: { watches: [sites.yaml], feeds: [] }\n${more}`,
  );
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  let out = "";
  const output = new Writable({
    write(chunk, _encoding, done) {
      out += chunk;
      done();
    },
  });
  const ending = new AbortController().signal;
  const terminal = {
    env: { TZ: "UTC" },
    cwd,
    input: Readable.from([]),
    output,
    errors: output,
    ending,
    version: "test",
  };
  await read(terminal, url, { config: "watchdesk.yaml", ...options });
  return { out, asked };
}

test("read shows text, dates apart, watches, summary, facts and what it leaves out", async () => {
  const { out } = await readPage("/1", { "/1": PAGE });
  expect(out).toContain("Cranes at Sonae\n  Coast Daily · by Ada Brook · en\n");
  expect(out).toContain("published 2019-03-05 09:12 UTC · updated 2019-03-07 10:00 UTC");
  expect(out).toContain("sites matches (normal): Sonae");
  expect(out).toMatch(/Summary \(extractive\)\n {2}Commercial satellite images of 2 March/);
  expect(out).toContain("imagery: of 2 March 2019, Planet Labs, 3 days before the report");
  expect(out).toContain("place: Sonae Launch Site, 40.100, 125.200");
  expect(out).toMatch(/Text, \d+ characters\n {2}Commercial satellite images/);
  for (const line of [
    "byline: By Ada Brook",
    "caption: The hall in January.",
    "sign-up: Sign up for",
    "navigation: Home",
  ])
    expect(out).toContain(line);
  expect(out).toContain("leads to other pages: Read more: The hall of last year");
});

test("read --json gives the same for programs, facts with their places", async () => {
  const { out } = await readPage("/1", { "/1": PAGE }, { json: true });
  const answer = JSON.parse(out) as ReadAnswer;
  expect(answer).toMatchObject({ ok: true, unread: null, page: { siteName: "Coast Daily", byline: "Ada Brook" } });
  const { text } = answer.page!;
  const [place] = answer.spans!.places;
  expect(place?.name).toBe(place?.field === "title" ? "Sonae" : text.slice(place!.start, place!.end));
  expect(answer.leftOut.length).toBeGreaterThan(3);
});

test("read says where a page with next to no text led, and follows once", async () => {
  const stub = (next: string) =>
    `<html><head><link rel="canonical" href="${next}"></head><body><p>Soon.</p></body></html>`;
  const { out, asked } = await readPage("/stub", { "/stub": stub("/1"), "/1": PAGE });
  expect(out).toMatch(/\/stub led to http\S+\/1\n {2}the page has next to no text, so the other address/);
  expect(asked).toEqual(["/robots.txt", "/stub", "/1"]);
  const loop = await readPage("/a", { "/a": stub("/b"), "/b": stub("/a") });
  expect(loop.asked).toEqual(["/robots.txt", "/a", "/b"]);
});

test("read summarises by the configured model and shows its translation, and counts nothing of the day's budget", async () => {
  const server = await startModelServer("openai");
  onTestFinished(() => server.close());
  const sentence = "Two cranes stand at the Sonae launch site, images of 2 March show.";
  const translation = { title: "소내에 크레인", sentences: ["소내 발사장에 크레인 2대가 서 있다."] };
  server.behave(() => JSON.stringify({ sentences: [{ text: sentence, cites: [1] }], translation }));
  const model = `{ provider: openai, name: small, baseUrl: "${server.url}", translateTo: ko }`;
  const { out } = await readPage("/1", { "/1": PAGE }, {}, "[127.0.0.1]", `summary: { model: ${model} }\n`);
  expect(out).toContain(`Summary (model)\n  ${sentence}`);
  expect(out).toContain(`Translation (ko)\n  ${translation.title}\n  ${translation.sentences[0]}`);
});

test("read says that robots.txt asks not to, and asks for nothing else", async () => {
  const { out, asked } = await readPage("/1", { "/robots.txt": "User-agent: *\nDisallow: /", "/1": PAGE });
  expect(out).toContain("The page was not read: the site's robots.txt asks not to.");
  expect(asked).toEqual(["/robots.txt"]);
});

test("read says what wall stands before the text, and shows what it saw", async () => {
  const wall = "<html><body><article><h1>Cranes</h1><p>Subscribe now to continue reading.</p></article></body></html>";
  const { out } = await readPage("/1", { "/1": wall });
  expect(out).toContain("The page was not read: the text is for subscribers.");
});

test("read does not reach an address of the own network that is not allowed", async () => {
  const { out, asked } = await readPage("/1", { "/1": PAGE }, {}, "[]");
  expect(out).toContain("The page was not read:");
  expect(asked).toEqual([]);
});

test("read refuses what is no address of the web", async () => {
  await expect(read({} as never, "sohae", {})).rejects.toMatchObject({ code: "usage" });
});
