/**
 * Makes config/stories/background.tsv, the term counts that ship: node bench/group-background.js STREAM.jsonl.gz > FILE
 * Counts only, of terms that five documents or more hold; no text.
 */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { evidenceOf } from "../src/stories/evidence.js";
import { parseGlossary } from "../src/stories/glossary.js";

/** A term of fewer documents says more of the sample than of the language. */
const MIN_DOCUMENTS = 5;

const [stream, glossaryFile] = process.argv.slice(2);
if (stream === undefined || glossaryFile === undefined) {
  console.error("usage: group-background STREAM.jsonl.gz GLOSSARY.tsv > background.tsv");
  process.exit(2);
}
const glossary = parseGlossary(readFileSync(glossaryFile, "utf8"));
const counts = new Map<string, number>();
let documents = 0;
for (const line of gunzipSync(readFileSync(stream)).toString("utf8").split("\n")) {
  if (line.trim() === "") continue;
  const { id, title, text } = JSON.parse(line) as { id: string; title: string; text?: string };
  documents += 1;
  const evidence = evidenceOf(
    { id, title, text: text ?? "", url: null, publisher: null, family: null, kind: null, language: null, at: null },
    glossary,
  );
  for (const term of evidence.terms) counts.set(term, (counts.get(term) ?? 0) + 1);
}
const kept = [...counts].filter(([, count]) => count >= MIN_DOCUMENTS).sort(([a], [b]) => (a < b ? -1 : 1));
console.log([String(documents), ...kept.map(([term, count]) => `${term}\t${count}`)].join("\n"));
