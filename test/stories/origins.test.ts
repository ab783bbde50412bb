import { expect, test } from "vitest";
import { originFor, sameOrigin } from "../../src/stories/origins.js";
import { createStoryIndex } from "../../src/stories/story-index.js";
import { place, storyItem } from "./support.js";

const lead =
  "Engineers at the western launch site moved a large booster to the pad on Tuesday, commercial pictures taken in the morning show, and fuel trucks were parked nearby.";

test("one agency's report in two papers is one origin", () => {
  const a = storyItem({ title: "Booster on the pad", text: `(Reuters) - ${lead}`, publisher: "a" });
  const b = storyItem({
    title: "Pad gets its rocket",
    text: "Trucks came too, said the report. (Reuters)",
    publisher: "b",
  });
  expect(sameOrigin(a, b)).toBe("agency reuters");
});

test("a paper that cites the agency adds no origin to the agency's own report", () => {
  const wire = storyItem({ title: "북한 발사체 이동", text: "발사체가 이동했다.", publisher: "연합뉴스" });
  const paper = storyItem({
    title: "Booster moved",
    text: "The booster was moved, according to Yonhap.",
    publisher: "b",
  });
  expect(sameOrigin(wire, paper)).toBe("agency yonhap");
});

test("papers of one family are one origin, and so is one paper twice", () => {
  const a = storyItem({ title: "Booster on the pad", publisher: "a", family: "f" });
  expect(sameOrigin(a, storyItem({ title: "Quite other words", publisher: "b", family: "f" }))).toBe("family f");
  expect(sameOrigin(a, storyItem({ title: "Quite other words", publisher: "a" }))).toBe("publisher a");
});

test("a text that was copied shows it", () => {
  const a = storyItem({ title: "Booster on the pad", text: lead, publisher: "a" });
  const copy = storyItem({ title: "Rocket seen in the west", text: `${lead} More follows.`, publisher: "b" });
  expect(sameOrigin(a, copy)).toMatch(/% of the text in common|a passage in common/);
});

test("a copied Korean text shows it too", () => {
  const text = "서해위성발사장에서 대형 추진체가 발사대로 옮겨지는 모습이 상업위성 사진에 포착됐다고 연구소가 밝혔다.";
  const a = storyItem({ title: "추진체 이동", text, publisher: "a" });
  expect(sameOrigin(a, storyItem({ title: "발사 준비 정황", text: `[앵커] ${text}`, publisher: "b" }))).toMatch(
    /text in common/,
  );
});

test("a link to the first report makes no second origin", () => {
  const a = storyItem({ title: "Booster on the pad", url: "https://first.example/2026/booster", publisher: "a" });
  const text = "As seen first by https://first.example/2026/booster the thing has moved.";
  expect(sameOrigin(a, storyItem({ title: "Moved", text, url: "https://b.example/1", publisher: "b" }))).toBe(
    "a link between them",
  );
});

test("two reporters on one event are two origins", () => {
  const a = storyItem({ title: "Booster on the pad at the western site", text: lead, publisher: "a" });
  const text = "Our correspondent saw smoke rise over the coast while villagers were told to stay away from the beach.";
  expect(
    sameOrigin(a, storyItem({ title: "Villagers near launch site told to leave", text, publisher: "b" })),
  ).toBeNull();
});

test("an item takes the origin of the earliest report that it repeats", () => {
  const item = (id: string, publisher: string) => storyItem({ id, title: id, text: `(Reuters) ${lead}`, publisher });
  const placed = ["first", "second"].map((id, i) => ({
    arrival: i + 1,
    item: item(id, id),
    story: "s",
    origin: `o-${id}`,
  }));
  expect(originFor(item("third", "third"), placed)).toEqual({
    origin: "o-first",
    why: "same origin as first: agency reuters",
  });
});

test("forty reprints of a report in one story keep one origin", () => {
  const index = createStoryIndex();
  const origins = new Set<string>();
  for (let i = 0; i < 40; i++) {
    const item = storyItem({
      title: `Booster moved to western launch pad, pictures show ${i}`,
      text: `(AFP) ${lead}`,
      publisher: `p${i}`,
      at: i * 1000,
    });
    origins.add(place(index, item).origin);
  }
  expect(origins.size).toBe(1);
});

const first = () => storyItem({ title: "Booster moved to the pad", publisher: "Public Radio Desk" });

test.each([
  ["Booster on the move", "The booster was moved on Tuesday, Public Radio Desk reported."],
  ["Rocket goes up on its pad, according to Public Radio Desk", ""],
  ["발사체 이동", "Public Radio Desk에 따르면 발사체가 이동했다."],
  ["ロケット移動", "Public Radio Deskによると、ロケットが移動した。"],
  ["火箭转移", "据Public Radio Desk报道，火箭已转移。"],
])("a report that names the story's first publisher is of its origin: %s", (title, text) => {
  expect(sameOrigin(first(), storyItem({ title, text, publisher: "Evening Echo" }))).toBe(
    "Public Radio Desk named as the source",
  );
});

test("an outlet that comes late takes in those who named it", () => {
  const quoting = storyItem({ title: "Booster on the move, Public Radio Desk says", publisher: "Evening Echo" });
  const placed = { arrival: 1, item: quoting, story: "s", origin: "o-echo" };
  expect(originFor(first(), [placed]).origin).toBe("o-echo");
});

test.each([
  ["Rocket up", "The rocket was raised, according to Harbour Daily."],
  ["Rocket up, local media report", ""],
  ["Rocket up", "Northern Broadcasting Network reported that the rocket was raised."],
  ["발사체 기립", "한 외신에 따르면 발사체가 기립했다."],
  ["발사체 기립", "북방신문은 3일 발사체가 기립했다고 보도했다."],
  ["ロケット起立", "北方新聞によると、ロケットが起立した。"],
  ["火箭竖起", "据北方日报报道，火箭已竖起。"],
  ["ロケット起立", "隣国のラジオ局が、ロケットが起立したと報じた。"],
  ["邻国电台：火箭已竖起", ""],
  ["Ракета на месте", "Ракета установлена, сообщила местная радиостанция."],
])("a report of what an outlet outside the story says is no origin of its own: %s %s", (title, text) => {
  const placed = { arrival: 1, item: first(), story: "s", origin: "o1" };
  const second = storyItem({ title, text, publisher: "Evening Echo" });
  expect(originFor(second, [placed])).toEqual({
    origin: "o1",
    why: "no origin of its own: it has its news from another outlet",
  });
});

test.each([
  ["Rocket up at dawn", "Our reporter saw the rocket raised. The ministry said it would comment later."],
  ["Rocket up at dawn", "The harbour master told us that traffic was stopped."],
  ["발사체 기립", "국방부는 발사체가 기립했다고 밝혔다."],
])("a report that names no outlet is an origin of its own: %s %s", (title, text) => {
  const placed = { arrival: 1, item: first(), story: "s", origin: "o1" };
  expect(originFor(storyItem({ title, text, publisher: "Evening Echo" }), [placed]).why).toBe("an origin of its own");
});

test("one agency in two bylines is one origin", () => {
  const a = storyItem({ title: "Booster on the pad", byline: "Agence France-Presse in Seoul", publisher: "a" });
  const b = storyItem({ title: "Pad gets its rocket", byline: "A. Writer, AFP", publisher: "b" });
  expect(sameOrigin(a, b)).toBe("agency afp");
});

const speech =
  "“We will not step back from the pad, whatever anybody else may tell the world today,” the minister said";

test("what a speaker said is no passage in common, though two papers have it word for word", () => {
  const a = storyItem({ title: "Minister firm", text: `${speech} in the capital after lunch.`, publisher: "a" });
  const b = storyItem({ title: "No way back", text: `Asked by our reporter at his home: ${speech}.`, publisher: "b" });
  expect(sameOrigin(a, b)).toBeNull();
});

test("a long name with its title is no passage in common", () => {
  const name =
    "Director General Rafael of the International Commission for Peaceful Uses of Outer Space and Lower Orbits";
  const a = storyItem({ title: "Visit planned", text: `On Monday ${name} was seen leaving.`, publisher: "a" });
  const b = storyItem({ title: "Guest expected", text: `A letter by ${name} reached us.`, publisher: "b" });
  expect(sameOrigin(a, b)).toBeNull();
});

test("two desks that name one event in seven like words have written apart", () => {
  const a = storyItem({
    title: "Booster moved to pad at western launch site",
    text: "Our own team saw it.",
    publisher: "a",
  });
  const b = storyItem({
    title: "Big booster moved to pad at western site",
    text: "A source told us so.",
    publisher: "b",
  });
  expect(sameOrigin(a, b)).toBeNull();
});

test("nine words of a headline in a row are one headline", () => {
  const title = "Booster moved to pad at western launch site before dawn";
  const a = storyItem({ title, publisher: "a" });
  expect(sameOrigin(a, storyItem({ title: `${title}, pictures show`, publisher: "b" }))).toBe("one headline");
});

const SECOND_HAND = [
  ["en", "Pictures show work at the pad, a Washington think tank said on Tuesday."],
  ["en", "Work goes on at the pad, according to a report by the monitoring group."],
  ["ko", "미국의 한 싱크탱크에 따르면 발사대에서 작업이 진행 중이다."],
  ["ko", "한 연구소가 발사대 작업 사진을 공개했다."],
  ["ja", "米国の研究機関が発射台での作業を示す画像を公表した。"],
  ["zh", "一家研究机构公布的卫星图像显示，发射台正在重建。"],
  ["ru", "Работы на площадке продолжаются, сообщил американский исследовательский центр."],
];

test.each(SECOND_HAND)(
  "a paper that has it from an institute is no origin beside the institute (%s): %s",
  (_, text) => {
    const institute = storyItem({
      title: "New work at the pad",
      text: "We looked at pictures.",
      kind: "think-tank",
      publisher: "a",
    });
    const paper = storyItem({ title: "발사대 Pad 射场", text: text!, kind: "newspaper", publisher: "b" });
    expect(sameOrigin(institute, paper)).toBe("a research institute is the source");
    expect(sameOrigin(paper, institute)).toBe("a research institute is the source");
  },
);

test.each([
  "Researchers at the pad moved a crane on Tuesday.",
  "The research institute at the site was hit by the blast.",
  "연구소 건물이 발사대 옆에 있다.",
])("a paper that only names an institute is an origin beside one: %s", (text) => {
  const institute = storyItem({ title: "New work at the pad", text: "We looked.", kind: "think-tank", publisher: "a" });
  expect(sameOrigin(institute, storyItem({ title: "Pad busy", text, publisher: "b" }))).toBeNull();
});

test("two institutes that looked for themselves are two origins", () => {
  const one = storyItem({
    title: "New work at the pad",
    text: "We looked at pictures.",
    kind: "think-tank",
    publisher: "a",
  });
  const other = storyItem({
    title: "Pad rebuilt",
    text: "Our analysts saw cranes.",
    kind: "think-tank",
    publisher: "b",
  });
  expect(sameOrigin(one, other)).toBeNull();
});
