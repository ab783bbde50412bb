import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { charsetNamed } from "../../src/parsing/charsets.js";
import { decodeDocument } from "../../src/parsing/decode.js";
import { parseText } from "./parse.js";

/** A document that declares (or not) a charset and is written in another (or the same). */
function written(title: string, encoding: string, declared: string | null, channel = ""): Buffer {
  const declaration = declared === null ? '<?xml version="1.0"?>' : `<?xml version="1.0" encoding="${declared}"?>`;
  const text = `${declaration}<rss version="2.0"><channel>${channel}<item><title>${title}</title></item></channel></rss>`;
  return iconv.encode(text, encoding);
}

const titleOf = async (body: Uint8Array, contentType: string | null = null) =>
  (await parseText(body, { contentType })).items[0]?.title;

test.each([
  ["cp949", "euc-kr", "똠방각하 미사일 펲시콜라"],
  ["cp949", "ks_c_5601-1987", "평양 발표"],
  ["shift_jis", "Shift_JIS", "北朝鮮 ①Ⅱ ミサイル"],
  ["eucjp", "EUC-JP", "北朝鮮ミサイル"],
  ["gb18030", "gb2312", "朝鲜导弹 镕基"],
  ["gb18030", "GBK", "核设施"],
  ["big5hkscs", "big5", "北韓飛彈 着"],
  ["win1251", "windows-1251", "КНДР ракета"],
  ["koi8-r", "KOI8-R", "КНДР ракета"],
  ["win1252", "ISO-8859-1", "“quotes” — €5"],
  ["win1250", "windows-1250", "Zkouška střely"],
  ["win1253", "windows-1253", "Πύραυλος"],
  ["win1254", "iso-8859-9", "Füze denemesi şık"],
  ["win1256", "windows-1256", "صاروخ"],
])("%s declared as %s is read", async (encoding, declared, title) => {
  expect(await titleOf(written(title, encoding, declared))).toBe(title);
});

test("the server's header is asked where the document declares nothing", async () => {
  expect(await titleOf(written("북한 발표", "cp949", null), "text/xml; charset=EUC-KR")).toBe("북한 발표");
});

test("the server's header goes before the declaration", async () => {
  expect(await titleOf(written("ракета", "win1251", "koi8-r"), 'text/xml; charset="windows-1251"')).toBe("ракета");
});

test.each(["iso-8859-1", "us-ascii", "utf-8"])(
  "a header with a server's usual %s yields to a declaration that says more",
  async (header) => {
    expect(await titleOf(written("ракета", "win1251", "windows-1251"), `text/xml; charset=${header}`)).toBe("ракета");
  },
);

test("valid UTF-8 is UTF-8, whatever header and declaration say", async () => {
  expect(await titleOf(written("북한 미사일", "utf8", "euc-kr"), "text/xml; charset=iso-8859-1")).toBe("북한 미사일");
});

test.each(["utf-16le", "utf-16be"])("%s is read with its mark and without", async (encoding) => {
  const body = written("북한", encoding, "UTF-16");
  const mark = encoding === "utf-16le" ? [0xff, 0xfe] : [0xfe, 0xff];
  expect(await titleOf(Buffer.concat([Buffer.from(mark), body]))).toBe("북한");
  expect(await titleOf(body)).toBe("북한");
});

test("the mark of UTF-8 is no part of the text", () => {
  expect(decodeDocument(Buffer.from("\ufeffx"), null)).toBe("x");
});

test("UTF-8 that is cut inside a character loses that character alone", async () => {
  const whole = written("북한", "utf8", "UTF-8");
  const cut = Buffer.from(whole.toString("latin1").replace("\xed\x95\x9c", "\xed\x95"), "latin1");
  expect(await titleOf(cut)).toBe("북\ufffd");
});

test("a stray byte in long UTF-8 does not turn it into another charset", async () => {
  const body = Buffer.concat([written("미사일 발사 징후", "utf8", null), Buffer.from([0x92])]);
  expect(await titleOf(body)).toBe("미사일 발사 징후");
});

test("windows-1252 that claims to be UTF-8 is read as what it is", async () => {
  expect(await titleOf(written("café – “so”", "win1252", "utf-8"))).toBe("café – “so”");
});

test.each([
  ["ko", "cp949", "북한 발표"],
  ["ja", "eucjp", "北朝鮮ミサイル"],
  ["ru", "win1251", "ракета"],
  ["zh-TW", "big5hkscs", "飛彈"],
])("where nobody names a charset the language %s suggests one", async (language, encoding, title) => {
  expect(await titleOf(written(title, encoding, null, `<language>${language}</language>`))).toBe(title);
});

test("ISO-2022-JP, which is ASCII by its bytes, is read by its declaration", async () => {
  const body = Buffer.from(
    '<?xml version="1.0" encoding="ISO-2022-JP"?><rss><channel><item><title>\x1b$BKLD+A/\x1b(B</title></item></channel></rss>',
    "latin1",
  );
  expect(await titleOf(body)).toBe("北朝鮮");
});

test.each(["x-none", "base64", "utf-7", "hex", ""])("the charset %j is none", (label) => {
  expect(charsetNamed(label)).toBeNull();
});

test.each(["utf-32le", "utf-32be"])("%s is read by its mark", async (encoding) => {
  const body = written("북한", encoding, "UTF-32");
  const mark = encoding === "utf-32le" ? [0xff, 0xfe, 0, 0] : [0, 0, 0xfe, 0xff];
  expect(await titleOf(Buffer.concat([Buffer.from(mark), body]))).toBe("북한");
});

test.each(["utf-16", "utf-16le", "utf-32"])(
  "bytes that declare %s and are not take their language's charset",
  async (said) => {
    expect(await titleOf(written("북한 발표", "cp949", said, "<language>ko</language>"))).toBe("북한 발표");
  },
);

test.each([
  ["x-windows-1251", "win1251", "ракета"],
  ["iso-8859-8-i", "iso88598", "טיל"],
  ["x-mac-cyrillic", "maccyrillic", "ракета"],
])("the name %s is known with what registries put around it", async (declared, encoding, title) => {
  expect(await titleOf(written(title, encoding, declared))).toBe(title);
});
