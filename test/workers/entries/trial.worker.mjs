/** A worker for the pool's tests: does what the payload asks for. */
import { WatchdeskError } from "../../../dist/errors.js";
import { serveTasks } from "../../../dist/workers/serve.js";

const hoard = [];
let atWork = 0;

/** Rests in the midst of its work; a second task that began meanwhile would see it. */
async function alone(value) {
  atWork++;
  await new Promise((resolve) => setImmediate(resolve));
  return --atWork === 0 ? value : "not alone";
}

export default serveTasks(({ what, value }) => {
  if (what === "echo") return value;
  if (what === "turns") return alone(value);
  if (what === "size") return value.byteLength;
  if (what === "spin") for (;;);
  if (what === "idle") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, value);
  if (what === "idle") return "rested";
  if (what === "hoard") for (;;) hoard.push(new Array(100_000).fill(value));
  if (what === "decline") throw new WatchdeskError("input", "not that", { hint: "try echo" });
  if (what === "exit") process.exit(3);
  throw new TypeError("a fault of ours");
});
