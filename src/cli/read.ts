/** `watchdesk read URL`: what the bot sees of a page, for a person. */
import { rulesOf } from "../app/in-force.js";
import { openSummariser } from "../app/summary.js";
import { openFetcher, openPageLook } from "../app/web.js";
import { clock as clockWords, plain, type TerminalStyle } from "../channels/terminal-text.js";
import { systemClock } from "../clock.js";
import { type ReadAnswer, readForPerson } from "../commands/read.js";
import { WatchdeskError } from "../errors.js";
import { urlOf } from "../url.js";
import { configOf, logOf } from "./open.js";
import { say, styleOf, type Terminal, timeZoneOf } from "./terminal.js";

/** Pieces that were left out, shown of a page; `--json` has them all. */
const LEFT_OUT_SHOWN = 30;

export async function read(terminal: Terminal, url: string, given: { config?: string; json?: boolean }): Promise<void> {
  if (!/^https?:$/.test(urlOf(url)?.protocol ?? "")) {
    throw new WatchdeskError("usage", `read: ${url} is not an address of the web`, {
      hint: "for example: watchdesk read https://www.38north.org/2019/03/sohae030719/",
    });
  }
  const config = configOf(terminal, given.config);
  const web = { config, clock: systemClock, random: Math.random, version: terminal.version };
  const fetcher = openFetcher(web);
  const pages = openPageLook(web, fetcher);
  try {
    const { matcher, findPlaces } = rulesOf(config);
    const { maxSentences, maxChars } = config.summary;
    const summariser = await openSummariser(config, systemClock, logOf(terminal, config), null);
    const deps = { look: pages.look, matcher, findPlaces, summariser, clock: systemClock };
    const answer = await readForPerson({ ...deps, summaryLimits: { maxSentences, maxChars } }, url, terminal.ending);
    if (given.json) say(terminal, JSON.stringify(answer, null, 2));
    else say(terminal, drawRead(answer, styleOf(terminal), timeZoneOf(terminal)));
  } finally {
    await pages.close();
    await fetcher.close();
  }
}

/** Sections under headings; what there is none of is left out. Pure. */
export function drawRead(answer: ReadAnswer, style: TerminalStyle, timeZone: string): string {
  const { page, unread, leftOut, summary } = answer;
  const lines = [style.bold(plain(page?.title ?? answer.url))];
  if (unread !== null) {
    lines.push(`${style.red("!")} The page was not read: ${plain(unread)}. An alert shows the feed's own text.`);
  }
  if (page === null) return lines.join("\n");
  lines.push(...metadataLines(answer, timeZone).map((line) => style.dim(`  ${plain(line)}`)));
  const section = (heading: string, rows: string[]) => {
    if (rows.length > 0) lines.push("", style.bold(heading), ...rows.map((row) => `  ${row}`));
  };
  section("Watches", watchLines(answer));
  section(`Summary (${summary?.method})`, summary?.sentences.map(({ text }) => plain(text)) ?? []);
  const { translation } = summary ?? {};
  section(
    `Translation (${translation?.language})`,
    translation ? [translation.headline ?? "", ...translation.sentences].map(plain).filter(Boolean) : [],
  );
  const facts = answer.facts.map(({ kind, text, url, doubtful }) => {
    const words = `${kind}: ${plain(text)}${doubtful ? " (doubtful)" : ""}`;
    return kind === "place" && url !== null ? style.link(words, url) : words;
  });
  section("Facts", facts);
  section(`Text, ${page.text.length} characters`, page.text.split("\n").map(plain).filter(Boolean));
  const shown = leftOut.slice(0, LEFT_OUT_SHOWN).map(({ why, text }) => `${style.yellow(plain(why))}: ${plain(text)}`);
  const more = leftOut.length > LEFT_OUT_SHOWN ? [`and ${leftOut.length - LEFT_OUT_SHOWN} more; --json has all`] : [];
  section(`Left out, ${leftOut.length}`, [...shown, ...more]);
  return lines.join("\n");
}

function metadataLines({ page, url, followed }: ReadAnswer, timeZone: string): string[] {
  if (page === null) return [];
  const who = [page.siteName, page.byline === null ? null : `by ${page.byline}`, page.language];
  const date = (what: string, at: string | null) =>
    `${what} ${at === null ? "not stated" : clockWords(Date.parse(at), timeZone)}`;
  return [
    who.filter((one) => one !== null).join(" · "),
    `${date("published", page.publishedAt)} · ${date("updated", page.updatedAt)}`,
    page.url === url ? url : `${url} led to ${page.url}`,
    followed === null
      ? ""
      : "the page has next to no text, so the other address that it gives of itself was followed, once",
  ].filter((line) => line !== "");
}

function watchLines({ hits, rejected }: ReadAnswer): string[] {
  const matched = hits.map(({ watch, severity, terms }) => {
    const names = [...new Set(terms.map(({ term }) => plain(term)))].join(", ");
    return `${watch} matches (${severity}): ${names}`;
  });
  const missed = rejected.map(({ watch, why }) => `${watch} does not: ${plain(why)}`);
  return matched.length + missed.length > 0 ? [...matched, ...missed] : ["no watch in force wants it"];
}
