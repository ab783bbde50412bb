import { describe, expect, it } from "vitest";
import { createReadPage } from "../../src/reading/page.js";
import { bytes, newsPage, paragraphs, SENTENCES } from "./pages.js";

const readPage = createReadPage();
const wallIn = (html: string) =>
  readPage({ body: bytes(html), contentType: "text/html; charset=utf-8", url: "https://coast.example/1" }).wall;
const pageOf = (body: string, title = "Coast Daily") =>
  `<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>`;
/** A short report, as agencies send them by the dozen, with what stands beside it. */
const brief = (sentences: string[], beside: string) =>
  pageOf(`<main><article><h1>Rocket seen</h1>${paragraphs(sentences)}</article>${beside}</main>`, "Rocket seen");
const KOREAN = [
  "북부 발사장에서 로켓 한 기가 포착됐다고 해안연구소가 22일 밝혔다.",
  "군은 추가 움직임에 대비해 감시를 강화하고 있다고 설명했다.",
];

describe("a page that is nothing but a wall", () => {
  it.each([
    ["consent", "en", "We and our 812 partners store information on your device. Accept all cookies or manage them."],
    ["consent", "fr", "Nous et nos 812 partenaires stockons des informations. Accepter et fermer."],
    ["consent", "ru", "Мы используем cookie. Чтобы продолжить, примите все файлы cookie."],
    ["consent", "ko", "서비스 이용을 위해 쿠키 사용에 동의해 주세요."],
    ["consent", "ja", "当サイトはCookieを使用します。すべてのCookieを許可してください。"],
    ["consent", "zh", "我们和合作伙伴使用 Cookie。请接受所有 Cookie 以继续。"],
    ["login", "en", "Please sign in to continue reading."],
    ["login", "ru", "Войдите, чтобы продолжить чтение."],
    ["login", "ko", "로그인 후 이용해 주세요."],
    ["login", "ja", "ログインして続きを読む"],
    ["login", "zh", "请登录后继续阅读"],
    ["robot-check", "ru", "Подтвердите, что вы не робот."],
    ["robot-check", "ko", "로봇이 아닙니다"],
    ["robot-check", "ja", "私はロボットではありません"],
    ["robot-check", "zh", "请完成验证"],
  ])("for %s is recognised in %s", (wall, _, words) => {
    expect(wallIn(pageOf(`<div><h1>Coast Daily</h1><p>${words}</p></div>`))).toBe(wall);
  });
  it("is recognised though it speaks at length", () => {
    const policy = "We and our 812 partners store and read what identifies your device, to tailor what you see. ";
    expect(wallIn(pageOf(`<div><p>${policy.repeat(5)}</p><p>${policy.repeat(5)}</p></div>`))).toBe("consent");
  });
  it("is recognised by its title", () => {
    const words = "One moment please. The site looks at the connection before it goes on. ".repeat(5);
    expect(wallIn(pageOf(`<div><p>${words}</p></div>`, "Just a moment..."))).toBe("robot-check");
  });
  it("is recognised though its marks name it", () => {
    expect(wallIn(pageOf('<div class="cookie-consent"><p>Accept all cookies to go on.</p></div>'))).toBe("consent");
  });
});

describe("the beginning of a text for subscribers", () => {
  it.each([
    ["en", "Subscribe to continue reading this article. Already a subscriber? Sign in."],
    ["de", "Diesen Artikel weiterlesen mit Coast+"],
    ["fr", "Cet article est réservé aux abonnés. Il vous reste 80 % de cet article à lire."],
    ["es", "Contenido exclusivo para suscriptores"],
    ["ru", "Полный текст доступен только подписчикам."],
    ["ko", "이 기사는 유료회원 전용입니다. 구독 후 전체 기사를 보실 수 있습니다."],
    ["ja", "この記事は有料会員限定です。残り800文字"],
    ["zh", "本文为付费内容，订阅后可阅读全文。"],
  ])("is recognised in %s", (_, offer) => {
    const html = pageOf(`<article><h1>Rocket</h1>${paragraphs(SENTENCES.slice(0, 2))}</article><div>${offer}</div>`);
    expect(wallIn(html)).toBe("subscription");
  });
  it("is recognised where it breaks off beside an offer", () => {
    const html = brief([SENTENCES[0]!, `${SENTENCES[1]!.slice(0, 90)}...`], "<p>Already a subscriber? Sign in.</p>");
    expect(wallIn(html)).toBe("subscription");
  });
  it("is recognised by the publisher's own word for a locked text", () => {
    expect(wallIn(newsPage({ head: '<meta property="article:content_tier" content="locked">' }))).toBe("subscription");
  });
});

describe("a short report", () => {
  it.each([
    ["a bar about cookies", SENTENCES.slice(0, 2), "<p>We value your privacy. Accept all cookies.</p>"],
    ["a box for subscribers", SENTENCES.slice(0, 2), "<p>Already a subscriber? <a href='/in'>Sign in</a></p>"],
    ["a form that is protected", SENTENCES.slice(0, 2), "<p>This form is protected by reCAPTCHA.</p>"],
    ["a label of other pages", SENTENCES.slice(0, 2), "<h3>Réservé aux abonnés</h3><h3>会員限定</h3>"],
    ["a box to log in", KOREAN, "<div><p>댓글을 쓰려면 로그인이 필요합니다.</p></div>"],
    ["a word on personal data", KOREAN, "<div><p>개인정보 수집 및 이용에 동의합니다.</p></div>"],
    ["an advertisement in its midst", SENTENCES.slice(0, 2), "<p>Scroll to continue reading</p>"],
  ])("is no wall beside %s", (_, sentences, beside) => {
    expect(wallIn(brief(sentences, beside))).toBeNull();
  });
});
