/** Draws a Slack message from its payload: what Block Kit shows, near enough to judge the layout by. */
import { clockIn, escaped, pictureHtml } from "./page.mjs";

export function slackHtml(payload, replies) {
  const thread = replies.map((one) => `<div class="reply">${messageHtml(one)}</div>`).join("");
  const count = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
  return `<div class="slack">${messageHtml(payload)}${thread === "" ? "" : `<div class="replies">${count}</div>${thread}`}</div>`;
}

function messageHtml({ blocks }) {
  return `<div class="message"><div class="face">W</div><div class="body">
    <div class="who"><b>Watchdesk</b> <span class="app">APP</span> <span class="at">20:48</span></div>
    ${blocks.map(blockHtml).join("")}</div></div>`;
}

function blockHtml(block) {
  switch (block.type) {
    case "header":
      return `<h1>${escaped(block.text.text)}</h1>`;
    case "rich_text":
      return `<div class="block">${block.elements.map(richHtml).join("")}</div>`;
    case "context":
      return `<div class="context">${block.elements.map((one) => `<span>${textHtml(one)}</span>`).join("")}</div>`;
    case "section":
      return `<div class="block section"><div>${textHtml(block.text)}${fieldsHtml(block.fields ?? [])}</div>${pictureHtml(block.accessory.alt_text)}</div>`;
    case "image":
      return `<div class="block image"><div>${textHtml(block.title)}</div>${pictureHtml(block.alt_text)}</div>`;
    case "actions":
      return `<div class="actions">${block.elements.map(actionHtml).join("")}</div>`;
    default:
      throw new Error(`no drawing for ${block.type}`);
  }
}

function fieldsHtml(fields) {
  return `<div class="fields">${fields.map((one) => `<span>${textHtml(one)}</span>`).join("")}</div>`;
}

function richHtml(element) {
  if (element.type === "rich_text_list") {
    return `<ul>${element.elements.map((one) => `<li>${one.elements.map(pieceHtml).join("")}</li>`).join("")}</ul>`;
  }
  return `<div>${element.elements.map(pieceHtml).join("")}</div>`;
}

function pieceHtml(piece) {
  if (piece.type === "link") return `<a>${escaped(piece.text)}</a>`;
  if (piece.type === "date") return clockIn(piece.timestamp);
  const text = escaped(piece.text).replaceAll("\n", "<br>");
  const bold = piece.style?.bold ? `<b>${text}</b>` : text;
  return piece.style?.italic ? `<i>${bold}</i>` : bold;
}

/** Of mrkdwn we write date tokens alone. */
function textHtml({ type, text }) {
  if (type === "plain_text") return escaped(text);
  return escaped(text).replace(/&lt;!date\^(\d+)\^[^|]*\|[^&]*&gt;/g, (_, seconds) => clockIn(Number(seconds)));
}

function actionHtml(element) {
  const label = element.type === "button" ? element.text.text : `${element.placeholder.text} ▾`;
  return `<span class="button ${element.style ?? ""}">${escaped(label)}</span>`;
}
