/** Entry of the workers that read documents for the bot: parsed, identified and made ready for the store. */
import { workerData } from "node:worker_threads";
import type { WatchFile } from "../config/watch-schema.js";
import { compileRules } from "../matching/compile.js";
import { createParseDocument } from "../parsing/parse-document.js";
import { createIntake } from "../pipeline/intake.js";
import { createMatcher } from "../pipeline/match.js";
import { packCapture } from "../store/captures.js";
import { itemWords } from "../store/search-words.js";
import { serveTasks } from "../workers/serve.js";

/** Compiled while the thread starts, which is no document's time. */
const matcher = createMatcher(compileRules(workerData as WatchFile[]));

export default serveTasks(
  createIntake({ parse: createParseDocument(), wordsOf: itemWords, pack: packCapture, matcher }),
);
