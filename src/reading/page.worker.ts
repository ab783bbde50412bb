/** Entry of the workers that read pages. */
import { serveTasks } from "../workers/serve.js";
import { createReadPage } from "./page.js";

export default serveTasks(createReadPage());
