/** What Slack sends for a slash command, as a question. Pure. */
import type { Command, RawInput } from "../commands/command.js";
import { parseText } from "../commands/parse-text.js";

/** The slash command that config/slack-manifest.yaml declares. */
export const SLASH_COMMAND = "/watch";

/**
 * The text behind the slash command as command and raw values. Throws WatchdeskError (`usage`).
 * Slack escapes three characters: https://docs.slack.dev/interactivity/implementing-slash-commands
 */
export function readQuestion(text: string, commands: Command[]): { command: Command; raw: RawInput } {
  return parseText(text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"), commands);
}
