import { execFileSync } from "node:child_process";
import type { TestProject } from "vitest/node";
import { startCluster } from "./postgres.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the throw-away PostgreSQL; see createDatabase in postgres.ts. */
    postgresUrl: string;
  }
}

/** Builds `dist` once, since workers and the command line are tested as they ship, and starts a PostgreSQL. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  execFileSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
  const cluster = await startCluster();
  project.provide("postgresUrl", cluster.url);
  return cluster.stop;
}
