import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseWatchFile } from "../../../src/config/watch-file.js";
import { fileless } from "../../../src/config/yaml-file.js";
import { compileRules } from "../../../src/matching/compile.js";
import { namedDays } from "../../../src/summary/facts/dates.js";
import { factsOf } from "../../../src/summary/facts/facts.js";
import { createPlaceFinder, mapOf } from "../../../src/summary/facts/places.js";

/** Friday, 8 March 2024. */
const published = Date.UTC(2024, 2, 8, 12);
const pack = parseWatchFile(
  fileless("pack.yaml", {
    entities: [
      {
        id: "sonae",
        kind: "site",
        title: "Sonae Launch Site",
        names: { en: ["Sonae", "Sonae Launch Site"], ko: ["소내발사장"] },
        weak: ["Bonghwa"],
        needs: ["rocket"],
        not: ["Sonae Street"],
        coordinates: { lat: 40.1, lon: 125.2 },
      },
      { id: "tarim", kind: "base", names: ["Tarim"], coordinates: { lat: 1, lon: 2 } },
      { id: "office", kind: "site", names: ["Bureau Nine"] },
    ],
    watches: [{ id: "sites", any: ["kind:site"] }],
  }),
);
const findPlaces = createPlaceFinder(compileRules([pack]), [pack]);
const facts = (text: string, language = "en", at: number | null = published) =>
  factsOf({ title: "", text, language }, at, findPlaces);

describe("the class of an event", () => {
  it.each([
    ["launch", "The country fired two missiles towards the sea on Friday."],
    ["launch-failure", "The rocket exploded shortly after it left the pad, and the launch failed."],
    ["nuclear-test", "A nuclear test was carried out underground."],
    ["engine-test", "A static firing of a solid-fuel motor took place at the site."],
    ["launch-notice", "The coast guard was notified of plans to launch a satellite next week."],
    ["site-activity", "Construction of a new gantry continues at the site."],
    ["statement", "The minister condemned the decision of the council."],
    ["launch", "북한이 8일 동해상으로 미사일을 발사했다."],
    ["engine-test", "새 고체연료 엔진 연소 시험이 있었다."],
  ])("is %s for: %s", (kind, text) => {
    expect(facts(text).event?.class).toBe(kind);
  });
  it.each([
    ["launch-preparation", "The North may be preparing a rocket launch, experts said."],
    ["site-activity", "Workers are restoring part of the launch site."],
    ["site-activity", "Cranes stand at the engine test stand."],
    ["statement", "The minister spoke of the nuclear test site and said nothing new."],
  ])("is %s where a place is only named after something else: %s", (kind, text) => {
    expect(facts(text).event?.class).toBe(kind);
  });
  it.each([
    ["a campaign", "The council launched a campaign against litter."],
    ["a strike", "The fleet launched new strikes after a missile attack."],
    ["an inquiry", "Police launched an inquiry near the rocket museum."],
    ["a product", "The new phone will launch in June."],
    ["a dismissal", "The mayor fired two deputies."],
  ])("is no launch where what is launched is %s", (_, text) => {
    expect(facts(text).event?.class).not.toBe("launch");
  });
  it.each([
    ["launch", "The North conducted a missile test off its coast."],
    ["launch", "The leader watched a test of a new cruise missile."],
    ["launch", "The leader oversaw the test-fire of a multiple rocket launcher."],
    ["launch", "고도화된 지대공미사일 시험 사격이 있었다."],
    ["launch", "北方试射新型导弹。"],
    ["launch-failure", "The country made an unsuccessful missile attempt."],
    ["launch-preparation", "The North is readying for a fourth nuclear test."],
    ["site-activity", "소내발사장에 부두를 확충한 것으로 보인다."],
    ["site-activity", "소내 시험장에서 새 건물 공사가 이어졌다."],
  ])("is %s by the words of the field: %s", (kind, text) => {
    expect(facts(text).event?.class).toBe(kind);
  });
  it.each([
    ["is denied", "The cloud was not caused by a nuclear explosion."],
    ["may come", "The North could conduct a nuclear test soon."],
    ["is recalled with its year", "The nuclear test of 2017 shook the valley."],
    ["was of last year", "지난해 10월 31일 미사일 발사 뒤의 일이다."],
    ["is forbidden by a treaty", "The nuclear test ban treaty is old."],
  ])("is none where the event %s", (_, text) => {
    expect(facts(text).event).toBeNull();
  });
  it("is no activity at a site where an arsenal or ties are built up", () => {
    expect(facts("The leader called for an expansion of the nuclear arsenal at a meeting.").event).toBeNull();
    expect(facts("정부의 대화 움직임이 이어졌다.").event).toBeNull();
  });
  it("is what the title tells before what the text recalls", () => {
    const text = "It was the first since the nuclear test of 2017.";
    const { event } = factsOf({ title: "Two missiles fired at dawn", text, language: "en" }, published, findPlaces);
    expect(event).toMatchObject({ class: "launch", field: "title" });
  });
  it("is none for a text without one", () => {
    expect(facts("Cherry trees are in bloom.").event).toBeNull();
  });
});

describe("a place", () => {
  it("is the entity that the text names, with its coordinates and a map", () => {
    const text = "Lorries were seen at the Sonae Launch Site.";
    const [place] = facts(text).places;
    expect(place).toMatchObject({ entity: "sonae", name: "Sonae Launch Site", latitude: 40.1, exact: true });
    expect(mapOf(place!)).toContain("mlat=40.1&mlon=125.2");
    expect(text.slice(place!.start, place!.end)).toBe("Sonae Launch Site");
  });
  it("is found in Korean with a particle behind it", () => {
    expect(facts("소내발사장에서 차량이 포착됐다.", "ko").places[0]?.entity).toBe("sonae");
  });
  it("may stand in the title alone", () => {
    const { places } = factsOf({ title: "Work at Sonae", text: "Lorries came.", language: "en" }, null, findPlaces);
    expect(places).toMatchObject([{ field: "title", start: 8, name: "Sonae" }]);
  });
  it.each([
    ["is not named", "Lorries were seen at another site."],
    ["has a weak name without what it needs", "Lorries were seen in Bonghwa."],
    ["is the name of something else", "A shop opened in Sonae Street."],
    ["is in no watch in force", "Lorries were seen at Tarim."],
    ["has no coordinates", "Lorries were seen at Bureau Nine."],
  ])("is none where it %s", (_, text) => {
    expect(facts(text).places).toEqual([]);
  });
  it("has a weak name where its need is met", () => {
    expect(facts("A rocket stood in Bonghwa.").places).toMatchObject([{ entity: "sonae", name: "Bonghwa" }]);
  });
});

describe("when it happened", () => {
  it.each([
    ["2024-03-08", "The missile was fired on Friday."],
    ["2024-03-05", "The missile was fired on Tuesday."],
    ["2024-03-04", "The missile was fired on March 4."],
    ["2023-12-18", "The missile was fired on 18 December."],
    ["2022-11-03", "The missile was fired on Nov. 3, 2022."],
    ["2024-03-07", "미사일이 3월 7일 발사됐다."],
    ["2024-03-07", "The missile was fired yesterday."],
    ["2024-03-09", "The missile is to be fired on Saturday."],
    ["2024-03-05", "북한이 5일 미사일을 발사했다."],
    ["2024-02-25", "북한이 지난 25일 미사일을 발사했다."],
    ["2024-03-08", "北朝鮮は8日、ミサイルを発射した。"],
  ])("is %s for: %s", (day, text) => {
    expect(facts(text).when?.day).toBe(day);
  });
  it("has the hour and its zone as written", () => {
    expect(facts("The missile was fired at 6:15 a.m. KST on Friday.").when).toMatchObject({
      clock: "6:15 a.m.",
      zone: "KST",
    });
  });
  it("has no day that only publication could give when that is unknown", () => {
    expect(facts("The missile was fired on Friday.", "en", null).when).toBeNull();
  });
  it.each([
    ["on which it was told", "The missile was fired from a lorry, officials told reporters on Tuesday."],
    ["on which the pictures were taken", "Satellite images of 2 March show that a missile was fired."],
    ["behind who says it", "합동참모본부는 5일 북한이 미사일을 발사했다고 밝혔다."],
    ["on which it became known", "미사일 발사 사실이 7일 알려졌다."],
    ["on which it was filed", "SONAE, March 4 (Portwire) - The missile was fired from a lorry."],
    ["of a statement", "The minister condemned the decision on Tuesday."],
    ["that is a span", "미사일 발사 준비가 5일간 이어졌다."],
  ])("is not the day %s", (_, text) => {
    expect(facts(text).when).toBeNull();
  });
  it("counts today where the news of the language is written", () => {
    const late = Date.UTC(2024, 2, 7, 20);
    expect(facts("북한이 오늘 미사일을 발사했다.", "ko", late).when?.day).toBe("2024-03-08");
  });
  it("reads last year's days as such", () => {
    expect(namedDays("지난해 2월 5일", published).map(({ day }) => day)).toEqual(["2023-02-05"]);
    expect(namedDays("昨年11月3日", published).map(({ day }) => day)).toEqual(["2023-11-03"]);
  });
  it("does not take impossible days", () => {
    expect(namedDays("on February 31, 2023 and 2023-13-01", published)).toEqual([]);
  });
});

describe("who claims it", () => {
  it.each([
    ["Joint Chiefs of Staff", "said", "The Joint Chiefs of Staff said that a missile was fired."],
    ["Coast Institute", "assessed", "The Coast Institute assessed that the pad is ready."],
    ["Foreign Ministry", "denied", "The Foreign Ministry denied the report."],
    ["Ministry of Defence", "detected", "The Ministry of Defence detected a launch."],
    ["North Hill's intelligence agency", "detected", "North Hill's intelligence agency has detected a launch."],
    ["Coast Daily News", "reported", "Coast Daily News said that a missile was fired."],
    ["Mayor Ada Brook", "said", "Mayor Ada Brook on Monday said that nothing was fired."],
    ["해안신문", "reported", "미사일이 발사됐다고 7일 해안신문이 보도했다."],
    ["의원들", "said", "차량이 관측됐다고 의원들이 전했다."],
    ["합동참모본부", "said", "합동참모본부는 미사일이 발사됐다고 밝혔다."],
  ])("is %s, %s", (who, firmness, text) => {
    expect(facts(text, /[가-힣]/.test(text) ? "ko" : "en").claims[0]).toMatchObject({ who, firmness });
  });
  it("is who the text goes by", () => {
    expect(facts("Two missiles fell into the sea, according to Coast Daily.").claims[0]?.who).toBe("Coast Daily");
  });
});

describe("imagery", () => {
  it("has its day and provider", () => {
    expect(facts("Satellite imagery from Planet Labs taken on March 4 shows a gantry.").imagery).toMatchObject({
      day: "2024-03-04",
      provider: "Planet Labs",
      old: false,
    });
  });
  it("is flagged when it was old at publication", () => {
    expect(facts("A satellite image of 10 December shows a gantry.").imagery?.old).toBe(true);
  });
  it("is dated by what is told of the images below a title that names them in full", () => {
    const text = "Images of the plant, taken on 22 February, show lorries.";
    const { imagery } = factsOf(
      { title: "Satellite pictures show lorries", text, language: "en" },
      published,
      findPlaces,
    );
    expect(imagery).toMatchObject({ day: "2024-02-22", ageDays: 15 });
  });
  it("is known by its date alone", () => {
    expect(facts("New images from 6 March show a gantry.").imagery?.day).toBe("2024-03-06");
  });
  it("is not dated by the day on which it was published", () => {
    expect(facts("Satellite images released on Thursday show a gantry.").imagery?.day).toBeNull();
    expect(facts("Satellite images, published by Coast Daily on Friday, show it.").imagery?.day).toBeNull();
  });
  it("says that no date is stated", () => {
    expect(facts("Commercial satellite images show a gantry.").imagery).toMatchObject({ day: null, provider: null });
  });
  it("is none where none is spoken of", () => {
    expect(facts("Witnesses saw a gantry.").imagery).toBeNull();
  });
});

describe("the facts of any text", () => {
  it("stand where they say", () => {
    const words = fc.constantFrom(
      "Sonae",
      "fired",
      "on March 4",
      "The Ministry said",
      "satellite images",
      "6:15 a.m. KST",
      ".",
      "발사",
      "3월 4일",
      "Friday",
      "Maxar",
    );
    const wild = fc
      .array(fc.oneof(words, fc.string({ maxLength: 5 })), { maxLength: 40 })
      .map((parts) => parts.join(" "));
    fc.assert(
      fc.property(wild, fc.constantFrom("en", "ko"), (text, language) => {
        const { event, places, when, claims, imagery } = facts(text, language);
        for (const span of [event, when, imagery, ...places, ...claims]) {
          if (span === null) continue;
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length);
        }
        for (const { who, start, end } of claims) expect(text.slice(start, end)).toBe(who);
      }),
    );
  });
});
