/** `stage summarise`: one text, or the articles of a story, to at most a few of its sentences. */
import { z } from "zod";
import { WatchdeskError } from "../errors.js";
import type { Summariser, SummaryRequest } from "../ports.js";
import type { StageFilter } from "../stage.js";
import { createExtractiveSummariser, DEFAULT_MAX_CHARS, DEFAULT_MAX_SENTENCES } from "../summary/extractive.js";

const article = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  title: z.string().nullish(),
  text: z.string(),
  language: z.string().nullish(),
});
const row = z.object({
  title: z.string().nullish(),
  text: z.string().nullish(),
  language: z.string().nullish(),
  terms: z.array(z.string()).nullish(),
  articles: z.array(article).nullish(),
  maxSentences: z.number().int().min(0).max(20).nullish(),
  maxChars: z.number().int().min(0).max(20_000).nullish(),
});

/** A filter that summarises each line, offline unless another summariser is given. */
export function createSummariseStage(summariser: Summariser = createExtractiveSummariser()): StageFilter {
  return { answer: (line) => summariser.summarise(requestOf(row.parse(line)), new AbortController().signal) };
}

function requestOf(line: z.infer<typeof row>): SummaryRequest {
  const articles = line.articles ?? (line.text == null ? null : [{ ...line, id: "text", text: line.text }]);
  if (articles === null || articles.length === 0) throw new WatchdeskError("input", "the line has no text or articles");
  return {
    articles: articles.map(({ id, title, text, language }) => ({
      id,
      title: title ?? "",
      text,
      language: language ?? null,
    })),
    terms: line.terms ?? [],
    maxSentences: line.maxSentences ?? DEFAULT_MAX_SENTENCES,
    maxChars: line.maxChars ?? DEFAULT_MAX_CHARS,
  };
}
