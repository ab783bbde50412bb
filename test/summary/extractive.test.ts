import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createExtractiveSummariser, summarise } from "../../src/summary/extractive.js";
import { splitSentences } from "../../src/summary/sentences.js";

const article = (text: string, title = "", language: string | null = "en", id = "a") => ({ id, title, text, language });
const request = (articles: ReturnType<typeof article>[], terms: string[] = [], maxSentences = 2, maxChars = 500) => ({
  articles,
  terms,
  maxSentences,
  maxChars,
});

const said = (summary: { sentences: { text: string }[] }) => summary.sentences.map((s) => s.text).join(" ");

const port = [
  "The weather on the coast was mild for most of the week.",
  "Satellite pictures show a new gantry tower at the Sonae launch site, analysts said on Tuesday.",
  "The tower stands beside the older pad and is about 40 metres tall.",
  "We do not know what you will think of it.",
].join(" ");

describe("an extractive summary", () => {
  it("holds the watched name when a sentence that fits does", () => {
    const { sentences } = summarise(request([article(port)], ["Sonae"]));
    expect(sentences.map((s) => s.text).join(" ")).toContain("Sonae");
  });
  it("gives exact spans of whole sentences", () => {
    const whole = new Set(splitSentences(port, "en").map((s) => s.text));
    for (const { text, start, end } of summarise(request([article(port)])).sentences) {
      expect(port.slice(start, end)).toBe(text);
      expect(whole).toContain(text);
    }
  });
  it("stands in the article's order", () => {
    const starts = summarise(request([article(port)], [], 3, 1000)).sentences.map((s) => s.start);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });
  it("does not repeat the headline", () => {
    const title = "Tower collapses at northern shipyard";
    const text = `${title}. Two workers were hurt when the crane fell across the slipway on Monday.`;
    expect(summarise(request([article(text, title)])).sentences.map((s) => s.text)).toEqual([
      "Two workers were hurt when the crane fell across the slipway on Monday.",
    ]);
  });
  it("skips a sentence that is longer than the limit", () => {
    const long = `The Sonae site ${"and its many buildings ".repeat(40)}stood empty.`;
    const { sentences } = summarise(
      request([article(`${long} Guards closed the gate of the Sonae site at noon.`)], ["Sonae"]),
    );
    expect(sentences[0]?.text).toBe("Guards closed the gate of the Sonae site at noon.");
  });
  it("is empty when nothing fits", () => {
    expect(summarise(request([article(port)], [], 2, 10)).sentences).toEqual([]);
  });
  it("is empty for an empty text", () => {
    expect(summarise(request([article("")])).sentences).toEqual([]);
  });
  it("takes one sentence from each of two articles", () => {
    const other = "Officials in the capital denied that any rocket was moved to the Sonae site this month.";
    const { sentences } = summarise(
      request([article(port, "", "en", "one"), article(other, "", "en", "two")], ["Sonae"]),
    );
    expect(sentences.map((s) => s.article).sort()).toEqual(["one", "two"]);
  });
  it("does not say the same twice from two articles", () => {
    const { sentences } = summarise(
      request([article(port, "", "en", "one"), article(port, "", "en", "two")], ["Sonae"]),
    );
    const texts = sentences.map((s) => s.text);
    expect(new Set(texts).size).toBe(texts.length);
  });
  it("finds a Korean name with its particle", () => {
    const text = "날씨는 맑았다. 위성 사진에 따르면 서해발사장에서 새 구조물이 확인됐다. 주민들은 조용했다.";
    expect(said(summarise(request([article(text, "", "ko")], ["서해발사장"], 1)))).toContain("서해발사장");
  });
  it("does not take a part of a word for a name", () => {
    const text = "The Sonaeville fair opened its doors to visitors. Trucks reached Sonae after dark on Monday evening.";
    expect(said(summarise(request([article(text)], ["Sonae"], 1)))).toContain("Trucks");
  });
  it("leaves out where the report was filed", () => {
    const text = "SONAE, June 3 (Portwire) - Cranes were moved to the Sonae pier on Monday. The harbour was calm.";
    expect(said(summarise(request([article(text)], ["Sonae"])))).toBe("Cranes were moved to the Sonae pier on Monday.");
  });
  it("shows where the report was filed when the name stands nowhere else", () => {
    const text = "SONAE (Portwire) - Cranes were moved to the pier on Monday. The harbour was calm.";
    expect(summarise(request([article(text)], ["Sonae"])).sentences.map((s) => s.text)).toEqual([
      "SONAE (Portwire) -",
      "Cranes were moved to the pier on Monday.",
    ]);
    expect(said(summarise(request([article(text)], ["Sonae"], 1)))).toBe("Cranes were moved to the pier on Monday.");
  });
  it("takes one sentence from each of two articles though the name stands in datelines alone", () => {
    const one = "SONAE (Portwire) - Cranes were moved to the pier on Monday. The harbour was calm.";
    const two = "SONAE (Coastwire) - Officials in the capital denied that any rocket was brought there this month.";
    const { sentences } = summarise(request([article(one, "", "en", "one"), article(two, "", "en", "two")], ["Sonae"]));
    expect(sentences.map((s) => s.article).sort()).toEqual(["one", "two"]);
  });
  it("prefers a sentence in which the name is not a part of another's", () => {
    const text =
      "The story was first told by the Sonae Harbour Gazette on Monday. Cranes were moved to Sonae by the army on Monday.";
    expect(said(summarise(request([article(text)], ["Sonae"], 1)))).toContain("Cranes");
  });
  it("takes names with signs that mean something in patterns", () => {
    const text = "Nothing happened in the town for days. The Hwa-5(b)+ engine was tested on the stand near the river.";
    expect(summarise(request([article(text)], ["Hwa-5(b)+"])).sentences[0]?.text).toContain("engine");
  });
  it("comes from the port as from the function", async () => {
    const asked = request([article(port)], ["Sonae"]);
    expect(await createExtractiveSummariser().summarise(asked, new AbortController().signal)).toEqual(summarise(asked));
  });
  it("keeps its limits for any text", () => {
    const text = fc.oneof(fc.string({ unit: "binary", maxLength: 800 }), fc.lorem({ maxCount: 12, mode: "sentences" }));
    fc.assert(
      fc.property(
        text,
        text,
        fc.nat(4),
        fc.nat(600),
        fc.array(fc.string({ maxLength: 6 })),
        (a, b, most, chars, terms) => {
          const articles = [article(a, b, null, "one"), article(b, a, "ko", "two")];
          const { sentences } = summarise(request(articles, terms, most, chars));
          expect(sentences.length).toBeLessThanOrEqual(most);
          expect(sentences.map((s) => s.text).join(" ").length).toBeLessThanOrEqual(chars);
          for (const s of sentences) {
            const source = articles.find((one) => one.id === s.article)?.text ?? "";
            expect(source.slice(s.start, s.end)).toBe(s.text);
          }
        },
      ),
    );
  });
});
