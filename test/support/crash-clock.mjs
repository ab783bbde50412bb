/**
 * Loaded before the bot: a clock on the wall that jumps. The file that WATCHDESK_TEST_CLOCK names holds by how many ms
 * it is wrong.
 */
import { readFileSync } from "node:fs";

const RealDate = Date;
const file = process.env.WATCHDESK_TEST_CLOCK ?? "";
const now = () => RealDate.now() + Number(readFileSync(file, "utf8"));

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(now());
    else super(...given);
  }

  static now() {
    return now();
  }
};
