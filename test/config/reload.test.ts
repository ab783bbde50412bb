import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Config } from "../../src/config/load.js";
import { createReload } from "../../src/config/reload.js";
import { createConfigSource } from "../../src/config/source.js";
import { temporaryFolder } from "../support/app.js";
import { quiet } from "../support/chat-commands.js";

/** A folder with a configuration, and a reload over it that notes what it is told. */
function desk(main = "watches: [Sohae]\n") {
  const folder = temporaryFolder();
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, "watches"));
  write("watchdesk.yaml", main);
  write("watches/a.yaml", "watches: [Sanumdong]\n");
  const source = createConfigSource({ file: "watchdesk.yaml", env: {}, cwd: folder });
  const applied: Config[] = [];
  const told: (string | null)[] = [];
  const look = createReload({
    source,
    begin: source.load(),
    apply: async (next) => void applied.push(next),
    tell: async (complaint) => void told.push(complaint),
    log: quiet,
  });
  const settle = async () => {
    await look();
    await look();
  };
  const watches = () => applied.at(-1)?.watchFiles.flatMap((file) => file.watches ?? []);
  return { folder, write, look, settle, applied, told, watches };
}

describe("changed files", () => {
  it("are left alone while nothing changes", async () => {
    const { settle, applied, told } = desk();
    await settle();
    expect([applied, told]).toEqual([[], []]);
  });

  it("are taken up once they stand still from one look to the next", async () => {
    const { write, look, applied, watches } = desk();
    write("watches/a.yaml", "watches: [Sanum");
    await look();
    write("watches/a.yaml", "watches: [Sanumdong, Yongbyon]\n");
    await look();
    expect(applied).toEqual([]);
    await look();
    expect(watches()).toEqual(["Sanumdong", "Yongbyon", "Sohae"]);
  });

  it.each<[string, (folder: string) => void, string[]]>([
    [
      "a file that comes",
      (folder) => writeFileSync(join(folder, "watches/b.yaml"), "watches: [Punggye-ri]\n"),
      ["Sanumdong", "Punggye-ri", "Sohae"],
    ],
    ["a file that goes", (folder) => rmSync(join(folder, "watches/a.yaml")), ["Sohae"]],
    [
      "a folder exchanged by a link, as volumes of a container are",
      (folder) => {
        mkdirSync(join(folder, "next"));
        writeFileSync(join(folder, "next/a.yaml"), "watches: [Kusong-i-i]\n");
        renameSync(join(folder, "watches"), join(folder, "old"));
        symlinkSync(join(folder, "next"), join(folder, "watches"));
      },
      ["Kusong-i-i", "Sohae"],
    ],
  ])("%s counts", async (_, change, expected) => {
    const { folder, settle, watches } = desk();
    change(folder);
    await settle();
    expect(watches()).toEqual(expected);
  });

  it("a folder that was not there counts when it comes", async () => {
    const { folder, write, settle, applied } = desk();
    mkdirSync(join(folder, "feeds"));
    write("feeds/f.yaml", "feeds: [{id: f, url: 'https://a.example/feed'}]\n");
    await settle();
    expect(applied.at(-1)?.feeds).toMatchObject([{ id: "f" }]);
  });
});

describe("a bad file", () => {
  it("is told once, changes nothing, and is told again when all is good", async () => {
    const { write, settle, applied, told } = desk();
    write("watches/a.yaml", "watches: [{id: x, anny: [y]}]\n");
    await settle();
    await settle();
    expect(applied).toEqual([]);
    expect(told).toEqual([expect.stringMatching(/a\.yaml:1: .*anny.*unknown key; did you mean "any"/)]);
    write("watches/a.yaml", "watches: [{id: x, any: [yonder]}]\n");
    await settle();
    expect(applied).toHaveLength(1);
    expect(told.slice(1)).toEqual([null]);
  });

  it("that a change of the main file has brought in is looked at again when it is mended itself", async () => {
    const { write, settle, applied, told } = desk();
    write("extra.yaml", "watches: {}\n");
    write("watchdesk.yaml", "include: { watches: [extra.yaml] }\n");
    await settle();
    expect(told).toHaveLength(1);
    write("extra.yaml", "watches: [Yongbyon]\n");
    await settle();
    expect(applied).toHaveLength(1);
  });

  it("of feeds changes nothing either: its feeds would be gone", async () => {
    const { write, settle, applied, told } = desk("feeds: [{id: f, url: 'https://a.example/feed'}]\n");
    write("watchdesk.yaml", "feeds: [{id: f, url: 'https://a.example/feed', evry: 5m}]\n");
    await settle();
    expect(applied).toEqual([]);
    expect(told).toEqual([expect.stringContaining("evry")]);
  });

  it("is told with all its mistakes, and with those of the other files, in one go", async () => {
    const { write, settle, told } = desk();
    write("extra.yaml", "feeds: [{id: f, url: nowhere}, {id: g, url: 'https://g.example/feed', every: 5s}]\n");
    write("watchdesk.yaml", "polling: {evry: 5m}\ninclude: {feeds: [extra.yaml]}\n");
    await settle();
    expect(told).toEqual([expect.stringMatching(/evry.*\n.*extra\.yaml:1: .*an address.*\n.*extra\.yaml:1: .*floor/)]);
  });

  it("with a mistake that was there at the start does not hold back what changes beside it", async () => {
    const { write, settle, applied, told } = desk("feeds: [{id: f, url: nothing}]\n");
    write("watchdesk.yaml", "watches: [Yongbyon]\nfeeds: [{id: f, url: nothing}]\n");
    await settle();
    expect(told).toEqual([]);
    expect(applied).toHaveLength(1);
  });
});
