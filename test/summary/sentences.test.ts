import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitSentences } from "../../src/summary/sentences.js";

const cut = (text: string, language: string | null = "en") => splitSentences(text, language).map((s) => s.text);
/** Joins the sentences and expects the same cut again. */
const keeps = (sentences: string[], language = "en") => expect(cut(sentences.join(" "), language)).toEqual(sentences);

describe("sentences in English", () => {
  it("does not end after a title before a name", () => {
    keeps(["Gen. Ada Brook met Sen. Lim in Paris.", "Lt. Col. Roy Tan Jr. was absent."]);
  });
  it("does not end inside U.S. Navy and ends after U.S. before a starter", () => {
    keeps(["The U.S. Navy sailed from the U.S.", "The crew was small."]);
  });
  it("does not end after initials", () => {
    keeps(["The book is by J. K. Marsh and Anne B. Cole.", "It sold well."]);
  });
  it("ends after a pronoun that looks like an initial", () => {
    keeps(["They left before you and I.", "Did anyone see?"]);
  });
  it("does not end in front of a number that an abbreviation announces", () => {
    keeps(["Launch pad No. 3 was used on Jan. 9 as p. 14 shows.", "Nothing else moved."]);
  });
  it("keeps decimals, addresses and sums whole", () => {
    keeps(["It rose 3.5 percent to $4.20 at www.example.org on Monday.", "It fell later."]);
  });
  it("lets the word after a time of day decide", () => {
    keeps(["It began at 9 a.m. Tuesday in Kyoto.", "It ended at 5 p.m.", "Crowds went home."]);
  });
  it("does not take a fronted time for a sentence", () => {
    keeps(["At 6 a.m. Mr. Ode woke up."]);
  });
  it("keeps a question inside a quotation with the verb of saying", () => {
    keeps(['"Is it ready?" Marsh asked.', '"Almost!" she replied.']);
  });
  it("ends after a quotation that is a sentence", () => {
    keeps(['"It is over."', "The hall went quiet."]);
  });
  it("does not end inside brackets", () => {
    keeps(["The blast (which hurt nine. Some were guards.) was loud.", "Nobody explained it."]);
  });
  it("goes on after a name with an exclamation mark before a small letter", () => {
    keeps(["Shares of Zoom! rose again.", "Others fell."]);
  });
  it("goes on after dots of omission before a small letter", () => {
    keeps(["He was ... well, what I saw . . . I did not like it.", "So I left."]);
  });
  it("cuts numbered lists at their markers", () => {
    keeps(["1. The first point", "2. The second point", "3. The third point"]);
  });
  it("cuts lettered lists at their markers", () => {
    keeps(["a. The first point", "b. The second point"]);
  });
  it("ends at line breaks", () => {
    expect(cut("Headline without a stop\nThe text begins here.")).toHaveLength(2);
  });
  it("joins a wrapped line", () => {
    expect(cut("The convoy moved along the\ncoast until dawn.")).toHaveLength(1);
  });
  it("sets a dateline apart that stood on its own line", () => {
    keeps(["Rain closes the northern port", "Friday, March 8, 2019", "The northern port is closed."]);
  });
  it("sets apart where a report was filed, with its agency, day and dash", () => {
    keeps(["SONAE, June 3 (Portwire) -", "The port was closed.", "Rain went on."]);
    keeps(["Port Sonae, South Ruritania (PW) --", '"It is over," the mayor said.']);
    keeps(["WESTHAVEN —", "The fleet came home."]);
    keeps(["WESTHAVEN, Nov. 12, 2019 –", "The fleet came home."]);
  });
  it("sets apart an agency that the first word is glued to", () => {
    expect(cut("Oslo (AFP)Gov. Lena Moe spoke. Others listened.")).toEqual([
      "Oslo (AFP)",
      "Gov. Lena Moe spoke.",
      "Others listened.",
    ]);
  });
  it("finds where reports were filed at the beginning of lines only", () => {
    const two = "The first report.\nSONAE (PW) - The second one.\n\n  WESTHAVEN (PW) - The third.";
    expect(cut(two)).toEqual([
      "The first report.",
      "SONAE (PW) -",
      "The second one.",
      "WESTHAVEN (PW) -",
      "The third.",
    ]);
    keeps(["The Global Port Union (GPU) Director Lena Moe left.", "The union (GPU) -- an old one -- stays."]);
  });
  it("takes no name with its letters in brackets for where a report was filed", () => {
    keeps(["Global Port Union (GPU) Director Lena Moe left."]);
    keeps(["Global Port Union (GPU) members left."]);
    keeps(["GANTRY - the new one - stands."]);
  });
  it("leaves a full date inside its sentence", () => {
    keeps(["The port closed on Friday, March 8, 2019 Mayor Ode said."]);
  });
  it("finds an abbreviation behind a bracket", () => {
    keeps(["Aides (all of them)Gov. Lena Moe among them, left.", "Others listened."]);
  });
  it("ends where a missing space hides a stop", () => {
    expect(cut("The tower fell.The guards ran.")).toEqual(["The tower fell.", "The guards ran."]);
  });
});

describe("sentences in other languages", () => {
  it("keeps a Korean quotation with its particle", () => {
    keeps(["박 장관은 “괜찮습니다. 염려 마세요.”라며 웃었다.", "기자들은 물었다."], "ko");
  });
  it("keeps a bracket before a Korean particle", () => {
    keeps(["영국(U.K.)은 찬성했다.", "독일은 반대했다."], "ko");
  });
  it("finds Korean sentences that have no stop", () => {
    keeps(["연구진은 새 위성을 공개했다", "발사는 내년에 한다", "예산은 아직 없다"], "ko");
  });
  it("leaves a Korean phrase that goes on after its ending", () => {
    keeps(["가장 큰 어려움은 예산 문제다", "인력도 매우 적다", "연구진은 이를 풀 생각이다"], "ko");
    keeps(
      [
        "부품을 하나의 판에다 붙여 강보다 단단하게 했다",
        "캐나다 연구진도 마다 않고 왔다",
        "값도 싸다고 한다",
        "생산은 내년에 한다",
      ],
      "ko",
    );
    keeps(["그는 늘 갔다 왔다 했다.", "오늘은 쉬었다."], "ko");
  });
  it("keeps a Japanese quotation whole", () => {
    keeps(["首相は「準備はできた。待つだけだ。」と述べた。"], "ja");
  });
  it("parts a Korean text without stops from the headline's quotation, its subheads and a signature", () => {
    keeps(
      [
        '강 교수팀 논문 발표…"전기차 앞날 밝게 할 기술"',
        "국내 연구진이 새 전지를 만들었다",
        "값도 싸다고 한다",
        "생산은 내년에 한다",
      ],
      "ko",
    );
    keeps(
      [
        "- 새 전지 기술 개발",
        "- 충전 시간 크게 줄여 국내 연구진이 새 전지를 만들었다",
        "값도 싸다고 한다",
        "생산은 내년에 한다",
      ],
      "ko",
    );
    keeps(
      [
        "연구진이 새 전지를 만들었다",
        "사진은 연구소 김영희 기자 kim@paper.example",
        "전지는 값도 싸다고 한다",
        "생산은 내년에 한다",
      ],
      "ko",
    );
  });
  it("leaves a quotation whole that the sentence goes on from", () => {
    keeps(
      ['그는 "새 전지가 앞날을 바꿀 것" 강조하며 웃었다', "연구진도 기대가 크다고 한다", "생산은 내년에 한다"],
      "ko",
    );
  });
  it("cuts Chinese at its own stops", () => {
    expect(cut("导弹已经发射。没有人受伤。", "zh")).toHaveLength(2);
  });
  it("does not end after Russian abbreviations of places", () => {
    keeps(["Он приехал в г. Омск вчера.", "Там шёл снег."], "ru");
  });
  it("does not end after a German ordinal before its month", () => {
    const text = "Das zeigen Bilder vom 3. März 2026. Am 4. Juni war es still.";
    expect(splitSentences(text, "de").map((s) => s.text)).toEqual([
      "Das zeigen Bilder vom 3. März 2026.",
      "Am 4. Juni war es still.",
    ]);
  });
  it("sets apart where a report was filed in Chinese, Japanese and Russian", () => {
    const first = (text: string, language: string) => splitSentences(text, language)[1]?.text;
    expect(first("海岸社首尔11月22日电（记者林涛）朝鲜开始修复发射塔。", "zh")).toBe("朝鲜开始修复发射塔。");
    expect(first("【ソウル＝海岸通信】北朝鮮が復旧工事を始めた。", "ja")).toBe("北朝鮮が復旧工事を始めた。");
    expect(first("СЕУЛ, 22 ноября. /БЕРЕГ/. КНДР начала работы.", "ru")).toBe("КНДР начала работы.");
    expect(first("МОСКВА, 22 ноя - Берег Новости. КНДР начала работы.", "ru")).toBe("КНДР начала работы.");
  });
  it("judges by the script when no language is given", () => {
    expect(cut("그는 “간다. 꼭 간다.”고 했다. 끝이다.", null)).toHaveLength(2);
  });
});

describe("sentences of any text", () => {
  const wild = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc
      .array(
        fc.constantFrom("A", "b", ". ", "! ", '"', "“", "”", "(", ")", "\n", " ", "다 ", "U.S. ", "1. ", "…", "。"),
        {
          maxLength: 60,
        },
      )
      .map((parts) => parts.join("")),
  );
  const language = fc.constantFrom("en", "ko", "ja", "zh", "ru", null, "xx");

  it("are exact spans in order without overlap", () => {
    fc.assert(
      fc.property(wild, language, (text, code) => {
        let last = 0;
        for (const { text: own, start, end } of splitSentences(text, code)) {
          expect(text.slice(start, end)).toBe(own);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
      }),
    );
  });
  it("hold every letter of the text", () => {
    fc.assert(
      fc.property(wild, language, (text, code) => {
        const all = splitSentences(text, code)
          .map((s) => s.text)
          .join("");
        expect(all.replace(/\s+/gu, "")).toBe(text.replace(/\s+/gu, ""));
      }),
    );
  });
});
