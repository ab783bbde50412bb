/** Entry of the parsing workers. */
import { serveTasks } from "../workers/serve.js";
import { createParseDocument } from "./parse-document.js";

export default serveTasks(createParseDocument());
