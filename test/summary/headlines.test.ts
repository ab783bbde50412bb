/** A summary stands under its headline and says something else; and what two origins give to it. */
import { describe, expect, it } from "vitest";
import type { SummaryRequest } from "../../src/ports.js";
import { summarise } from "../../src/summary/extractive.js";

type Article = SummaryRequest["articles"][number];
const article = (text: string, title = "", id = "a", language = "en"): Article => ({ id, title, text, language });
const said = (articles: Article[], terms: string[] = []) =>
  summarise({ articles, terms, maxSentences: 2, maxChars: 500 }).sentences.map(({ text }) => text);

const TITLE = "New gantry tower rises at Sonae launch site";
const NEWS = "The tower at Sonae is about 40 metres tall and was not there in January, pictures of Tuesday show.";

describe("the headline", () => {
  it("is not repeated though it holds the watched name", () => {
    expect(said([article(`${TITLE}. ${NEWS}`, TITLE)], ["Sonae"])).toEqual([NEWS]);
  });
  it("is not repeated in other words where another sentence says more", () => {
    const again = "A new gantry tower rises at the Sonae launch site, it says.";
    expect(said([article(`${again} ${NEWS}`, TITLE)], ["Sonae"])).toEqual([NEWS]);
  });
  it("is not repeated though only it holds the watched name", () => {
    const more = "The work took four weeks, and two cranes still stand beside the road that leads to the pad.";
    expect(said([article(`${TITLE}. ${more}`, TITLE)], ["Sonae"])).toEqual([more]);
  });
  it("is not repeated where the text says nothing else", () => {
    expect(said([article(`${TITLE}.`, TITLE)], ["Sonae"])).toEqual([]);
  });
  it("is not repeated in Korean", () => {
    const title = "북한, 소내 발사장에 새 정비탑 세워";
    const more = "정비탑은 높이가 40미터이며 소내 발사장에는 지난 1월까지 없던 것이라고 연구소가 밝혔다.";
    expect(said([article(`${title}. ${more}`, title, "a", "ko")], ["소내"])).toEqual([more]);
  });
  it("of one report is not repeated by another", () => {
    const other = `${TITLE}. Guards closed the road that leads to Sonae on Monday, witnesses told the paper.`;
    const summary = said([article(NEWS, TITLE), article(other, "Road closed near the coast", "b")], ["Sonae"]);
    expect(summary).toEqual([NEWS, "Guards closed the road that leads to Sonae on Monday, witnesses told the paper."]);
  });
  it("of a part of the text is no sentence of it", () => {
    const text = `What Sonae is\n\n${NEWS}\n\nThe road to it was closed. Nobody has said why. The ministry is silent.`;
    expect(said([article(text)], ["Sonae"])).toEqual([NEWS]);
  });
});

describe("of three origins the two that add most", () => {
  const first = article(
    "Two cranes and several trucks stood at the Sonae launch site on Monday, pictures show.",
    "",
    "a",
  );
  const little = article("Two cranes stood at the Sonae launch site on Monday, seen in pictures by a paper.", "", "b");
  const much = article(
    "Guards have closed the road to Sonae since May, and trains bring steel to its yard at night, witnesses told.",
    "",
    "c",
  );
  it("speak, whatever their order", () => {
    for (const articles of [
      [first, little, much],
      [much, little, first],
      [little, first, much],
    ]) {
      expect(said(articles, ["Sonae"])).toContain(much.text);
      expect(said(articles, ["Sonae"])).toHaveLength(2);
    }
  });
  it("name what is watched in both sentences where they can", () => {
    const aside = "The harbour is quiet, its boats lie at the old quay, and the market opens at six.";
    const other = article(`${aside} Steel for a second tower came to Sonae by rail last week.`, "", "d");
    expect(said([first, other], ["Sonae"]).every((text) => text.includes("Sonae"))).toBe(true);
  });
  it("are of one language where another adds no more than its words", () => {
    const korean = article("소내 발사장에서 크레인 두 대와 차량 여러 대가 월요일 위성사진에 포착됐다.", "", "k", "ko");
    expect(said([first, korean, much], ["Sonae", "소내"])).toEqual(expect.arrayContaining([first.text, much.text]));
  });
  it("may be of two languages where there is no other", () => {
    const korean = article(
      "소내로 가는 길은 5월부터 막혀 있고 밤마다 열차가 강재를 나른다고 주민이 전했다.",
      "",
      "k",
      "ko",
    );
    expect(said([first, korean], ["Sonae", "소내"])).toHaveLength(2);
  });
});
