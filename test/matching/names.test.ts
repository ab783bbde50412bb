import { describe, expect, it } from "vitest";
import { item, matcherOf, seen } from "./support.js";

/** The pieces of `text` in which `name` is seen. */
function find(name: string, text: string, language: string | null = null): string[] {
  const matcher = matcherOf(`watches: [{id: w, any: [${JSON.stringify(name)}]}]`);
  const input = item(text, "", language);
  return seen(input, matcher.match(input));
}

describe("Latin and Cyrillic names", () => {
  it.each([
    ["Sanumdong", "new activity at Sanum’dong, imagery shows", "Sanum’dong"],
    ["Sanumdong", "new activity at SANUM-DONG", "SANUM-DONG"],
    ["Sanumdong", "the Sanum dong works", "Sanum dong"],
    ["Hwasong-17", "a Hwasong 17 was seen", "Hwasong 17"],
    ["Hwasong-17", "a Hwasong17 was seen", "Hwasong17"],
    ["Hwasong-17", "a Ｈｗａｓｏｎｇ－１７ was seen", "Ｈｗａｓｏｎｇ－１７"],
    ["Yongbyon", "the reactor at Yŏngbyŏn runs", "Yŏngbyŏn"],
    ["Yongbyon", "the reactor at Yo\u0306ngbyo\u0306n runs", "Yo\u0306ngbyo\u0306n"],
    ["N. Korea", "N.Korea answers", "N.Korea"],
    ["N. Korea", "how N Korea answers", "N Korea"],
    ["North Korea", "US-North Korea talks", "North Korea"],
    ["North Korea", "north\u00a0 korea speaks", "north\u00a0 korea"],
    ["missile", "two missiles fell", "missiles"],
    ["missile", "the missile's range", "missile"],
    ["missil*", "des missilistes", "missilistes"],
    ["ракет*", "пуск ракетой", "ракетой"],
    ["ICBM", "北韓ICBM試射", "ICBM"],
    ["ICBM", "북한의 ICBM을", "ICBM"],
    ["ICBM", "un tir d'ICBM", "ICBM"],
  ])("finds %s in “%s”", (name, text, expected) => {
    expect(find(name, text)[0]).toBe(expected);
  });

  it.each([
    ["rocket", "earnings skyrocket"],
    ["Unha", "an unhappy end"],
    ["Sino-ri", "a Sino-Russian venture"],
    ["Hwasong-1", "the Hwasong-17"],
    ["=NADA", "Nada was born in Canada"],
    ["North Korea", "winds from the north. Korea braces"],
    ["tests", "the tests2 folder"],
  ])("does not find %s in “%s”", (name, text) => {
    expect(find(name, text)).toEqual([]);
  });
});

describe("names with signs inside", () => {
  it.each([
    ["AT&T", "calls on AT&T fail", "AT&T"],
    ["Procter & Gamble", "PROCTER & GAMBLE recalls", "PROCTER & GAMBLE"],
    ["Node.js", "a fault in node.js 20", "node.js"],
    ["1,000 km", "flew 1,000 km east", "1,000 km"],
    ["10.5 magnitude", "a 10.5-magnitude quake", "10.5-magnitude"],
    ["Washington, D.C.", "in Washington, D.C., today", "Washington, D.C"],
    ["C++", "written in C++.", "C++"],
    ["$100 bn", "a $100 bn deal", "100 bn"],
    ["#MeToo", "the #MeToo case", "MeToo"],
    ["Yahoo!", "what Yahoo says", "Yahoo"],
    ["(주)한화", "(주)한화 공시", "주)한화"],
    ["=AT&T", "calls on AT&T fail", "AT&T"],
    ["Mt. Mantap", "a quake at Mt. Mantap", "Mt. Mantap"],
  ])("finds %s in “%s”", (name, text, expected) => {
    expect(find(name, text)).toEqual([expected]);
  });

  it.each([
    ["AT&T", "at t"],
    ["AT&T", "AT&TX"],
    ["=AT&T", "at&t"],
    ["C++", "vitamin C"],
    ["1,000 km", "1,000 kmh"],
  ])("does not find %s in “%s”", (name, text) => {
    expect(find(name, text)).toEqual([]);
  });
});

describe("Hangul names", () => {
  it.each([
    ["화성", "북한 문화성 대표단"],
    ["강선", "강선우 의원"],
    ["서해", "서해안 꽃게"],
    ["발사", "챗GPT 개발사 오픈AI"],
    ["원산", "창원산업단지"],
    ["해일", "완전한 견해일치"],
    ["원자로", "자원자로 나섰다"],
  ])("does not find %s inside “%s”", (name, text) => {
    expect(find(name, text)).toEqual([]);
  });

  it.each([
    ["풍계리", "풍계리에서는 아직 조용하다"],
    ["영변", "영변의 원자로"],
    ["동창리", "동창리발사장 확장"],
    ["*미사일", "신형미사일을 쐈다"],
    ["화성-17", "화성-17형 발사"],
    ["서해 위성 발사장", "서해 위성발사장 움직임"],
    ["서해 위성 발사장", "서해위성발사장 움직임"],
  ])("finds %s in “%s”, whatever follows it there", (name, text) => {
    expect(find(name, text)).toHaveLength(1);
  });

  it("finds a name in decomposed Hangul and points at the text as given", () => {
    const text = "오늘 풍계리 소식".normalize("NFD");
    expect(find("풍계리", text)).toEqual(["풍계리".normalize("NFD")]);
  });
});

describe("Chinese and Japanese names", () => {
  it("takes traditional, simplified and Japanese forms for one", () => {
    expect(find("东仓里", "東倉里的發射場")).toEqual(["東倉里"]);
    expect(find("発射", "朝鮮發射導彈")).toEqual(["發射"]);
  });

  it.each([
    ["氢弹", "朝鮮試爆氫彈", "氫彈"],
    ["台湾", "臺灣發布警報", "臺灣"],
    ["黑", "黒い飛翔体", "黒"],
  ])("finds %s in “%s”", (name, text, expected) => {
    expect(find(name, text)).toEqual([expected]);
  });

  it("keeps words apart that share their simple form", () => {
    expect(find("干", "乾燥した空気")).toEqual([]);
  });

  it("takes half-width kana for full ones", () => {
    expect(find("ミサイル", "北のﾐｻｲﾙが")).toEqual(["ﾐｻｲﾙ"]);
  });
});

describe("names bound to a language", () => {
  const matcher = matcherOf(`
groups: {north: {names: {"ko!": ["北"]}}}
watches: [{id: w, any: ["group:north"]}]`);

  it("counts 北 in a Korean text", () => {
    expect(matcher.match(item("北, 미사일 시험", "", "ko")).hits).toHaveLength(1);
  });

  it("does not count 北 in a Chinese one", () => {
    expect(matcher.match(item("北斗卫星发射", "", "zh")).hits).toEqual([]);
  });
});

describe("a star inside a name", () => {
  it.each([
    ["nuclear weapon* test*", "nuclear weapons testing", "nuclear weapons testing"],
    ["Южн* Коре*", "в Южной Корее", "Южной Корее"],
    ["атомн* подлод*", "атомную-подлодку", "атомную-подлодку"],
    ["South Korea* says", "South Korean army; South Korea says", "South Korea says"],
    ["ждёт* ракет*", "ждет ракеты", "ждет ракеты"],
  ])("%s is found in %s", (name, title, found) => {
    const { hits } = matcherOf(`watches: [{id: w, any: ["${name}"]}]`).match(item(title));
    expect(hits[0]?.terms.map((term) => term.term)).toEqual([found]);
  });

  it.each([
    ["South Korea* says", "South Korean army says"],
    ["South Korea* says", "South Korea saysabout"],
    ["a* b", "ab"],
  ])("%s is not found in %s", (name, title) => {
    expect(matcherOf(`watches: [{id: w, any: ["${name}", zzz]}]`).match(item(title)).hits).toEqual([]);
  });

  it("is refused beyond a handful", () => {
    expect(() => matcherOf('watches: [{id: w, any: ["a*b*c*d*e*f"]}]')).toThrow(/more than 4 stars/);
  });
});
