/** Recorded feed documents in a folder: one feed, or a folder of such folders. File names begin with the time of fetch. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { WatchdeskError } from "../errors.js";

export interface RecordedDocument {
  /** When it was fetched, ms. */
  at: number;
  path: string;
}

export interface RecordedFeed {
  id: string;
  /** In order of time. */
  documents: RecordedDocument[];
}

/** `20190308T120000Z...` or `2019-03-08T12:00:00Z...` at the beginning of a file's name; null when it is none. */
export function recordedTime(name: string): number | null {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})T(\d{2})[-:]?(\d{2})[-:]?(\d{2})(?:\.\d+)?Z/.exec(name);
  if (!match) return null;
  const [year = 0, month = 1, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Throws WatchdeskError (`usage`) when the folder holds no recorded documents. */
export function readRecording(folder: string): RecordedFeed[] {
  const names = listFolder(folder);
  const own = documentsOf(folder, names);
  if (own.length > 0) return [{ id: basename(folder), documents: own }];
  const feeds = names
    .filter((name) => statSync(join(folder, name)).isDirectory())
    .map((name) => ({ id: name, documents: documentsOf(join(folder, name), listFolder(join(folder, name))) }))
    .filter((feed) => feed.documents.length > 0);
  if (feeds.length > 0) return feeds;
  throw new WatchdeskError("usage", `${folder}: holds no recorded feed documents`, {
    hint: "file names begin with the time of fetch, for example 20190308T120000Z.xml",
  });
}

export function readDocument(document: RecordedDocument): Uint8Array {
  return readFileSync(document.path);
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === "ENOENT" ? "is not there" : (error as Error).message;
    throw new WatchdeskError("usage", `${folder}: ${reason}`);
  }
}

function documentsOf(folder: string, names: string[]): RecordedDocument[] {
  return names
    .map((name) => ({ at: recordedTime(name), path: join(folder, name) }))
    .filter((one): one is RecordedDocument => one.at !== null)
    .sort((a, b) => a.at - b.at);
}
