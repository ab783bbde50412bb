/** Every command there is. A new one is a file and a line here. */
import type { Command } from "./command.js";
import { feeds } from "./feeds.js";
import { createHelp } from "./help.js";
import { recent } from "./recent.js";
import { status } from "./status.js";

const QUESTIONS: Command[] = [recent, status, feeds];

export const COMMANDS: Command[] = [...QUESTIONS, createHelp(QUESTIONS)];
