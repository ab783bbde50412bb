import { describe, expect, it } from "vitest";
import { createSentencesStage } from "../../src/stages/sentences.js";
import { createSummariseStage } from "../../src/stages/summarise.js";

describe("stage sentences", () => {
  it("answers the sentences of a line", () => {
    expect(createSentencesStage().answer({ id: 1, text: "One came. Two left.", language: null })).toEqual({
      sentences: [
        { text: "One came.", start: 0, end: 9 },
        { text: "Two left.", start: 10, end: 19 },
      ],
    });
  });
  it("refuses a line without text", () => {
    expect(() => createSentencesStage().answer({ id: 1 })).toThrow();
  });
});

describe("stage summarise", () => {
  it("summarises a text and names the method", async () => {
    const answer = await createSummariseStage().answer({
      text: "The gate of the depot was shut on Sunday.",
      terms: null,
    });
    expect(answer).toEqual({
      sentences: [{ text: "The gate of the depot was shut on Sunday.", start: 0, end: 41 }],
      method: "extractive",
    });
  });
  it("says which article of a story a sentence comes from", async () => {
    const articles = [
      { id: 7, text: "The gate of the depot was shut on Sunday." },
      { id: "b", text: "Engineers say that the bridge can be crossed again.", title: null, language: "en" },
    ];
    const answer = await createSummariseStage().answer({ articles });
    expect(answer).toMatchObject({ sentences: expect.arrayContaining([expect.objectContaining({ article: "7" })]) });
  });
  it("refuses a line with neither text nor articles", () => {
    expect(() => createSummariseStage().answer({ id: 1, articles: [] })).toThrow(/no text or articles/);
  });
  it("keeps to the limits of the line", async () => {
    const text = "The gate was shut. The road was open. The bridge was down.";
    const answer = await createSummariseStage().answer({ text, maxSentences: 1, maxChars: 20 });
    expect(answer).toMatchObject({ sentences: [{ text: expect.stringContaining("The gate") }] });
  });
});
