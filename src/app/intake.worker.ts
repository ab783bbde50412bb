/** Entry of the workers that read documents for the bot: parsed, identified and made ready for the store. */
import { createParseDocument } from "../parsing/parse-document.js";
import { createIntake } from "../pipeline/intake.js";
import { packCapture } from "../store/captures.js";
import { itemWords } from "../store/search-words.js";
import { serveTasks } from "../workers/serve.js";

export default serveTasks(createIntake({ parse: createParseDocument(), wordsOf: itemWords, pack: packCapture }));
