/** A throw-away PostgreSQL for one test run: its own folder, its own socket, no fsync, gone at the end. */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { findPrograms, reachable } from "./postgres-programs.js";

/** Nothing of it has to outlive the run, so nothing waits for a disk. */
const SETTINGS = [
  "listen_addresses=",
  "max_connections=200",
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "jit=off",
];

export interface Cluster {
  /** Address of the server's own database, from which others are made. */
  url: string;
  stop(): Promise<void>;
}

/** Who the server runs as when the tests run as root, in order of preference; it refuses root itself. */
const SERVER_USERS = ["postgres", "nobody"];

/** Starts a cluster and waits until it takes connections. Throws with what to install when there is no server. */
export async function startCluster(): Promise<Cluster> {
  const found = findPrograms();
  const user = process.getuid?.() === 0 ? serverUser() : null;
  const home = mkdtempSync(join(tmpdir(), "watchdesk-pg-"));
  const data = join(home, "data");
  mkdirSync(data);
  const bin = user ? reachable(found, home) : found;
  if (user) run("chown", ["-R", `${user.uid}:${user.gid}`, home]);
  const server = [join(bin, "postgres"), "-D", data, "-k", home, ...SETTINGS.flatMap((one) => ["-c", one])];
  const initdb = [join(bin, "initdb"), "--no-sync", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8"];
  run(...asServerUser(user, [...initdb, "-D", data]));
  const [command, args] = asServerUser(user, server);
  const child = spawn(command, args, { cwd: home, stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-4000);
      if (said.includes("ready to accept connections")) resolve();
    });
    void ended.then(() => reject(new Error(`PostgreSQL did not start:\n${said}`)));
  });
  return {
    url: `postgres:///postgres?host=${encodeURIComponent(home)}&user=postgres`,
    stop: async () => {
      // "Immediate": nothing of it is to be kept.
      child.kill("SIGQUIT");
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A new empty database on the cluster. Returns its address. */
export async function createDatabase(clusterUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  try {
    await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  return clusterUrl.replace("///postgres?", `///${encodeURIComponent(name)}?`);
}

interface ServerUser {
  uid: string;
  gid: string;
}

function serverUser(): ServerUser {
  const idOf = (option: string, name: string) => spawnSync("id", [option, name], { encoding: "utf8" });
  const name = SERVER_USERS.find((one) => idOf("-u", one).status === 0);
  if (name === undefined) throw new Error(`PostgreSQL does not run as root, and there is no user ${SERVER_USERS}`);
  return { uid: idOf("-u", name).stdout.trim(), gid: idOf("-g", name).stdout.trim() };
}

/** Where setpriv is at hand, the server also ends with this process should that be killed. */
function asServerUser(user: ServerUser | null, command: string[]): [string, string[]] {
  const become = user ? [`--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups"] : [];
  if (!user && spawnSync("setpriv", ["--version"]).status !== 0) return [command[0] ?? "", command.slice(1)];
  return ["setpriv", [...become, "--pdeathsig", "QUIT", ...command]];
}

function run(command: string, args: string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { cwd: tmpdir(), encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${error?.message ?? stderr}`);
}
