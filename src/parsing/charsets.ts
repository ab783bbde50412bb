/**
 * Names of charsets as they are met, and the decoder that is right in practice: each legacy name means the superset
 * that its users write (WHATWG Encoding Standard, "names and labels"), decoded by iconv-lite, whose tables are complete
 * for cp949, windows-1252 and big5-hkscs where the runtime's own decoder is not.
 */
import iconv from "iconv-lite";

const SUPERSETS: Record<string, string> = {
  ascii: "win1252",
  usascii: "win1252",
  ansi: "win1252",
  latin1: "win1252",
  iso88591: "win1252",
  cp1252: "win1252",
  windows1252: "win1252",
  latin5: "win1254",
  iso88599: "win1254",
  iso885911: "win874",
  tis620: "win874",
  euckr: "cp949",
  ksc5601: "cp949",
  ksc56011987: "cp949",
  kseuckr: "cp949",
  windows949: "cp949",
  ms949: "cp949",
  uhc: "cp949",
  korean: "cp949",
  gb2312: "gb18030",
  gbk: "gb18030",
  xgbk: "gb18030",
  cp936: "gb18030",
  euccn: "gb18030",
  gb231280: "gb18030",
  big5: "big5hkscs",
  cp950: "big5hkscs",
  xxbig5: "big5hkscs",
  big5eten: "big5hkscs",
  sjis: "shift_jis",
  xsjis: "shift_jis",
  shiftjis: "shift_jis",
  mskanji: "shift_jis",
  windows31j: "shift_jis",
  cp932: "shift_jis",
  xeucjp: "eucjp",
  utf8: "utf8",
  unicode11utf8: "utf8",
  utf16: "utf-16le",
  ucs2: "utf-16le",
  unicode: "utf-16le",
};

/** Charsets in which feeds of a language are written when nothing says so; the first that fits is taken. */
export const CHARSETS_OF_LANGUAGE: Record<string, string[]> = {
  ko: ["cp949"],
  ja: ["eucjp", "shift_jis"],
  "zh-tw": ["big5hkscs"],
  "zh-hk": ["big5hkscs"],
  zh: ["gb18030"],
  ru: ["win1251"],
  uk: ["win1251"],
  bg: ["win1251"],
  el: ["win1253"],
  tr: ["win1254"],
  he: ["win1255"],
  ar: ["win1256"],
  fa: ["win1256"],
  th: ["win874"],
  pl: ["win1250"],
  cs: ["win1250"],
  hu: ["win1250"],
};

/** Decoders that say little: servers name them by default, whatever they send. */
export const DEFAULT_CHARSETS = new Set(["win1252", "utf8"]);

/** ISO-2022-JP, which iconv-lite lacks and the runtime has. */
export const ISO_2022_JP = "iso-2022-jp";

/** The decoder for a name, or null when nobody knows it. */
export function charsetNamed(label: string): string | null {
  const key = label.toLowerCase().replace(/[^a-z0-9]/g, "");
  if (key === "iso2022jp" || key === "csiso2022jp") return ISO_2022_JP;
  const known = spellings(key).map((name) => SUPERSETS[name] ?? name);
  return known.find((name) => name !== "" && iconv.encodingExists(name) && !TRANSPORTS.has(name)) ?? null;
}

/** The name itself, then without what registries put around it: `x-windows-1251`, `csEUCKR`, `iso-8859-8-i`. */
function spellings(key: string): string[] {
  return [key, key.replace(/^(?:x|cs)/, ""), key.replace(/^(iso8859\d+)[ie]$/, "$1")];
}

/** What iconv-lite calls encodings but is none of text, and what no feed may choose (UTF-7 hides markup). */
const TRANSPORTS = new Set(["base64", "hex", "binary", "utf7", "utf7imap", "internal", "cesu8"]);

export function decodeWith(bytes: Buffer, charset: string): string {
  if (charset === ISO_2022_JP) return new TextDecoder(ISO_2022_JP).decode(bytes);
  if (charset === "utf8") return bytes.toString("utf8");
  return iconv.decode(bytes, charset);
}
