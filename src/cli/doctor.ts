import { checkChats } from "../app/checks.js";
import { WatchdeskError } from "../errors.js";
import { configOf } from "./open.js";
import { say, styleOf, type Terminal } from "./terminal.js";

/** Looks at every account and channel; throws when something is to be mended. */
export async function doctor(terminal: Terminal, options: { config?: string }): Promise<void> {
  const config = configOf(terminal, options.config);
  const style = styleOf(terminal);
  const checked = await checkChats(config, terminal.ending);
  if (checked.length === 0) {
    say(terminal, "No accounts or webhooks are configured; see docs/slack.md, docs/discord.md and docs/webhook.md.");
  }
  for (const { of, findings } of checked) {
    say(terminal, style.bold(of));
    for (const { ok, text, hint } of findings) {
      const mark = ok === null ? style.dim("--") : ok ? style.green("ok") : style.red("no");
      say(terminal, `  ${mark}  ${text}`);
      if (ok !== true && hint) say(terminal, `      ${hint}`);
    }
  }
  const broken = checked.flatMap(({ findings }) => findings).filter(({ ok }) => ok === false).length;
  if (broken > 0) throw new WatchdeskError("channel", `${broken} to mend; see above`);
}
