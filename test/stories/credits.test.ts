import { expect, test } from "vitest";
import { agencyNamed, citedBy, creditOf } from "../../src/stories/credits.js";

const LINES: [string, string][] = [
  ["SEOUL, March 8 (Reuters) - A booster was moved to the pad.", "reuters"],
  ["Reuters — A booster was moved to the pad.", "reuters"],
  ["A booster was moved, two people said. (Reporting by A. Writer; Editing by B. Editor) (Reuters)", "reuters"],
  ["[ソウル 8日 ロイター] - 発射台にブースターが運ばれた。", "reuters"],
  ["路透社首尔3月8日电 助推器已运至发射台。", "reuters"],
  ["Cairo AP — A booster was moved to the pad.", "ap"],
  ["SEOUL, South Korea (AP) — A booster was moved.", "ap"],
  ["A booster was moved. Copyright 2019 The Associated Press. All rights reserved.", "ap"],
  ["A booster was moved. © 2019 AFP", "afp"],
  ["PARIS (AFP) - A booster was moved.", "afp"],
  ["【ソウルAFP時事】発射台にブースターが運ばれた。", "afp"],
  ["SEOUL, March 8 (Yonhap) -- A booster was moved.", "yonhap"],
  ["(서울=연합뉴스) 홍길동 기자 = 추진체가 발사대로 옮겨졌다.", "yonhap"],
  ["추진체가 발사대로 옮겨졌다. 저작권자(c) 연합뉴스, 무단 전재-재배포 금지", "yonhap"],
  ["추진체가 발사대로 옮겨졌다. ⓒ 연합뉴스", "yonhap"],
  ["【ソウル聯合ニュース】発射台にブースターが運ばれた。", "yonhap"],
  ["TOKYO, March 8 (Kyodo) - A booster was moved.", "kyodo"],
  ["【平壌共同】発射台にブースターが運ばれた。", "kyodo"],
  ["共同社3月8日电 助推器已运至发射台。", "kyodo"],
  ["BEIJING, March 8 (Xinhua) -- A booster was moved.", "xinhua"],
  ["新华社北京3月8日电 助推器已运至发射台。", "xinhua"],
  ["助推器已运至发射台。来源：新华社", "xinhua"],
  ["MOSCOW, March 8. /TASS/. A booster was moved.", "tass"],
  ["МОСКВА, 8 марта. /ТАСС/. Ускоритель доставлен на стартовую площадку.", "tass"],
  ["Ускоритель доставлен на площадку. Источник: ТАСС", "tass"],
  ["МОСКВА, 8 мар - РИА Новости. Ускоритель доставлен на площадку.", "ria"],
  ["Pyongyang, March 8 (KCNA) -- A booster was inspected.", "kcna"],
  ["A booster was moved. Source: TASS", "tass"],
  ["[서울=뉴시스] 추진체가 발사대로 옮겨졌다.", "newsis"],
];

test.each(LINES)("%s is credited", (text, agency) => {
  expect(creditOf(text)).toBe(agency);
});

const PLAIN = [
  "The apartment block on the hill was evacuated after the booster moved.",
  "A map — asap — shows where the booster was moved.",
  "两国共同宣布合作。",
  "양국은 공동 성명을 냈다.",
  "Leaders met with reporters on Tuesday; a photo (AP Photo) was shown.",
  "Sputnik was the first satellite, and the booster of today is no smaller.",
  "The tasselled curtain was drawn by Kyodoan workers.",
];

test.each(PLAIN)("%s names nobody as its writer", (text) => {
  expect(creditOf(text)).toBeNull();
});

test.each([
  ["Reuters", "reuters"],
  ["Agence France-Presse in Tokyo", "afp"],
  ["A. Writer, Associated Press", "ap"],
  ["By A. WRITER and B. WRITER, AP", "ap"],
  ["홍길동 연합뉴스 기자", "yonhap"],
  ["ТАСС", "tass"],
])("the byline %s is a credit", (byline, agency) => {
  expect(creditOf("A booster was moved to the pad.", byline)).toBe(agency);
});

test("a writer's name is no agency", () => {
  expect(creditOf("A booster was moved to the pad.", "April Chapman")).toBeNull();
});

test("a report says from whom it has its news", () => {
  expect(citedBy("Leader visits plant, KCNA says", "")).toBe("kcna");
  expect(citedBy("Booster moved", "The booster was moved, according to Yonhap news agency.")).toBe("yonhap");
  expect(citedBy("金総書記が視察", "朝鮮中央通信が5日に報じた。")).toBe("kcna");
  expect(citedBy("Booster moved", "Officials said so.")).toBeNull();
});

test("an agency's own feed is known by its publisher", () => {
  expect(agencyNamed("yna")).toBe("yonhap");
  expect(agencyNamed("Reuters World")).toBe("reuters");
  expect(agencyNamed("The Evening Paper")).toBeNull();
});
