/**
 * The stages that run alone, each built when it is asked for; the second half of the composition root. What a stage does
 * not need is not even loaded: a filter of sentences is no bot.
 */
import type { Config } from "../config/load.js";
import type { StageFilter } from "../stage.js";

/** Every stage there is; the configuration is loaded only where one needs it. */
export const STAGES = {
  parse: async () => (await import("../stages/parse.js")).createParseStage(),
  match: async (config: () => Promise<Config>) => {
    const { rulesOf } = await import("./in-force.js");
    return (await import("../stages/match.js")).createMatchStage(rulesOf(await config()).matcher);
  },
  group: async (config: () => Promise<Config>) => {
    const { createStoryIndex } = await import("../stories/story-index.js");
    const { ownConcepts } = await import("../stories/own-concepts.js");
    const { shippedTables } = await import("../stories/tables.js");
    const tables = shippedTables(ownConcepts((await config()).watchFiles));
    return (await import("../stages/group.js")).createGroupStage(createStoryIndex({ tables }));
  },
  read: async () => (await import("../stages/read.js")).createReadStage(),
  render: async () => (await import("../stages/render.js")).createRenderStage(),
  sentences: async () => (await import("../stages/sentences.js")).createSentencesStage(),
  summarise: async () => (await import("../stages/summarise.js")).createSummariseStage(),
} satisfies Record<string, (config: () => Promise<Config>) => Promise<StageFilter>>;

export function openStage(name: keyof typeof STAGES, config: () => Promise<Config>): Promise<StageFilter> {
  return STAGES[name](config);
}
