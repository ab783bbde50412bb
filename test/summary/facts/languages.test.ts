/** What reports in the languages of the feeds state, in the forms in which they state it. */
import { describe, expect, it } from "vitest";
import { factsOf } from "../../../src/summary/facts/facts.js";

const AT = Date.parse("2026-11-22T09:00:00Z");
const factsIn = (language: string, text: string, title = "") => factsOf({ title, text, language }, AT, () => []);

describe("the day of pictures", () => {
  it.each([
    ["ko", "해안연구소는 22일 상업위성 사진을 분석한 결과 크레인 두 대가 포착됐다고 밝혔다.", null],
    ["ko", "해안연구소는 22일 위성사진을 공개했다. 3월 3일 촬영된 위성사진에는 크레인 두 대가 보인다.", "2026-03-03"],
    ["zh", "海岸研究所22日说，3月3日拍摄的卫星图像显示两台起重机停在发射台旁。", "2026-03-03"],
    ["zh", "海岸社首尔11月22日电 商业卫星图像显示，发射塔正在修复。", null],
    ["ja", "発射塔の復旧工事が始まったことが22日、衛星画像の分析で分かった。", null],
    ["ja", "海岸研究所によると、3月3日に撮影された商業衛星画像にクレーン2台が写っていた。", "2026-03-03"],
    ["ru", "Вышку восстанавливают, показывают коммерческие спутниковые снимки от 3 марта.", "2026-03-03"],
    ["ru", "На спутниковых снимках от 3 марта 2025 года видны два крана.", "2025-03-03"],
    ["fr", "La tour est reconstruite, selon des images satellite commerciales du 3 mars 2026.", "2026-03-03"],
    ["de", "Das zeigen Satellitenbilder vom 3. März 2026.", "2026-03-03"],
    ["es", "Lo muestran imágenes de satélite del 3 de marzo de 2026.", "2026-03-03"],
  ])("is the one that the text gives them (%s: %s)", (language, text, day) => {
    expect(factsIn(language, text).imagery).toMatchObject({ day, old: day !== null });
  });
});

describe("an event", () => {
  it.each([
    ["zh", "朝鲜已开始修复西海卫星发射场的发射塔。", "site-activity"],
    ["ja", "北朝鮮が発射場で発射塔の復旧工事を始めた。", "site-activity"],
    ["ru", "КНДР начала восстанавливать пусковую вышку на космодроме.", "site-activity"],
    ["ko", "북한이 22일 동해상으로 탄도미사일을 발사했다.", "launch"],
    ["zh", "朝鲜22日向东部海域发射一枚弹道导弹。", "launch"],
    ["ja", "北朝鮮は22日、弾道ミサイルを発射した。", "launch"],
    ["ru", "КНДР произвела пуск баллистической ракеты.", "launch"],
  ])("is told (%s: %s)", (language, text, kind) => {
    expect(factsIn(language, text).event?.class).toBe(kind);
  });
  it.each([
    ["ko", "합참은 현재까지 미사일 발사 징후는 없다고 했다."],
    ["ko", "북한이 미사일을 발사하지 않았다고 한다."],
    ["ko", "북한이 곧 미사일을 발사할 가능성이 있다."],
    ["zh", "目前没有发射迹象。"],
    ["zh", "朝鲜可能发射导弹。"],
    ["ja", "ミサイル発射の兆候はない。"],
    ["ja", "ミサイルを発射する可能性がある。"],
    ["ru", "Признаков скорого пуска ракеты нет."],
    ["zh", "发射塔和发射车停在那里。"],
    ["ja", "発射塔と発射台が見える。"],
  ])("has not happened where it is denied, may come or names a thing (%s: %s)", (language, text) => {
    expect(factsIn(language, text).event?.class ?? "none").not.toBe("launch");
  });
});

it("the day on which a report was filed is none of an event", () => {
  expect(factsIn("zh", "海岸社首尔11月21日电 朝鲜发射一枚导弹。").when).toBeNull();
  expect(factsIn("ru", "СЕУЛ, 21 ноября. /БЕРЕГ/. КНДР произвела пуск ракеты.").when).toBeNull();
});
