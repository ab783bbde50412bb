/** The watches as they ship, on headlines made up for the purpose, as desks in several languages would write them. */
import { describe, expect, it, test } from "vitest";
import { compileRules } from "../../src/matching/compile.js";
import { look } from "../../src/matching/sighted.js";
import { alerts, item, shippedMatcher, shippedPacks } from "./support.js";

const matcher = shippedMatcher();

const WANTED: [string, string[]][] = [
  [
    "en",
    [
      "North Korea launches two short-range missiles toward East Sea",
      "N.K. fires salvo of artillery rockets into Yellow Sea, JCS says",
      "Pyongyang claims success of hypersonic glide test",
      "Kim Jong Un watches ground test of solid-fuel engine",
      "Missile launched from North Korea falls outside Japan's EEZ",
      "Japan protests over North Korean missile launch",
      "UN Security Council to meet on North Korea's ICBM test",
      "Seoul's military detects unidentified projectiles fired by North",
      "Steam seen at Yongbyon reactor, 38 North says",
      "New tunnel entrance dug at Punggye-ri, imagery suggests",
      "Work on gantry at Sohae nears completion",
      "DPRK notifies IMO of satellite launch window",
      "North Korea's spy satellite appears to have changed orbit",
      "IAEA chief sees undeclared enrichment plant in North Korea",
      "North Korea could have enough material for 90 nuclear weapons, report says",
      "Russia may have given North Korea missile guidance technology, Seoul believes",
      "North Korea shows off Hwasongpho-20 at parade",
      "NKorea missle test fails",
      "DPRK conducts underground nuclear test",
      "North Korea detonates device in tunnel",
      "US imposes sanctions over North Korea missile launches",
      "What we know about the North Korean rocket that crashed",
      "Kim inspects Sinpo South Shipyard where submarine takes shape",
      "North Korea builds new missile base near China border",
      "G7 condemns North Korean ICBM launch",
      "North Korea test-fires anti-ship cruise missile from new destroyer",
      "KCNA: Academy conducts test of tactical guided weapon",
    ],
  ],
  [
    "ko",
    [
      '합참 "북, 동해상으로 미상 탄도미사일 발사"',
      "[속보] 北, 단거리 탄도미사일 여러 발 발사",
      "북한, 초대형 방사포 사격훈련 공개",
      "김정은, 신형 고체엔진 지상분출시험 참관",
      "풍계리 3번 갱도 복구 움직임 포착",
      '38노스 "영변 5MW 원자로 가동 정황"',
      "서해위성발사장서 새 구조물 포착",
      "北 정찰위성 발사 예고…日에 통보",
      "안보리, 북한 ICBM 발사 대응 긴급회의",
      '日방위상 "북한 미사일 EEZ 밖 낙하" 강력 항의',
      "北, 중국 국경 가까운 곳에 새 미사일 기지 건설",
      '국정원 "北, 핵실험 준비 마쳐"',
      "북한, 화성포-19형 양산 체계 공개",
      '북 "전략순항미사일 발사훈련 진행"',
      "북한 우라늄 농축시설 확장 정황",
      "김정은, 미사일 군수공장 시찰…생산 확대 지시",
      "북한 핵탄두 90개 보유 추정…SIPRI 보고서",
      "신포조선소서 잠수함 진수 준비 포착",
      '대통령실 "북 탄도미사일 발사 규탄"',
      "북한판 이스칸데르 KN-23 또 쐈다",
      "北 극초음속미사일 시험발사 성공 주장",
      "러, 북한에 미사일 기술 이전 의혹",
    ],
  ],
  [
    "zh",
    [
      "朝鲜向东部海域发射一枚弹道导弹",
      "韩军：朝鲜发射多枚短程弹道导弹",
      "朝鲜宣布成功试射新型洲际导弹",
      "北韓試射飛彈 日本發布警報",
      "金正恩观摩固体燃料发动机试验",
      "朝鲜通报将发射卫星 日本抗议",
      "中方回应朝鲜射导",
      "朝鲜丰溪里核试验场出现新动向",
      "国际原子能机构：朝鲜宁边核设施仍在运转",
      "朝鲜公开浓缩铀设施",
      "联合国安理会就朝鲜导弹试射开会",
      "韓軍方：北韓向黃海發射多枚巡弋飛彈",
      "朝鲜阅兵展示新型洲际弹道导弹",
    ],
  ],
  [
    "ja",
    [
      "北朝鮮が弾道ミサイル発射 日本のEEZ外に落下か",
      "北朝鮮、新型固体燃料エンジンの燃焼実験",
      "防衛省 北朝鮮から弾道ミサイルの可能性があるもの発射",
      "北朝鮮 軍事偵察衛星の打ち上げを予告",
      "北朝鮮の核実験場で新たな動き 衛星画像で確認",
      "金正恩氏、ウラン濃縮施設を視察",
      "首相、北朝鮮の弾道ミサイル発射を非難",
      "北朝鮮 巡航ミサイルを発射 韓国軍",
      "ＩＡＥＡ、北朝鮮の寧辺で原子炉稼働の兆候",
    ],
  ],
  [
    "ru",
    [
      "КНДР запустила две баллистические ракеты в сторону Японского моря",
      "Северная Корея провела испытание новой ракеты",
      "Пхеньян готовится к ядерному испытанию — Сеул",
      "Ким Чен Ын посетил ракетный завод",
      "На полигоне Пунгери замечена активность",
      "КНДР сообщила о запуске разведывательного спутника",
      "Япония осудила ракетный пуск КНДР",
    ],
  ],
  [
    "fr",
    ["La Corée du Nord tire deux missiles balistiques vers la mer", "Essai nucléaire nord-coréen : l'ONU se réunit"],
  ],
  ["es", ["Corea del Norte lanza un misil balístico al mar de Japón", "Corea del Norte realiza una prueba nuclear"]],
  [
    "de",
    [
      "Nordkorea feuert ballistische Rakete ab",
      "Nordkorea kündigt Satellitenstart an",
      "Nordkoreanischer Atomtest bestätigt",
    ],
  ],
  ["pt", ["Coreia do Norte dispara míssil em direção ao mar"]],
  ["id", ["Korea Utara tembakkan rudal balistik ke laut"]],
  ["vi", ["Triều Tiên phóng tên lửa đạn đạo ra biển"]],
];

const UNWANTED: [string, string[]][] = [
  [
    "en",
    [
      "Iran fires ballistic missiles at base",
      "India test-fires Agni missile off east coast",
      "Rockets beat Lakers in overtime",
      "SpaceX rocket launch scrubbed by weather",
      "Trump says he would meet Kim Jong Un again",
      "North Korea rejects denuclearisation talks with Washington",
      "South Korea launches its own spy satellite on SpaceX rocket",
      "South Korea test-fires Hyunmoo missile in answer to North",
      "US moves THAAD battery from South Korea",
      "North Korean hackers steal crypto",
      "North Korea slams Japan's purchase of Tomahawk missiles",
      "KCNA blasts U.S. missile deployment in Japan",
      "North Korea sends troops to Russia",
      "North Korean team wins under-20 World Cup",
      "Russian missiles strike Kyiv apartment block",
      "Company launches satellite broadband in Canada",
      "Kim Jong Un opens Wonsan beach resort",
      "IAEA inspectors return to Iran",
      "North Korea vows never to give up nuclear weapons",
      "Housing launch ceremony held in Hwasong area",
      "KCNA certification: how to pass the Kubernetes exam",
      "Sinpho fishery complex lands record catch",
      "Satellite images show new bridge between North Korea and Russia",
      "Japan to deploy long-range missiles in Kyushu",
    ],
  ],
  [
    "ko",
    [
      "이란, 이스라엘에 탄도미사일 발사",
      "누리호 4차 발사 성공",
      "북한 문화성 대표단, 중국 방문",
      "강선우 의원, 위원장 사퇴",
      '위성락 실장 "북미 대화 여건 조성"',
      "챗GPT 개발사, 새 모델 공개",
      "재개발사업 조합 설립 인가",
      "서해안 꽃게 어획량 급감",
      "화성시, 청년 주택 공급 확대",
      "김정은, 원산갈마 관광지구 방문",
      "우리 군, 정찰위성 6호기 발사 성공",
      "현무-5 미사일 실전 배치 완료",
      "北, 비핵화 협상 거부 담화",
      "북한 무인기 침투 의혹 특검 수사",
      "신포닭강정 신메뉴 출시",
      "결핵 환자 감소세…핵심 과제는",
      "북한 여자축구, 월드컵 결승 진출",
      "北, 러시아에 추가 파병",
      "북, 이지스함 토마호크 배치에 반발",
      "국회, 대통령 탄핵안 표결",
    ],
  ],
  [
    "zh",
    [
      "火箭擒下五连胜",
      "长征五号火箭成功发射",
      "青岛西海岸主场告捷",
      "北斗卫星导航系统服务全球",
      "朝鲜族自治州旅游节开幕",
      "俄军导弹袭击基辅",
      "外交部谈朝鲜半岛局势",
      "朝鲜女足夺冠",
      "千里马常有而伯乐不常有",
      "朝鲜否认向俄派兵",
      "演员华晨宇火星演唱会",
      "抗美援朝纪念馆展出火箭筒",
    ],
  ],
  [
    "ja",
    [
      "H3ロケット打ち上げ成功",
      "北海道で震度4の地震",
      "北朝鮮の拉致問題で集会",
      "中国が弾道ミサイルを太平洋に発射",
      "北朝鮮代表がサッカー予選で勝利",
      "米朝首脳会談 再開の見通し立たず",
    ],
  ],
  [
    "ru",
    [
      "Россия нанесла ракетный удар по Киеву",
      "КНДР и Россия обсудили туризм",
      "Иран запустил спутник",
      "Северная Корея победила в футбольном матче",
    ],
  ],
  ["fr", ["Ariane 6 met en orbite un satellite", "La Corée du Nord rouvre ses frontières aux touristes"]],
  ["de", ["Nordkorea öffnet sich für Touristen", "Ukraine meldet Raketenangriff"]],
];

for (const [language, headlines] of WANTED) {
  describe(`wanted, ${language}`, () => {
    it.each(headlines)("alerts on “%s”", (headline) => {
      expect(alerts(matcher, item(headline, "", language))).not.toEqual([]);
    });
  });
}

for (const [language, headlines] of UNWANTED) {
  describe(`not wanted, ${language}`, () => {
    it.each(headlines)("stays silent on “%s”", (headline) => {
      expect(alerts(matcher, item(headline, "", language))).toEqual([]);
    });
  });
}

test("every name of the packs is found where it stands alone", () => {
  const rules = compileRules(shippedPacks());
  const lost = rules.names.filter(({ label, language, owner }) => {
    const { byOwner, cancelled } = look(rules, item(label.replaceAll("*", ""), "", language));
    return !byOwner.has(owner) && !cancelled.some((one) => one.owner === owner);
  });
  expect(lost.map((name) => name.label)).toEqual([]);
});
