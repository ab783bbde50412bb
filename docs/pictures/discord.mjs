/** Draws a Discord message from its payload: embed and components, near enough to judge the layout by. */
import { clockIn, escaped, pictureHtml } from "./page.mjs";

export function discordHtml(payload, replies) {
  const thread = replies.map((one) => `<div class="reply">${messageHtml(one)}</div>`).join("");
  const open = thread === "" ? "" : `<div class="replies">🧵 What changed · ${replies.length} messages</div>${thread}`;
  return `<div class="discord">${messageHtml(payload)}${open}</div>`;
}

function messageHtml({ embeds, components = [] }) {
  return `<div class="message"><div class="face">W</div><div class="body">
    <div class="who"><b>Watchdesk</b> <span class="app">APP</span> <span class="at">Today at 20:48</span></div>
    ${embeds.map(embedHtml).join("")}${components.map(rowHtml).join("")}</div></div>`;
}

function embedHtml({
  title,
  url,
  color = 0x4f545c,
  description = "",
  fields = [],
  footer,
  timestamp,
  thumbnail,
  image,
}) {
  const head = title === undefined ? "" : `<div class="title${url ? " link" : ""}">${markdownHtml(title)}</div>`;
  const cells = fields.map(
    ({ name, value, inline }) =>
      `<div class="field${inline ? " inline" : ""}"><b>${markdownHtml(name)}</b><div>${markdownHtml(value)}</div></div>`,
  );
  const foot = [footer?.text, timestamp && clockIn(Date.parse(timestamp) / 1000)].filter(Boolean).join(" • ");
  return `<div class="embed" style="border-left-color:#${color.toString(16).padStart(6, "0")}">${drawn("thumbnail", thumbnail)}${head}
    <div class="description">${markdownHtml(description)}</div><div class="fields">${cells.join("")}</div>${drawn("image", image)}
    <div class="footer">${escaped(foot)}</div></div>`;
}

const drawn = (name, one) => (one === undefined ? "" : `<div class="${name}">${pictureHtml(one.description)}</div>`);

/** The Markdown that we write: bold, links, times, small print, and escapes. */
function markdownHtml(text) {
  return text.split("\n").map(lineHtml).join("");
}

function lineHtml(line) {
  const small = line.startsWith("-# ");
  // Escaped characters step aside while markup is read.
  const kept = [];
  const said = escaped(small ? line.slice(3) : line)
    .replace(/\\(&[a-z]+;|[^A-Za-z0-9\s])/g, (_, char) => `\uE001${kept.push(char) - 1}\uE002`)
    .replace(/\*\*(.+?)\*\*/g, "<b>$1</b>")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "<a>$1</a>")
    .replace(/&lt;t:(\d+):([fR])&gt;/g, (_, seconds, form) => (form === "R" ? "an hour ago" : clockIn(Number(seconds))))
    .replace(/\uE001(\d+)\uE002/g, (_, index) => kept[Number(index)]);
  return `<div class="${small ? "small" : "line"}">${said || "&nbsp;"}</div>`;
}

function rowHtml({ components }) {
  return `<div class="actions">${components.map(componentHtml).join("")}</div>`;
}

function componentHtml(one) {
  if (one.type === 3) return `<span class="select">${escaped(one.placeholder)} <span>⌄</span></span>`;
  return `<span class="button ${one.style === 1 ? "primary" : ""}">${escaped(one.label)}</span>`;
}
