/** `stage sentences`: {id, text, language?} -> {sentences:[{text,start,end}]}. */
import { z } from "zod";
import type { StageFilter } from "../stage.js";
import { splitSentences } from "../summary/sentences.js";

const row = z.object({ text: z.string(), language: z.string().nullish() });

/** A filter that cuts each line's text into sentences; offsets are UTF-16 into the text as given. */
export function createSentencesStage(): StageFilter {
  return {
    answer(line) {
      const { text, language } = row.parse(line);
      return { sentences: splitSentences(text, language ?? null) };
    },
  };
}
