/** The default watches over some hundred headlines of our own, in the languages that they read. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileRules } from "../../src/matching/compile.js";
import { createMatcher } from "../../src/pipeline/match.js";
import { createPlaceFinder } from "../../src/summary/facts/places.js";
import { alerts, item, shippedPacks } from "./support.js";

const packs = shippedPacks();
const rules = compileRules(packs);
const matcher = createMatcher(rules);
const findPlaces = createPlaceFinder(rules, packs);
const rows = readFileSync(join(import.meta.dirname, "headlines.txt"), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => {
    const [wanted = "", language = "", title = "", text = ""] = line.split("|");
    return { wanted: wanted === "yes", language, title, text };
  });

describe("the default watches", () => {
  it.each(rows.filter((row) => row.wanted))("alert, $language: $title", ({ language, title, text }) => {
    expect(alerts(matcher, item(title, text, language))).not.toEqual([]);
  });

  it.each(rows.filter((row) => !row.wanted))("stay silent, $language: $title", ({ language, title, text }) => {
    expect(alerts(matcher, item(title, text, language))).toEqual([]);
  });

  it.each([
    ["Hwasongpho-18", "hwasong-18"],
    ["Хвасонпхо-17", "hwasong-17"],
    ["火星炮-20", "hwasong-20"],
    ["화성포-11다-4.5", "hwasong-11c"],
    ["Hwasong-11Ma", "hwasong-11e"],
    ["Pukguksong-5ㅅ", "pukguksong"],
    ["북극성-6", "pukguksong"],
    ["북한판 에이태큼스", "hwasong-11b"],
    ["불화살-3-31", "hwasal-cruise"],
    ["Malligyong-1", "malligyong"],
    ["Чхоллима-1", "chollima-1"],
    ["KN-25", "kn-25"],
    ["KN-35", "hwasong-11d"],
    ["Тончханни", "sohae"],
    ["P'unggye-ri tunnels", "punggye-ri"],
    ["T’ongch’ang-ri gantry", "sohae"],
    ["T'aep'odong-2 on the pad", "taepodong"],
    ["No-Dong fired, says Seoul", "nodong"],
    ["Йонбёне", "yongbyon"],
    ["Sanimdong", "sanumdong"],
    ["万塔山地震", "punggye-ri"],
    ["길주 지진", "punggye-ri"],
    ["신포급 잠수함 신포 수중발사", "sinpo"],
    ["평안북도 구성 미사일", "kusong"],
    ["Ryongdok-dong missile warhead", "yongdok-dong"],
  ])("know %s as %s", (title, entity) => {
    const { hits } = matcher.match(item(title));
    expect(hits.flatMap((hit) => hit.terms.map((term) => term.entity))).toContain(entity);
  });

  it.each([
    ["구성된 위원회, 미사일 예산 심의", "ko"],
    ["신포시장 잠수함 카페 개장", "ko"],
    ["길주 사람들의 고향 음식", "ko"],
    ["Kim orders pizza as Seoul watches missile film", "en"],
    ["North Dakota and Seoul, Minnesota: missile fields of the cold war", "en"],
    ["Kim Min-jae watches South Korea rocket past Japan", "en"],
    ["Hodo Kwon leads Seoul firm", "en"],
  ])("are not led astray by %s", (title, language) => {
    expect(alerts(matcher, item(title, "", language))).toEqual([]);
  });
});

describe("places of launches", () => {
  it.each([
    ['합참 "북한, 자강도 강계서 미사일 발사"', "loc-kanggye"],
    ["북한, 사리원 일대서 단거리 탄도미사일 발사", "loc-sariwon"],
    ["朝鲜从南浦附近发射巡航导弹", "loc-nampo"],
    ["КНДР выпустила ракету из района Саривона", "loc-sariwon"],
    ["North Korea fires missile from Jangyon", "loc-jangyon"],
  ])("%s names %s", (title, place) => {
    expect(findPlaces({ title, text: "", language: null }).map((one) => one.entity)).toContain(place);
  });

  it("are silent where nothing was launched", () => {
    expect(alerts(matcher, item("개성 만두와 남포 조개구이 맛집", "", "ko"))).toEqual([]);
  });
});
