/** Every command there is. A new one is a file and a line here. */
import type { Command } from "./command.js";
import { createHelp } from "./help.js";
import { recent } from "./recent.js";
import { status } from "./status.js";

const QUESTIONS: Command[] = [recent, status];

export const COMMANDS: Command[] = [...QUESTIONS, createHelp(QUESTIONS)];
