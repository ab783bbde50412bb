/** A throw-away PostgreSQL for one test run: its own folder, its own socket, no fsync, gone at the end. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import pg from "pg";

export interface Cluster {
  /** Address of the server's own database, from which others are made. */
  url: string;
  stop(): Promise<void>;
}

/** Where Debian, Homebrew and the PostgreSQL project keep the server's binaries. */
const HOMES = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"];

/** Starts a cluster and waits until it takes connections. Throws with what to install when there is no server. */
export async function startCluster(): Promise<Cluster> {
  const bin = findBinaries();
  const asRoot = process.getuid?.() === 0;
  const home = mkdtempSync(join(tmpdir(), "watchdesk-pg-"));
  const data = join(home, "data");
  mkdirSync(data);
  if (asRoot) run("chown", ["-R", "postgres:postgres", home]);
  const server = [join(bin, "postgres"), "-D", data, "-k", home, "-c", "listen_addresses=", "-c", "fsync=off"];
  const initdb = [join(bin, "initdb"), "--no-sync", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8"];
  run(...asServerUser(asRoot, [...initdb, "-D", data]));
  const [command, args] = asServerUser(asRoot, [
    ...server,
    "-c",
    "synchronous_commit=off",
    "-c",
    "max_connections=200",
  ]);
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

/** The folder of the newest server found. */
export function findBinaries(): string {
  const versions = HOMES.filter(existsSync).flatMap((home) =>
    readdirSync(home)
      .filter((name) => /^(postgresql@)?\d+$/.test(name))
      .sort((a, b) => Number(b.replace(/\D/g, "")) - Number(a.replace(/\D/g, "")))
      .map((name) => join(home, name, "bin")),
  );
  const onPath = (process.env["PATH"] ?? "").split(delimiter);
  const found = [...versions, ...onPath].find((folder) => folder !== "" && existsSync(join(folder, "initdb")));
  if (found) return found;
  throw new Error(
    "The tests run on a real PostgreSQL as well, and no server was found. Install one: `apt-get install postgresql` " +
      "(Debian, Ubuntu) or `brew install postgresql` (macOS). It need not run; the tests start their own.",
  );
}

/**
 * PostgreSQL refuses to run as root. Where setpriv is at hand, the server also ends with this process should that be
 * killed.
 */
function asServerUser(asRoot: boolean, command: string[]): [string, string[]] {
  const user = asRoot ? ["--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
  if (!asRoot && spawnSync("setpriv", ["--version"]).status !== 0) return [command[0] ?? "", command.slice(1)];
  return ["setpriv", [...user, "--pdeathsig", "QUIT", ...command]];
}

function run(command: string, args: string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { cwd: tmpdir(), encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${error?.message ?? stderr}`);
}
