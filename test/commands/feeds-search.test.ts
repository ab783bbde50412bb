import { expect, test } from "vitest";
import { namesToSearch } from "../../src/commands/feeds-names.js";
import { searchByNames } from "../../src/commands/feeds-search.js";
import type { WatchFile } from "../../src/config/watch-schema.js";
import { openDesk, wordsOf } from "./feeds-support.js";

const PACK: WatchFile = {
  entities: [
    { id: "pad", kind: "site", names: { en: ["North Pad", "=NPAD"], ko: ["북쪽발사장"] }, weak: ["Pad"], needs: ["x"] },
    { id: "works", kind: "plant", names: ["East Works"] },
  ],
  watches: [
    {
      id: "sites",
      severity: "high",
      enabled: true,
      rules: [{ id: "title", any: ["kind:site", { all: ["舞水端里", "group:missile"] }], none: ["entity:works"] }],
    },
    { id: "words", severity: "low", enabled: true, any: ["group:missile"] },
    "Yunsong",
  ],
};

test("a watch gives the names of what it must see, by language, without marks and weak names", () => {
  expect(namesToSearch([PACK], "sites")).toEqual({ en: ["North Pad", "NPAD"], ko: ["북쪽발사장"], zh: ["舞水端里"] });
});

test("an entity and a plain word can be searched for too", () => {
  expect(namesToSearch([PACK], "works")).toEqual({ en: ["East Works"] });
  expect(namesToSearch([PACK], "yunsong")).toEqual({ en: ["Yunsong"] });
});

test("a watch that looks for words in context alone says what to search for instead", () => {
  expect(() => namesToSearch([PACK], "words")).toThrow("looks for words in context");
});

test("an unknown watch is refused with the nearest", () => {
  expect(() => namesToSearch([PACK], "site")).toThrow('no watch or entity "site"; did you mean sites?');
});

test("searches are shown first and added when asked, each once", async () => {
  const { desk, again } = await openDesk();
  expect((await searchByNames(desk, "sohae", {})).title).toBe(
    "2 search feeds would be added for sohae; 0 stand already",
  );
  expect((await again()).feeds).toHaveLength(1);
  await searchByNames(desk, "sohae", { add: true });
  const after = await again();
  expect(after.feeds.slice(1).map(({ id, kind }) => [id, kind])).toEqual([
    ["sohae google-news en 1", "search"],
    ["sohae bing-news en 1", "search"],
  ]);
  expect((await searchByNames(after, "sohae", { add: true })).title).toContain("0 search feeds added");
});

test("engines and languages can be chosen, and unknown ones are refused with those there are", async () => {
  const { desk } = await openDesk();
  expect(wordsOf(await searchByNames(desk, "sohae", { engines: "gdelt" }))).toContain("sohae gdelt en 1");
  await expect(searchByNames(desk, "sohae", { engines: "altavista" })).rejects.toThrow("there are google-news");
  await expect(searchByNames(desk, "sohae", { languages: "xx" })).rejects.toThrow("no names in xx");
});
