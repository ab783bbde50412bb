import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NewItem } from "../../src/model.js";
import { isWhole, queryWords, wordsOf } from "../../src/store/search-words.js";
import { hit, LEASE_MS, placeAll, planFor, poll, polled } from "../support/store-builders.js";
import { onEveryStore } from "../support/store-contract.js";

const ALL = { watch: null, sinceMs: null, text: null, limit: 100 };

const TEXTS: Record<string, Partial<NewItem>> = {
  english: { title: "Rail traffic resumes near the missile works", text: "Two cranes were seen; the CAFÉ was shut." },
  korean: { title: "서해 발사장에서 새로운 움직임", text: "위성사진에 차량이 보인다." },
  chinese: { title: "卫星图像显示导弹工厂活动", text: "列车停在工厂附近。" },
  japanese: { title: "ミサイル工場で車両を確認", text: "衛星画像による。" },
  russian: { title: "Спутник заметил движение у завода", text: "Ракеты не видно." },
};

onEveryStore("search", (at) => {
  const find = async (text: string, query: object = {}) =>
    (await at().store.queries.recentItems({ ...ALL, text, ...query })).map(({ item }) => item.id).sort();

  async function fill(): Promise<void> {
    await poll(at().store, { items: Object.entries(TEXTS).map(([id, texts]) => polled(id, texts)) });
  }

  it("finds words whatever their case and accents, from their beginning", async () => {
    await fill();
    expect(await find("MISSILE rail")).toEqual(["english"]);
    expect(await find("cafe")).toEqual(["english"]);
    expect(await find("crane")).toEqual(["english"]);
    expect(await find("ane")).toEqual([]);
    expect(await find("missile nowhere")).toEqual([]);
  });

  it("finds two syllables inside Korean, Chinese and Japanese text", async () => {
    await fill();
    expect(await find("발사")).toEqual(["korean"]);
    expect(await find("위성사진")).toEqual(["korean"]);
    expect(await find("导弹")).toEqual(["chinese"]);
    expect(await find("工厂")).toEqual(["chinese"]);
    expect(await find("工場")).toEqual(["japanese"]);
    expect(await find("ﾐｻｲﾙ")).toEqual(["japanese"]);
    expect(await find("ракет")).toEqual(["russian"]);
  });

  it("takes a query of nothing but signs for no query", async () => {
    await fill();
    expect(await find(" -- ' \" * ")).toHaveLength(5);
  });

  it("is not led astray by signs that mean something to the database", async () => {
    await fill();
    for (const text of ["missile' OR 1=1 --", 'missile" AND "works', "missile & | ! :* works", "NEAR(missile works)"]) {
      expect(["english", undefined]).toContain((await find(text))[0]);
    }
  });

  it("finds an item by its page and by its edits, once", async () => {
    const { store } = at();
    await poll(store, { items: [polled("a", { title: "Plant", text: "Plant" })] });
    await store.readings.claim({ owner: "one", limit: 1, leaseMs: LEASE_MS });
    const page = { url: "u", title: null, text: "Locomotive by the plant", byline: null, publishedAt: null };
    await store.readings.place(
      {
        item: "a",
        owner: "one",
        page: { ...page, updatedAt: null, language: null, siteName: null },
        unread: null,
        match: { hits: [hit()], rejected: [] },
        seen: 0,
      },
      planFor("s1"),
    );
    await poll(store, { revisions: [{ id: "a", title: "Plant shut", text: "Shut", updatedAt: null, hits: [] }] });
    expect(await find("locomotive")).toEqual(["a"]);
    expect(await find("shut")).toEqual(["a"]);
    expect(await find("plant")).toEqual(["a"]);
  });

  it("keeps to watch, age and limit", async () => {
    await fill();
    await at().elapse(60_000);
    await poll(at().store, { items: [polled("late", { title: "Missile seen" }, [hit("pads")])] });
    expect(await find("missile")).toEqual(["english", "late"]);
    expect(await find("missile", { watch: "sites" })).toEqual(["english"]);
    expect(await find("missile", { sinceMs: 30_000 })).toEqual(["late"]);
    expect(await find("missile", { limit: 1 })).toEqual(["late"]);
  });

  it("finds stories by what their reports say", async () => {
    const { store } = at();
    await fill();
    await placeAll(store, "s1");
    await poll(store, { items: [polled("other", { title: "Missile test" }, [hit("pads")])] });
    await placeAll(store, "s2");
    const stories = async (query: object) =>
      (await store.queries.recentStories({ ...ALL, ...query })).map((one) => one.story).sort();
    expect(await stories({ text: "missile" })).toEqual(["s1", "s2"]);
    expect(await stories({ text: "발사장" })).toEqual(["s1"]);
    expect(await stories({ text: "missile", watch: "pads" })).toEqual(["s2"]);
    expect(await stories({ text: "nowhere" })).toEqual([]);
  });

  it("takes any text in and any query, and finds what it holds", async () => {
    const wild = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
    let count = 0;
    await fc.assert(
      fc.asyncProperty(wild, fc.string({ unit: "binary", maxLength: 30 }), async (title, junk) => {
        const id = `w${count++}`;
        await poll(at().store, { items: [polled(id, { title, text: junk })] });
        expect(await find(title, { limit: 1000 })).toContain(id);
        await find(junk);
      }),
      { numRuns: 25 },
    );
  });
});

describe("words to search by", () => {
  it("are letters and digits only, so that they need no quoting", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const word of [...wordsOf(text), ...queryWords(text)]) expect(word).toMatch(/^[\p{L}\p{N}ー]+$/u);
      }),
    );
  });

  it("of a query each begin a word of the text that the query is taken from", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        const words = wordsOf(text);
        for (const asked of queryWords(text)) {
          expect(words.some((word) => (isWhole(asked) ? word === asked : word.startsWith(asked)))).toBe(true);
        }
      }),
    );
  });

  it("are pairs where words are not set apart, and whole elsewhere", () => {
    expect(wordsOf("Sohae 발사장 2호")).toEqual(["sohae", "발사", "사장", "장", "2", "호"]);
    expect(queryWords("Sohae 발사장 호")).toEqual(["sohae", "발사", "사장", "호"]);
  });

  it("are the same by the short ways for plain and for unpaired text as by the long one", () => {
    const unit = fc.oneof(
      fc.constantFrom(..."aZ9 .,-'’“”–…é ñΣßı²".normalize("NFC")),
      fc.string({ unit: "grapheme-ascii", maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 80 }), (text) => {
        const words = new Set(wordsOf(text));
        expect(wordsOf(`${text} é`)).toEqual([...words.add("e")]);
        expect(wordsOf(`${text} é 가`)).toEqual([...words.add("가")]);
      }),
    );
  });

  it("are cut where they are longer than anybody types", () => {
    for (const letter of ["x", "é", "ж"]) expect(wordsOf(letter.repeat(100))[0]).toHaveLength(64);
  });

  it("are few even of an endless query", () => {
    expect(queryWords("가나다라마바사아자차카타파하".repeat(1000)).length).toBeLessThanOrEqual(32);
  });
});
