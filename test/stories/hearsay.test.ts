import { expect, test } from "vitest";
import { placementEvents } from "../../src/pipeline/notes.js";
import type { StoryState } from "../../src/ports.js";
import { onlyHeard } from "../../src/stories/hearsay.js";
import { ladderOf } from "../../src/stories/ladder.js";
import { originFor } from "../../src/stories/origins.js";
import { storyItem } from "./support.js";

const office = (title: string, text = "") =>
  storyItem({ title, text, kind: "government", publisher: "Coast Guard Office" });
const paper = (title: string, text = "", publisher = "Evening Echo") =>
  storyItem({ title, text, publisher, kind: "newspaper" });

const STATEMENTS: [title: string, text: string][] = [
  ["Statement", "We are aware of reports of a launch and will say more in due course."],
  ["Statement", "The office is aware that there are media reports of smoke over the island."],
  ["Answer to questions", "We have seen the reports. It would be too early to draw conclusions."],
  ["Statement on reports about the shipyard", "The two neighbours watch the yard closely together."],
  ["For the record", "Asked about news reports of a tunnel, the spokesman said he had nothing to add."],
  ["Coast guard looking into reports of an explosion", ""],
  ["Statement", "We cannot confirm the reports, and no launch was detected by our stations."],
  ["Statement", "The office is studying reports that a missile was detected near the cape."],
  ["Office denies reports of a leak", "Nothing of the kind took place."],
  ["입장문", "관련 보도를 인지하고 있으며 관계 기관과 함께 확인 중이다."],
  ["조선소 보도 관련 입장", "정부는 주변국과 함께 동향을 지켜보고 있다."],
  ["대변인 답변", "해당 보도 내용에 대해 언급하지 않겠다고 말했다."],
  ["해경청, 유출 보도 부인", ""],
  ["대변인 브리핑 답변", "언론 보도를 알고 있다. 발사 징후는 포착되지 않았다."],
  ["官房の説明", "報道については承知している。"],
  ["发言人答问", "我们注意到有关报道。"],
  ["Ответ на вопрос", "Нам известно о сообщениях СМИ."],
];

test.each(STATEMENTS)("an office that only speaks of reports has no report of its own: %s: %s", (title, text) => {
  expect(onlyHeard(office(title, text))).toBe(true);
});

test.each([
  ["Statement", "We are aware of reports of a launch and can confirm that a missile fell into the sea."],
  ["Statement", "The office is aware of the reports. Its radar detected one object at 07:10."],
  ["Debris of a rocket fell north of the island", ""],
  ["Coast guard reports two ships aground", ""],
  ["입장문", "관련 보도를 인지하고 있다. 우리 군은 오전 7시 미사일 1발을 포착했다."],
  ["해경청 보도자료", "선박 두 척이 좌초했다."],
])("an office that states something itself has one: %s: %s", (title, text) => {
  expect(onlyHeard(office(title, text))).toBe(false);
});

test.each([
  ["Coast guard aware of reports of an explosion", ""],
  ["President would be disappointed if reports of digging turn out to be true", ""],
  ["Smoke over the cape", "The coast guard has seen the reports, a spokeswoman said."],
  ["해경 “폭발 보도 인지하고 있다”", ""],
])("a paper that only tells how somebody took the reports has none: %s: %s", (title, text) => {
  expect(onlyHeard(paper(title, text))).toBe(true);
});

test.each([
  ["Smoke over the cape", "Our reporter saw smoke rise at dawn. The coast guard said it was aware of reports."],
  ["Smoke over the cape", "Fishermen saw smoke at dawn, while the coast guard is looking into reports of a fire."],
  ["Ferries collide after coast guard dismisses reports of a storm", ""],
  ["곶에 연기", "어민들이 새벽에 연기를 봤다. 해경은 보도를 인지하고 있다고 밝혔다."],
])("a paper that tells it as an aside, or closes with an office's word, has its own report: %s: %s", (title, text) => {
  expect(onlyHeard(paper(title, text))).toBe(false);
});

test.each(STATEMENTS)("it adds no origin, no confirmation and no note: %s: %s", (title, text) => {
  const first = paper("Smoke over the cape at dawn", "Our reporter saw it.", "Harbour Radio");
  const statement = office(title, text);
  const { origin, why } = originFor(statement, [{ arrival: 1, item: first, story: "s", origin: "o1" }]);
  expect({ origin, why }).toEqual({
    origin: "o1",
    why: "no origin of its own: it only speaks of what others report",
  });
  const rungs = ladderOf([first, statement].map((item, at) => ({ item, origin: "o1", at }))).map(({ rung }) => rung);
  expect(rungs).not.toContain("several origins");
  expect(rungs).not.toContain("officially confirmed");
  const kinds = placementEvents(storyOf([first, statement])).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind !== "denied")).toEqual([]);
});

test("a report that comes after words about reports is the story's first origin, the next one its second", () => {
  const statement = { arrival: 1, item: office("Statement", "We are aware of reports of smoke."), story: "s" };
  const first = { arrival: 2, item: paper("Smoke over the cape at dawn"), story: "s" };
  const earlier = [{ ...statement, origin: "o1" }];
  expect(originFor(first.item, earlier)).toEqual({
    origin: "o1",
    why: "the first report itself: what came before only speaks of reports",
  });
  const second = paper("Fishermen tell of a fire on the headland", "", "Island Courier");
  expect(originFor(second, [...earlier, { ...first, origin: "o1" }]).why).toBe("an origin of its own");
});

test("an office that was aware of reports is an origin once it says what it saw itself", () => {
  const first = { arrival: 1, item: paper("Smoke over the cape at dawn"), story: "s", origin: "o1" };
  const aware = { arrival: 2, item: office("Statement", "We are aware of reports."), story: "s", origin: "o1" };
  const own = office("Coast guard: tanker burnt off the headland, crew of nine safe");
  expect(originFor(own, [first, aware]).why).toBe("an origin of its own");
});

/** Both reports in one story, of one origin. */
function storyOf(items: ReturnType<typeof storyItem>[]): StoryState {
  const reports = items.map(({ id, title, text, publisher, kind }, i) => ({
    item: id,
    title,
    text,
    url: null,
    publisher: publisher!,
    kind: kind ?? ("newspaper" as const),
    language: null,
    origin: "o1",
    publishedAt: null,
    firstSeenAt: i,
    arrival: i + 1,
    hits: [],
  }));
  const head = { id: "s", revision: 2, openedAt: 0, updatedAt: 1, severity: "normal" as const, mergedInto: null };
  return { ...head, headline: items[0]!.title, watches: [], reports };
}
