/** How an answer is drawn, alike on both platforms: valid whatever it says, cut with care, and what is left out is counted. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Answer } from "../../src/commands/command.js";
import { anyAnswer } from "./alerts.js";
import { anAnswer } from "./chat-commands.js";

export interface DrawnAnswer {
  /** As the platform would say of it; empty when it is right. */
  violations: string[];
  /** Texts that were cut to a limit. */
  cut: string[];
  /** The whole of it as text. */
  all: string;
}

const graphemesOf = (text: string) => [...new Intl.Segmenter("en").segment(text)].map(({ segment }) => segment);
const MANY = 50;

export function answerContract(draw: (answer: Answer) => DrawnAnswer): void {
  test("is valid whatever it says", () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        expect(draw(answer).violations).toEqual([]);
      }),
    );
  });

  test.each(["&".repeat(3000), "👩‍👩‍👧‍👦".repeat(400), "핵시설".repeat(1000)])(
    "keeps its limits and cuts between graphemes (%.4s…)",
    (text) => {
      const { violations, cut } = draw(anAnswer({ title: text, rows: [{ text, details: [text] }], footer: text }));
      expect(violations).toEqual([]);
      const graphemes = new Set(graphemesOf(text));
      expect(cut.length).toBeGreaterThan(0);
      for (const said of cut) {
        expect(graphemesOf(said.replace(/…$/, "")).every((one) => graphemes.has(one))).toBe(true);
      }
    },
  );

  test("shows text, link, time and details of a row", () => {
    const { all } = draw(anAnswer());
    for (const part of ["New roof", "https://news.example/1", "1800000000", "First Wire · sohae"]) {
      expect(all).toContain(part);
    }
  });

  test("counts the rows that it leaves out", () => {
    const rows = Array.from({ length: MANY }, (_, index) => ({ text: `row-${index}- ${"x".repeat(140)}` }));
    const { all } = draw(anAnswer({ rows }));
    const shown = rows.filter((_, index) => all.includes(`row-${index}-`)).length;
    expect([shown > 10, Number(/and (\d+) more/.exec(all)?.[1]) + shown]).toEqual([true, MANY]);
  });
}
