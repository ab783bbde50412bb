/** One event in several languages is one story for a desk that has seen nothing yet; events of one site stay apart. */
import { expect, test } from "vitest";
import { ownConcepts } from "../../src/stories/own-concepts.js";
import { createStoryIndex } from "../../src/stories/story-index.js";
import { shippedTables } from "../../src/stories/tables.js";
import { place, storyItem } from "./support.js";

const HOUR_MS = 3_600_000;
const NOON = Date.UTC(2027, 2, 3, 12);
const tables = shippedTables();

interface Report {
  title: string;
  text?: string;
}

function together(first: Report, second: Report, given = tables): boolean {
  const index = createStoryIndex({ tables: given });
  const elder = place(index, storyItem({ ...first, at: NOON }));
  return place(index, storyItem({ ...second, at: NOON + HOUR_MS })).story === elder.story;
}

const SAME: [string, Report, Report][] = [
  [
    "vehicles at a plant, Korean and English",
    {
      title: "산음동 미사일 공장서 차량 움직임 포착",
      text: "국가정보원은 산음동 공장 주변에서 화물 차량의 움직임을 포착했다고 국회에 보고했다.",
    },
    {
      title: "Trucks on the move at Sanumdong missile factory, spy agency says",
      text: "The intelligence agency detected cargo trucks around the Sanumdong plant, it told lawmakers.",
    },
  ],
  [
    "a rebuilt pad, English and Japanese",
    {
      title: "Launch pad at Sohae being rebuilt, satellite images show",
      text: "Cranes stand at the Sohae launch pad, satellite images taken on 2 March show.",
    },
    {
      title: "西海衛星発射場の発射台を再建か 衛星画像",
      text: "3月2日撮影の衛星画像で、西海衛星発射場の発射台にクレーンが確認された。",
    },
  ],
  [
    "fuel trucks before a launch, Chinese and English",
    {
      title: "卫星图像：西海卫星发射场出现燃料车辆",
      text: "卫星图像显示燃料车辆停在西海发射场的发射台旁，朝鲜可能准备发射。",
    },
    {
      title: "Fuel trucks seen at Sohae launch site in satellite images",
      text: "Fuel trucks stand next to the launch pad; North Korea may be preparing a launch.",
    },
  ],
  [
    "a reopened tunnel, Korean and Japanese",
    {
      title: "풍계리 4번 갱도 복구 정황…위성사진 분석",
      text: "풍계리 핵실험장 4번 갱도 앞에서 복구 공사가 위성사진에 잡혔다.",
    },
    {
      title: "豊渓里の4番坑道で復旧工事か 衛星写真",
      text: "豊渓里核実験場の4番坑道前で復旧工事が進んでいると、衛星写真の分析で分かった。",
    },
  ],
  [
    "activity at a plant, English and Russian",
    {
      title: "Satellite images show activity at Sanumdong plant in North Korea",
      text: "Vehicles and rail cars are seen at the Sanumdong plant; North Korea may be preparing a rocket launch.",
    },
    {
      title: "Спутниковые снимки показали активность на заводе Санумдон в КНДР",
      text: "На снимках видны автомобили и вагоны, КНДР, возможно, готовит запуск.",
    },
  ],
  [
    "a launch into the sea, Korean and English",
    {
      title: "북한, 동해상으로 단거리 탄도미사일 2발 발사",
      text: "합동참모본부는 북한이 3일 원산에서 탄도미사일 2발을 동해상으로 발사했다고 밝혔다. 약 350km를 비행했다.",
    },
    {
      title: "North Korea fires two short-range ballistic missiles into the East Sea",
      text: "The missiles were launched from Wonsan on 3 March and flew about 350 km, the Joint Chiefs of Staff said.",
    },
  ],
];

test.each(SAME)("one story: %s", (_name, first, second) => {
  expect([together(first, second), together(second, first)]).toEqual([true, true]);
});

const OTHER: [string, Report, Report][] = [
  [
    "a new hall and moving vehicles at one plant",
    { title: "산음동 연구단지에 대형 건물 신축", text: "산음동에 길이 100m 건물이 새로 들어섰다." },
    {
      title: "Trucks on the move at Sanumdong missile factory",
      text: "Cargo trucks left the Sanumdong plant overnight.",
    },
  ],
  [
    "a visit and an engine test at one site",
    { title: "김정은, 서해위성발사장 시찰", text: "김정은이 서해위성발사장을 찾아 확장을 지시했다." },
    { title: "Rocket engine test heard at Sohae", text: "Residents heard the engine test at Sohae for two minutes." },
  ],
  [
    "a flood and a reactor at one complex",
    { title: "寧辺で洪水、道路が寸断", text: "大雨で寧辺につながる道路が流された。" },
    { title: "Steam rises from Yongbyon reactor", text: "The reactor at Yongbyon is running again, imagery shows." },
  ],
  [
    "a sanction and a launch of one country",
    { title: "美国宣布对朝鲜实施新制裁", text: "美国财政部宣布对朝鲜两家银行实施制裁。" },
    { title: "North Korea fires missile into the sea", text: "North Korea fired one missile toward the East Sea." },
  ],
  [
    "two tests of different engines",
    { title: "신형 고체엔진 시험 성공 발표", text: "북한은 함흥에서 고체연료 엔진 시험에 성공했다고 발표했다." },
    { title: "Rocket engine test heard at Sohae", text: "Residents heard the engine test at Sohae for two minutes." },
  ],
];

test.each(OTHER)("two stories: %s", (_name, first, second) => {
  expect([together(first, second), together(second, first)]).toEqual([false, false]);
});

test("a desk's own entities carry a story across languages where the shipped words do not know them", () => {
  const english = {
    title: "Wildfire on Mount Ashgrave reaches Millbrook",
    text: "The wildfire on Mount Ashgrave burned 40 hectares near Millbrook; the Tallow Ridge crew is on site.",
  };
  const korean = {
    title: "애시그레이브산 산불, 밀브룩까지 번져",
    text: "애시그레이브산 산불로 밀브룩 인근 40헥타르가 탔다. 탤로리지 소방대가 투입됐다.",
  };
  const entities = [
    { id: "ashgrave", kind: "place", names: { en: ["Mount Ashgrave"], ko: ["애시그레이브산"] } },
    { id: "millbrook", kind: "place", names: { en: ["Millbrook"], ko: ["밀브룩"] } },
    { id: "tallow-ridge", kind: "organisation", names: { en: ["Tallow Ridge"], ko: ["탤로리지"] } },
  ];
  const own = shippedTables(ownConcepts([{ entities }]));
  expect([together(english, korean), together(english, korean, own)]).toEqual([false, true]);
});

test("weak names, and names of one language alone, are no concepts", () => {
  const entities = [{ id: "a", kind: "place", names: { "ko!": ["북"] }, weak: { en: ["Ridge"] } }];
  expect(ownConcepts([{ entities }])).toEqual([]);
});
