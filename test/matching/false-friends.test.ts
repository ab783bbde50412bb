/** Words that look like the topic and are not, each in a sentence of its own, and the true friend beside it. */
import { describe, expect, it } from "vitest";
import { alerts, item, shippedMatcher } from "./support.js";

const matcher = shippedMatcher();

const PAIRS: [what: string, language: string, not: string, but: string][] = [
  ["서해 is the Yellow Sea", "ko", "서해 꽃게잡이 배 전복", "서해 위성발사장에 새 연료 저장고"],
  ["화성 is Mars and a city", "ko", "화성 탐사선 착륙 생중계, 화성시도 축제", "화성-18형 발사 훈련"],
  ["문화성 holds 화성", "ko", "문화성 관계자 방문", "화성포-17 공개"],
  ["발사 is in 개발사", "ko", "게임 개발사 신작 발표, 북한 유저 없음", "북한, 미사일 발사"],
  ["발사 is in 재개발사업", "ko", "평양냉면 거리 재개발사업 착공", "김정은, 탄도미사일 발사 참관"],
  ["위성 is in 위성락", "ko", "위성락, 북한 대화 재개 언급", "북한 정찰위성 궤도 진입"],
  ["위성도시 is a suburb", "ko", "평양 위성도시에 살림집 준공", "북한 위성 발사 실패"],
  ["강선 is in 강선우", "ko", "강선우 의원, 핵시설 예산 질의", "강선 우라늄 농축시설 가동 정황, 북한"],
  ["신포 is on a menu", "ko", "신포닭강정 미사일 세트 출시", "북한 신포 조선소서 잠수함 미사일 준비"],
  ["원산 is a beach resort", "ko", "원산 해변에 관광객 북적", "북한, 원산서 미사일 발사"],
  ["창원산업 holds 원산", "ko", "창원산업단지 미사일 부품 공장", "북한 원산 일대서 탄도미사일 포착"],
  ["구성 is a composition", "ko", "수사팀 구성 완료", "북한 구성 미사일 시험장 확장"],
  ["평산 is a law firm", "ko", "법무법인 LKB평산, 특허 소송 맡아", "북한 평산 우라늄 공장 폐수"],
  ["방현 is in a man's name", "ko", "국방부 인사: 김방현 과장", "북한 방현비행장서 미사일 포착"],
  [
    "NATA is in Natanz",
    "en",
    "Natalie tours Natanz reactor exhibition",
    "Korean Committee of Space Technology names new satellite",
  ],
  ["해일 is a tidal wave", "ko", "북한 동해안 해일 경보", "북한 수중드론 해일-2 시험"],
  ["핵 is in 핵심", "ko", "북한 경제 핵심 과제 논의", "북한 핵실험 징후"],
  ["핵 is in 탄핵", "ko", "탄핵 정국에 북한 반응", "북한 핵물질 생산 증가"],
  ["합참 is in the courts too", "ko", "특검, 합참 의장 소환", '합참 "북 탄도미사일 발사"'],
  ["北 is north in Chinese", "zh", "北斗卫星发射成功", "朝鲜发射卫星"],
  ["朝鲜族 are a people of China", "zh", "朝鲜族民俗村导弹车模型展", "朝鲜导弹飞越日本"],
  ["朝鲜战争 is a war of 1950", "zh", "朝鲜战争老兵回忆火箭炮阵地", "朝鲜试射火箭炮"],
  ["火箭 is a club", "zh", "火箭大胜湖人", "朝鲜火箭残骸落入黄海"],
  ["火箭军 is China's", "zh", "火箭军某旅演练", "朝鲜发射不明飞行物"],
  ["西海岸 is a coast", "zh", "西海岸新区发射场馆开放", "西海卫星发射场扩建"],
  ["火星 is a planet", "zh", "火星探测器传回照片", "朝鲜展示火星-19型"],
  ["北极星 is a star and a series", "zh", "电视剧北极星开播", "北极星-5号亮相"],
  ["千里马 is a horse", "zh", "人才如千里马", "千里马-1型运载火箭坠海"],
  [
    "missile belongs to many",
    "en",
    "Ukraine downs Russian missile over Odesa",
    "North Korean missile flies over Hokkaido",
  ],
  [
    "Rockets play basketball",
    "en",
    "Rockets trade for guard before deadline",
    "North Korean rocket breaks up in flight",
  ],
  ["launch is any beginning", "en", "North Korea launches smartphone app", "North Korea launches ballistic missile"],
  [
    "satellite images are a source",
    "en",
    "Satellite images show floods in North Korea",
    "North Korea puts satellite into orbit",
  ],
  ["IAEA is mostly elsewhere", "en", "IAEA board censures Iran", "IAEA reports new building at Yongbyon"],
  ["Unha is in unhappy", "en", "Unhappy fans leave early", "North Korea's Unha-3 on the pad"],
  [
    "NADA is in Canada",
    "en",
    "Canada launches satellite maker fund",
    "National Aerospace Development Administration announces launch",
  ],
  [
    "Sino- is China",
    "en",
    "Sino-Russian missile talks",
    "Sino-ri base spotted by researchers; North Korea missile brigade there",
  ],
  ["KCNA is an exam", "en", "KCNA exam dumps: launch your Kubernetes career", "KCNA reports missile test-fire"],
  ["Hwasong is a district", "en", "New flats in Hwasong Area of Pyongyang", "Hwasong-20 seen on parade"],
  ["Chollima is a movement", "en", "Chollima steel workers exceed plan", "Chollima-1 fell into the sea"],
  [
    "Kangson is a steel works",
    "en",
    "Workers of Kangson hail congress in Pyongyang",
    "North Korea expands Kangson enrichment site",
  ],
  [
    "Sinpho is a fishery",
    "en",
    "Sinpho Fishery Station sets record",
    "Sinpho South Shipyard prepares submarine launch",
  ],
  ["Rodong is a newspaper", "en", "Rodong Sinmun marks anniversary", "Rodong missile fired by North Korea"],
  [
    "neighbours test their own",
    "en",
    "South Korea tests own ballistic missile as North watches",
    "North Korea tests ballistic missile as South watches",
  ],
  ["우리 군 launches too", "ko", "우리 군 정찰위성 발사 성공…北 감시 강화", "北 정찰위성 발사 실패"],
  [
    "talk is for the digest",
    "en",
    "North Korea calls denuclearisation off the table",
    "North Korea calls ICBM test a warning",
  ],
  ["비핵화 is talk", "ko", '北 "비핵화 논의 없다"', '北 "ICBM 시험 성공"'],
];

describe("false friends", () => {
  it.each(PAIRS)("%s: silent there, alert here", (_, language, not, but) => {
    expect(alerts(matcher, item(not, "", language))).toEqual([]);
    expect(alerts(matcher, item(but, "", language))).not.toEqual([]);
  });

  it.each([
    ["en", "North Korea fires missle over sea"],
    ["en", "NKorea missile test"],
    ["en", "N Korea's rocket"],
    ["ko", "북한 반항공미싸일 발사"],
    ["en", "Hwasongpho-18 launched"],
    ["en", "Activity at Sanum’dong"],
    ["zh", "北韓飛彈落海"],
    ["ru", "Пуск с космодрома Сохе"],
  ])("spellings that the press uses count, %s: %s", (language, title) => {
    expect(alerts(matcher, item(title, "", language))).not.toEqual([]);
  });

  it("leaves diplomacy to the digest", () => {
    const { hits } = matcher.match(item("North Korea rejects denuclearisation talks"));
    expect(hits.map((hit) => [hit.watch, hit.severity])).toEqual([["dprk-diplomacy", "digest"]]);
  });
});
