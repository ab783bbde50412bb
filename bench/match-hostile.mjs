/**
 * Whether matching takes time in proportion to the text, whatever the text: texts made to be slow, at three lengths, through
 * the watches as they ship. Prints ms and how many times longer each doubling took; about 2 is linear, 4 would be quadratic.
 *
 *   npm run build && node bench/match-hostile.mjs
 */
import { loadConfig, PACKAGE_CONFIG } from "../dist/config/load.js";
import { compileRules } from "../dist/matching/compile.js";
import { createMatcher } from "../dist/pipeline/match.js";

const LENGTHS = [250_000, 500_000, 1_000_000];
const RUNS = 3;
/** More than this for a doubling is not linear, the noise of a busy machine allowed for. */
const MOST = 3.2;
const TEXTS = {
  "one name over and over": "North Korea missile launch ",
  "two names in turn": "missile North Korea ",
  "a prefix that never completes": "서해위성발",
  "one letter": "n",
  "marks on marks": "\u0301",
  joints: "- ",
  initials: "N.K.",
  particles: "북은",
  "stars that nearly match": "ядерноеядерноеядерное ",
  "what rules out beside what counts": "satellite imagery satellite ",
};
const config = loadConfig({ file: `${PACKAGE_CONFIG}/watchdesk.yaml`, env: {}, cwd: "/" });
const evil = { watches: [{ id: "evil", severity: "low", enabled: true, regex: "(n+)+!" }] };
const matcher = createMatcher(compileRules([...config.watchFiles, evil]));

// The first texts would else show how the engine warms up.
for (const piece of Object.values(TEXTS)) fastest(piece.repeat(Math.ceil(LENGTHS[0] / piece.length)));
for (const [what, piece] of Object.entries(TEXTS)) {
  const times = LENGTHS.map((length) => fastest(piece.repeat(Math.ceil(length / piece.length))));
  const growth = times.slice(1).map((time, at) => time / times[at]);
  console.log(
    `${what}: ${times.map((time) => `${time.toFixed(0)} ms`).join(", ")}; doubling ${growth.map((one) => one.toFixed(1)).join(", ")}`,
  );
  // Below some ms the clock and the collector say more than the text.
  if (growth.some((one, at) => one > MOST && times[at + 1] > 50)) process.exitCode = 1;
}

function fastest(text) {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    const from = performance.now();
    matcher.match({ title: "North Korea", text, language: "ko", feed: null });
    best = Math.min(best, performance.now() - from);
  }
  return best;
}
