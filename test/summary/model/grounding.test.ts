/** Whether what a model says stands in what it cites: in every language of the feeds. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { faultOf } from "../../../src/summary/model/grounding.js";

const SOURCES = {
  en: "North Korea has begun rebuilding the launch tower at Sohae, images of 3 March by Planet Labs show. Two cranes and about 30 vehicles stood there, said Gen. Roy Harrow.",
  ko: '북한이 평안북도 동창리 서해위성발사장에서 발사대 복구 작업을 시작했다. 해안연구소는 "크레인 두 대와 차량 30여 대가 포착됐다"고 밝혔다.',
  zh: "朝鲜已开始修复西海卫星发射场的发射塔，商业卫星图像显示。海岸研究所研究员林涛说，两台起重机和约三十辆车停在发射台旁。",
  ja: "北朝鮮が東倉里の西海衛星発射場で発射塔の復旧工事を始めた。海岸研究所の林研究員はクレーン2台と車両約30台が写っていたと述べた。",
  ru: "КНДР начала восстанавливать пусковую вышку на космодроме Сохэ. Рядом находились два крана и около 30 машин, сообщил эксперт Игорь Орлов из Пхеньяна.",
  fr: "La Corée du Nord reconstruit la tour de Sohae. Deux grues et trente véhicules s’y trouvaient, a indiqué Jean Morel.",
};
type Language = keyof typeof SOURCES;

describe("a sentence that keeps to its source stands", () => {
  it.each([
    ["en", "North Korea is rebuilding the launch tower at Sohae, and 30 vehicles and 2 cranes stand there."],
    ["en", "Images by Planet Labs show that the tower at Sohae is being rebuilt."],
    ["ko", "북한이 동창리 서해위성발사장의 발사대 복구에 나섰고, 크레인 2대와 차량 30여 대가 포착됐다."],
    ["ko", "해안연구소에 따르면 북한은 동창리에서 발사대 복구 작업을 하고 있다."],
    ["zh", "朝鲜开始修复西海卫星发射场发射塔，两台起重机和30辆车停在旁边。"],
    ["ja", "北朝鮮は東倉里の発射場で発射塔の復旧を始め、クレーン2台が写っていた。"],
    ["ru", "КНДР восстанавливает пусковую вышку на космодроме Сохэ, рядом 2 крана и 30 машин."],
    ["ru", "В Пхеньяне эксперт Орлов сообщил, что КНДР начала восстанавливать вышку."],
    ["fr", "La Corée du Nord reconstruit la tour de Sohae, où se trouvaient 2 grues."],
  ] as [Language, string][])("in %s: %s", (language, sentence) => {
    expect(faultOf(sentence, SOURCES[language])).toBeNull();
  });
});

describe("a sentence with what its source does not have falls", () => {
  it.each([
    ["en", "number", "North Korea has begun rebuilding the launch tower at Sohae, five cranes show."],
    ["en", "number", "About forty vehicles stood at the launch tower at Sohae, images show."],
    ["en", "name", "Iran has begun rebuilding the launch tower at Sohae, images show."],
    ["en", "name", "North Korea has begun rebuilding the launch tower at Musudan, images show."],
    ["ko", "name", "북한이 풍계리에서 발사대 복구 작업을 시작했다."],
    ["ko", "name", "이란이 동창리 서해위성발사장에서 발사대 복구 작업을 시작했다."],
    ["ko", "name", "박영호 소장은 북한이 동창리에서 발사대 복구 작업을 시작했다고 밝혔다."],
    ["ko", "number", "동창리 서해위성발사장에서 크레인 세 대와 차량 30여 대가 포착됐다."],
    ["ko", "quotation", '해안연구소는 북한이 동창리에서 "곧 발사한다"고 밝혔다.'],
    ["zh", "name", "韩国已开始修复西海卫星发射场的发射塔。"],
    ["zh", "name", "海岸研究所研究员朴哲洙说，朝鲜已开始修复发射塔。"],
    ["zh", "number", "西海卫星发射场的发射台旁停着五台起重机。"],
    ["zh", "number", "两台起重机和约四十辆车停在发射台旁。"],
    ["ja", "name", "イランが東倉里の西海衛星発射場で発射塔の復旧工事を始めた。"],
    ["ja", "name", "海岸研究所のムスダン研究員は東倉里の発射塔の復旧工事が始まったと述べた。"],
    ["ja", "number", "東倉里の西海衛星発射場でクレーン三台が写っていた。"],
    ["ru", "name", "Иран начал восстанавливать пусковую вышку на космодроме Сохэ."],
    ["ru", "name", "КНДР начала восстанавливать вышку на космодроме Мусудан."],
    ["ru", "number", "На космодроме Сохэ находились три крана и около 30 машин."],
    ["fr", "number", "Quatre grues se trouvaient près de la tour de Sohae."],
    ["fr", "quotation", "Jean Morel a indiqué que la tour de Sohae est « presque prête »."],
  ] as [Language, string, string][])("in %s by its %s: %s", (language, fault, sentence) => {
    expect(faultOf(sentence, SOURCES[language])).toBe(fault);
  });
});

it("whatever is written, the check ends without an error, and a source's own sentence is never a lie about numbers", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.string({ maxLength: 200 }), (sentence, source) => {
      faultOf(sentence, source);
      expect(faultOf(sentence, sentence)).not.toBe("number");
    }),
  );
});
