import { execFileSync } from "node:child_process";

/** Builds `dist` once, since workers and the command line are tested as they ship. */
export default function setup(): void {
  execFileSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
}
