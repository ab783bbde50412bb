import { expect, test } from "vitest";
import { createStoryIndex } from "../../src/stories/story-index.js";
import { shippedTables } from "../../src/stories/tables.js";
import { place, storyItem } from "./support.js";

const tables = shippedTables();
const HOUR_MS = 3_600_000;

/** By what a watch sees in all of them: titles of different events, one event a line, its wordings side by side. */
const WATCHED: Record<string, string[][]> = {
  "Sohae, English": [
    ["Engine test stand rebuilt at Sohae", "Satellite pictures show new engine test stand at Sohae launch site"],
    ["Sohae museum opens to visitors"],
    ["Sohae: fishing boats return after storm"],
    ["Kim inspects Sohae satellite launching station", "Kim Jong Un visits Sohae launch station, orders expansion"],
    ["Analyst: Sohae rail line unused since spring"],
    ["Sohae launch fails minutes after liftoff", "Rocket launched from Sohae explodes shortly after liftoff"],
  ],
  "missile, English": [
    ["Missile A passes trials", "Missile A passes its trials"],
    ["Missile B contract goes to Norwegian firm"],
    ["Missile C misses target, crew unhurt"],
    ["Missile treaty talks open in Vienna"],
    ["Missile fragments found on Baltic beach"],
  ],
  "Yongbyon, English": [
    ["Steam rises from Yongbyon reactor, imagery shows", "Yongbyon reactor running again, steam in imagery indicates"],
    ["Flood damages road to Yongbyon"],
    ["New enrichment hall under roof at Yongbyon", "Yongbyon: roof goes up over new enrichment hall"],
    ["Yongbyon named in sanctions list"],
  ],
  "Punggye-ri, English": [
    ["Tunnel four reopened at Punggye-ri", "Punggye-ri: fourth tunnel open again, images suggest"],
    ["Landslide cuts Punggye-ri road"],
    ["Quake near Punggye-ri was natural, agency says", "Agency: tremor near Punggye-ri natural"],
  ],
  "Sohae, Korean": [
    ["서해 발사장 엔진시험대 증축 포착", "서해 위성발사장 엔진시험대 증축 정황"],
    ["서해위성발사장에 연료차량 집결"],
    ["서해위성발사장 철로 보수 끝나"],
    ["서해 꽃게철 맞아 어선 안전 점검"],
  ],
  "missile, Korean": [
    ["미사일 공장 화재로 3명 사망", "미사일 공장서 불…3명 숨져"],
    ["미사일 방어 훈련 다음 주 실시"],
    ["신형 미사일 수출 계약 체결"],
    ["미사일 파편 해변서 발견"],
  ],
  "missile, Japanese": [
    ["ミサイル工場で火災、3人死亡", "ミサイル工場の火災で3人が死亡"],
    ["ミサイル防衛訓練、来週実施"],
    ["新型ミサイルの輸出契約を締結"],
    ["ミサイルの破片、海岸で発見"],
  ],
};

/** What papers say beside the news; no two items of a test have the same. */
const FILLERS = [
  "The report gave no further details.",
  "It was carried on the front page this morning.",
  "Officials were not available for comment on Tuesday.",
  "Residents had noticed unusual traffic since the weekend.",
  "A spokesman declined to elaborate when reached by telephone.",
  "Neighbouring countries have yet to react.",
  "Weather had delayed it twice.",
  "Photographs were released in the evening.",
];

/** The stories that a new desk makes of the titles, beside the events that they tell of. */
function told(events: string[][], textOf: (title: string, n: number) => string, at: (n: number) => number | null) {
  const index = createStoryIndex({ tables });
  const titles = events.flatMap((wordings, event) => wordings.map((title) => ({ title, event })));
  const stories = titles.map(({ title }, n) => {
    const item = storyItem({ title, text: textOf(title, n), publisher: `paper ${n}`, at: at(n) });
    return place(index, item).story;
  });
  const names = [...new Set(stories)];
  return { events: titles.map(({ event }) => event), stories: stories.map((story) => names.indexOf(story)) };
}

const FORMS = {
  "titles alone": { textOf: () => "", at: (n: number) => n * HOUR_MS },
  "titles without times": { textOf: () => "", at: () => null },
  "titles with a text": {
    textOf: (title: string, n: number) => `${title}. ${FILLERS[n % FILLERS.length]}`,
    at: (n: number) => n * HOUR_MS,
  },
};

for (const [form, { textOf, at }] of Object.entries(FORMS)) {
  test.each(Object.keys(WATCHED))(
    `a new desk tells events apart that share the watched word alone: %s, ${form}`,
    (name) => {
      const { events, stories } = told(WATCHED[name]!, textOf, at);
      expect(stories).toEqual(events);
    },
  );
}

test("a desk of all these watches tells the events of each apart, though each word stands in few of its items", () => {
  const watched = Object.entries(WATCHED).map(([name, events]) =>
    events.flatMap((wordings, event) => wordings.map((title) => ({ name, event, title }))),
  );
  const rounds = Array.from({ length: 12 }, (_, n) => watched.flatMap((titles) => titles.slice(n, n + 1))).flat();
  const index = createStoryIndex({ tables });
  const eventsOf = new Map<string, Set<number>>();
  rounds.forEach(({ name, event, title }, n) => {
    const { story } = place(index, storyItem({ title, publisher: `paper ${n}`, at: n * HOUR_MS }));
    const key = `${name} in ${story}`;
    eventsOf.set(key, (eventsOf.get(key) ?? new Set()).add(event));
  });
  expect([...eventsOf].filter(([, events]) => events.size > 1)).toEqual([]);
});

test("a placement says when one name is nearly all that is shared", () => {
  const index = createStoryIndex({ tables });
  place(index, storyItem({ title: "Engine test stand rebuilt at Sohae", at: 0 }));
  const { evidence } = index.decide(storyItem({ title: "Sohae museum opens to visitors", at: 1 }));
  expect(evidence.join("\n")).toContain("one word or name is nearly all they share");
});
