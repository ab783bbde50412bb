/** The stage filter `match`: an item a line in, its hits and near misses out. */
import { z } from "zod";
import { FEED_KINDS } from "../enumerations.js";
import type { MatchInput } from "../model.js";
import type { Matcher } from "../ports.js";
import type { StageFilter } from "../stage.js";

const lineSchema = z.object({
  title: z.string().nullish(),
  text: z.string().nullish(),
  language: z.string().nullish(),
  feed: z
    .object({ id: z.string().nullish(), kind: z.enum(FEED_KINDS).nullish(), publisher: z.string().nullish() })
    .nullish(),
});

/** Answers `{title, text?, language?, feed?}` with `{hits, rejected}`; a line with neither title nor text has no hits. */
export function createMatchStage(matcher: Matcher): StageFilter {
  return {
    answer(line) {
      const { title, text, language, feed } = lineSchema.parse(line);
      const input: MatchInput = {
        title: title ?? "",
        text: text ?? "",
        language: language ?? null,
        feed: feed?.id ? { id: feed.id, kind: feed.kind ?? "newspaper", publisher: feed.publisher ?? feed.id } : null,
      };
      return matcher.match(input);
    },
  };
}
