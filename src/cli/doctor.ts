import { checkAccounts } from "../app/chat.js";
import { WatchdeskError } from "../errors.js";
import { configOf } from "./open.js";
import { say, styleOf, type Terminal } from "./terminal.js";

/** Looks at every account and its channels; throws when something is to be mended. */
export async function doctor(terminal: Terminal, options: { config?: string }): Promise<void> {
  const config = configOf(terminal, options.config);
  const style = styleOf(terminal);
  const accounts = await checkAccounts(config, terminal.ending);
  if (accounts.length === 0) say(terminal, "No accounts are configured; see docs/slack.md and docs/discord.md.");
  for (const { account, findings } of accounts) {
    say(terminal, style.bold(account));
    for (const { ok, text, hint } of findings) {
      say(terminal, `  ${ok ? style.green("ok") : style.red("no")}  ${text}`);
      if (!ok && hint) say(terminal, `      ${hint}`);
    }
  }
  const broken = accounts.flatMap(({ findings }) => findings).filter((finding) => !finding.ok).length;
  if (broken > 0) throw new WatchdeskError("channel", `${broken} to mend; see above`);
}
