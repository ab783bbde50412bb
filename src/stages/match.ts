/** The stage filter `match`: an item a line in, its hits and near misses out. */
import { z } from "zod";
import type { FeedKind, MatchInput } from "../model.js";
import type { Matcher } from "../pipeline/match.js";
import type { StageFilter } from "../stage.js";

const KINDS = [
  "wire",
  "newspaper",
  "think-tank",
  "state-media",
  "government",
  "imagery",
  "tracking",
  "search",
] as const satisfies FeedKind[];

const lineSchema = z.object({
  title: z.string().nullish(),
  text: z.string().nullish(),
  language: z.string().nullish(),
  feed: z
    .object({ id: z.string().nullish(), kind: z.enum(KINDS).nullish(), publisher: z.string().nullish() })
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
