/** Items that a person means by an id or an address. */
import { WatchdeskError } from "../errors.js";
import { addressIdentity } from "../pipeline/identify.js";
import type { KeptRecord } from "../ports.js";
import { urlOf } from "../url.js";
import type { CommandContext } from "./command.js";

/** One page may have come through several feeds; more are not told. */
const MAX_RECORDS = 5;
/** Ids and addresses people paste. */
export const MAX_ADDRESS_CHARS = 2_000;

/** An address as people paste it, without the brackets and the label that chats put around it; null when it is none. */
export function addressOf(text: string): string | null {
  const bare = text.trim().replace(/^<([^|>]*)(\|[^>]*)?>$/, "$1");
  return /^https?:\/\/\S+$/i.test(bare) && urlOf(bare) !== null ? bare : null;
}

export async function recordsOf(context: CommandContext, text: string): Promise<KeptRecord[]> {
  const address = addressOf(text);
  const identity = addressIdentity(address);
  return context.store.items.find({ id: text.trim(), identities: identity === null ? [] : [identity] }, MAX_RECORDS);
}

/** Throws WatchdeskError (`usage`) where nothing was given. */
export function given(input: string | number | boolean | null | undefined, command: string, what: string): string {
  if (typeof input === "string" && input.trim() !== "") return input.trim();
  throw new WatchdeskError("usage", `${command}: of what? Give ${what}`);
}
