/**
 * Makes the pictures of the README from the very payloads that Slack and Discord are sent: the built renderers draw the
 * alerts of story.mjs, Chromium draws these. Needs a build and Chromium on the PATH (or in CHROMIUM).
 *
 *   npm run build && node docs/pictures/make.mjs
 *
 * With a folder it draws there, beside those of the README, what is worth a look when the layout changes: without a
 * picture, with a large one, on a phone, in a thread that many alerts share.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { renderDiscord } from "../../dist/discord/render.js";
import { renderSlack } from "../../dist/slack/render.js";
import { discordHtml } from "./discord.mjs";
import { pageHtml } from "./page.mjs";
import { slackHtml } from "./slack.mjs";
import { PICTURES } from "./story.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const CHROMIUM = process.env.CHROMIUM ?? "chromium";
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage"];
const SCALE = 1.15;

const PLATFORMS = {
  slack: { render: renderSlack, html: slackHtml },
  discord: { render: renderDiscord, html: discordHtml },
};

const target = process.argv[2] ?? HERE;
const wanted = Object.entries(PICTURES).filter(([, { kept }]) => kept || target !== HERE);
mkdirSync(target, { recursive: true });

const folder = mkdtempSync(join(tmpdir(), "watchdesk-pictures-"));
const chromium = (...args) =>
  execFileSync(CHROMIUM, [...FLAGS, `--user-data-dir=${folder}/profile`, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });

try {
  for (const [platform, { render, html }] of Object.entries(PLATFORMS)) {
    for (const [name, { alert, notes, about, width }] of wanted) {
      const options = { key: "0a1b2c", revision: alert.revision };
      const message = render({ kind: "alert", alert }, options);
      const replies = notes.map((note) => render({ kind: "note", note }, { ...options, about }));
      const page = join(folder, "page.html");
      writeFileSync(page, pageHtml(html(message, replies), width));
      const height =
        /<title>(\d+)<\/title>/.exec(chromium("--dump-dom", `--window-size=${width},800`, page))?.[1] ?? 800;
      const picture = join(target, `${platform}-${name}.png`);
      chromium(
        `--screenshot=${picture}`,
        `--force-device-scale-factor=${SCALE}`,
        `--window-size=${width},${height}`,
        page,
      );
      console.log(`${picture}: ${Math.round(statSync(picture).size / 1000)} kB`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
