/** Every command there is. A new one is a file and a line here. */
import { ACT_COMMANDS } from "./acts.js";
import { backtest } from "./backtest.js";
import type { Command } from "./command.js";
import { feedback } from "./feedback.js";
import { feeds } from "./feeds.js";
import { createHelp } from "./help.js";
import { recent } from "./recent.js";
import { status } from "./status.js";
import { stories } from "./stories.js";
import { story } from "./story.js";
import { watches } from "./watches.js";
import { why } from "./why.js";
import { whynot } from "./whynot.js";

const QUESTIONS: Command[] = [
  recent,
  status,
  why,
  whynot,
  story,
  stories,
  ...ACT_COMMANDS,
  feedback,
  watches,
  backtest,
  feeds,
];

export const COMMANDS: Command[] = [...QUESTIONS, createHelp(QUESTIONS)];
