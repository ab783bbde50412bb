/** The page around a drawn message: fonts, colours, sizes. */
import { readFileSync } from "node:fs";

const PAD = `data:image/svg+xml;base64,${readFileSync(new URL("pad.svg", import.meta.url)).toString("base64")}`;

/** In place of a picture that a feed would offer stands one that we have drawn. */
export const pictureHtml = (alt) => `<img src="${PAD}" alt="${escaped(alt)}">`;

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escaped = (text) => text.replace(/[&<>"]/g, (char) => ENTITIES[char]);

/** As a reader in Seoul would see it. */
export function clockIn(seconds) {
  const format = {
    timeZone: "Asia/Seoul",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  };
  return new Intl.DateTimeFormat("en-GB", format).format(seconds * 1000).replace(",", " at");
}

const STYLE = `
  * { box-sizing: border-box } body { margin: 0; font: 15px/1.46 Lato, Inter, "Noto Sans CJK KR", "Noto Color Emoji", sans-serif }
  .message { display: flex; gap: 10px } .body { flex: 1; min-width: 0 }
  .face { flex: none; width: 36px; height: 36px; border-radius: 6px; background: #2f4858; color: #fff; font-weight: 700; display: grid; place-items: center }
  .app { font-size: 10px; padding: 1px 4px; border-radius: 3px } .at { font-size: 12px; opacity: .6 }
  ul { margin: 0; padding-left: 26px } .actions { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px }
  .reply { margin: 10px 0 0 46px } .reply .face { width: 24px; height: 24px; font-size: 12px }
  .replies { margin: 10px 0 0 46px; font-size: 13px; font-weight: 700 }
  .slack { padding: 16px; color: #1d1c1d; background: #fff } .slack a { color: #1264a3 } .slack .app { background: #e8e8e8; color: #616061 }
  .slack h1 { font-size: 18px; line-height: 1.33; margin: 4px 0 6px } .slack .block { margin: 0 0 8px } .slack .replies { color: #1264a3 }
  .slack .section { display: flex; gap: 12px; justify-content: space-between } .slack .fields { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-top: 6px } .slack .section img { flex: none; width: 88px; height: 88px; object-fit: cover; border-radius: 8px }
  .slack .image img { display: block; max-width: 360px; width: 100%; border-radius: 8px } .slack .image div { margin-bottom: 4px }
  .slack .context { font-size: 13px; color: #616061; display: flex; flex-wrap: wrap; gap: 2px 8px }
  .slack .button { border: 1px solid #c8c8c8; border-radius: 4px; padding: 4px 12px; font-size: 14px; font-weight: 700 }
  .slack .button.primary { background: #007a5a; border-color: #007a5a; color: #fff }
  .discord { padding: 16px; color: #dbdee1; background: #313338; font-size: 15px } .discord a, .discord .link { color: #00a8fc }
  .discord .app { background: #5865f2; color: #fff } .discord .who b { color: #fff }
  .embed { background: #2b2d31; border-left: 4px solid; border-radius: 4px; padding: 10px 14px 12px; margin-top: 6px; max-width: 520px; font-size: 14px; line-height: 1.4 }
  .embed .title { font-weight: 700; font-size: 16px; color: #fff; margin-bottom: 6px } .embed .title.link { color: #00a8fc }
  .embed > .thumbnail { float: right; margin: 0 0 8px 16px } .thumbnail img { display: block; width: 80px; border-radius: 4px }
  .embed .image img { display: block; margin-top: 12px; max-width: 400px; width: 100%; border-radius: 4px }
  .small { font-size: 12px; color: #949ba4 } .line { min-height: 1em } .fields { display: flex; gap: 8px; margin-top: 8px }
  .field { flex: 1 } .field b { color: #fff } .embed .footer { font-size: 12px; margin-top: 8px; color: #b5bac1 }
  .discord .button { background: #4e5058; color: #fff; border-radius: 3px; padding: 5px 14px; font-size: 14px } .discord .button.primary { background: #5865f2 }
  .discord .select { background: #1e1f22; color: #949ba4; border-radius: 4px; padding: 8px 12px; width: 400px; max-width: 100%; display: flex; justify-content: space-between }
`;

/** @param message HTML of one drawn message; the page tells its height in the title. */
export function pageHtml(message, width) {
  return `<!doctype html><meta charset="utf-8"><style>${STYLE} body { width: ${width}px }</style><body>${message}
    <script>document.title = Math.ceil(document.body.getBoundingClientRect().height)</script></body>`;
}
