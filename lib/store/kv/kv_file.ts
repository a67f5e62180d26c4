/**
 * The KV's file on the disk: it must be this user's alone and must hold a KV. Every failure gets a message that says what to do.
 * Reads nothing that is stored.
 *
 * @module
 */
import { existsSync, realpathSync } from "node:fs";
import { dirname } from "node:path";
import { Damaged, InvalidInput } from "../../errors.ts";
import { findNetworkFileSystem } from "../../host/mounts.ts";
import { isDataDirectory, makeDataDirectory, spoolDirectory } from "../../host/paths.ts";
import { checkPrivateFile, createPrivateFile, NotPrivate, tightenPrivateFile } from "../../host/private_files.ts";
import { printError } from "../../host/stderr.ts";

const SQLITE_MAGIC = "SQLite format 3\0";
const PAGE_MAX_BYTES = 65_536;
/** The file by whose lock the writers of a KV file take turns. */
const lockPath = (path: string): string => `${path}-lock`;

/** Files that SQLite puts beside its own while it is open, or leaves there after a crash; and ours. */
const SIDE_FILES = ["-wal", "-shm", "-journal", "-lock", "-machine"];

/** True when Deno KV may open a file that begins like this: empty, or with KV's own tables. SQLite lists its tables in the first page. */
function isKvHead(head: Uint8Array): boolean {
  const text = new TextDecoder("latin1").decode(head);
  if (text === "") return true;
  if (!text.startsWith(SQLITE_MAGIC)) return false;
  const size = (head[16]! << 8) | head[17]!, page = text.slice(0, size === 1 ? PAGE_MAX_BYTES : size);
  return !page.includes("CREATE TABLE") || page.includes("migration_state");
}

async function findStat(path: string): Promise<Deno.FileInfo | null> {
  try {
    return await Deno.lstat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** Throws InvalidInput for a directory, and for another user's file unless this is root. */
function checkKind(path: string, { isDirectory, isSymlink, uid }: Deno.FileInfo): void {
  if (isDirectory) throw new InvalidInput("kv", `${path} is a directory; name a file, such as ${path}/stdcurve.db`);
  const own = Deno.uid();
  if (isSymlink || own === null || own === 0 || uid === own) return;
  throw new InvalidInput(
    "kv",
    `${path} belongs to another user (uid ${uid}, this program runs as ${own}), and opening it would change it; ` +
      "copy it into a directory of your own and name the copy with --kv",
  );
}

function createOnce(path: string): void {
  try {
    createPrivateFile(path);
  } catch (error) {
    if (!(error instanceof NotPrivate)) throw error;
    checkPrivateFile(path); // another process of this user was faster; for anything else this throws
  }
}

/** Creates the file, and its directory where there is none. */
function createKvFile(path: string): void {
  Deno.mkdirSync(dirname(path), { recursive: true });
  createOnce(path);
}

/** Opens the lock file of a KV; makes it where there is none. */
export function openLockFile(path: string): Deno.FsFile {
  const lock = lockPath(path);
  if (!existsSync(lock)) createOnce(lock);
  return Deno.openSync(lock);
}

const withSideFiles = (path: string) => [path, ...SIDE_FILES.map((end) => path + end)];

/** What is safe when the file of a KV is lost, and what to do. */
export function describeAfterLoss(path: string): string {
  const spools = spoolDirectory(path);
  const safe = existsSync(spools)
    ? `the spools of runs that were live are in ${spools}, stdcurve import reads them; `
    : "";
  return `${safe}to get the other runs back, stop stdcurve, put a copy made by stdcurve backup here and check it with stdcurve doctor`;
}

/** True when SQLite's log beside a file has bytes. Opening an empty file would delete that log. */
async function hasLog(path: string): Promise<boolean> {
  const log = await findStat(`${path}-wal`);
  return log !== null && log.size > 0;
}

/** Files whose loss was said. A file that can't be opened at once is prepared again for each attempt. */
const lost = new Set<string>();

/** Says once that a file which stdcurve has used is empty or gone, and that it begins anew: its runs are not in it any more. */
function warnOfLoss(path: string, { stat, wasUsed }: { stat: Deno.FileInfo | null; wasUsed: boolean }): void {
  if (stat !== null && stat.size > 0 || !wasUsed || lost.has(path)) return;
  lost.add(path);
  const how = stat ? "is empty" : "was removed";
  printError(
    `stdcurve: the KV file ${path} ${how}, though stdcurve has used it; it begins anew; ${describeAfterLoss(path)}`,
  );
}

async function checkHead(path: string): Promise<void> {
  // First the log: while another process makes the file, SQLite gives it its first page before the log has bytes.
  const isLogged = await hasLog(path);
  using file = await Deno.open(path);
  const head = new Uint8Array(PAGE_MAX_BYTES);
  const size = await file.read(head) ?? 0;
  if (size === 0 && isLogged) {
    throw new InvalidInput(
      "kv",
      `${path} was emptied: it has 0 bytes, but SQLite's log ${path}-wal has some. It is left as it is; ${
        describeAfterLoss(path)
      }`,
    );
  }
  if (isKvHead(head.subarray(0, size))) return;
  throw new InvalidInput(
    "kv",
    `${path} is not a Deno KV file; name another with --kv. If it was one, it is damaged; ${describeAfterLoss(path)}`,
  );
}

function describeRefusal(path: string, error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  if (error instanceof NotPrivate) return why;
  const isDenied = /EROFS|EACCES|EPERM|denied/i.test(why);
  const remedy = isDenied ? "the file and its directory must be writable; or name another" : "name another";
  return `cannot use ${path} as KV file: ${why}; ${remedy} with --kv`;
}

/**
 * Prepares the file of a KV to be opened: creates it with the mode 0600, or checks the one that exists.
 *
 * @throws {InvalidInput} field `kv`: a link, a directory, another user's file, or a file that is no KV
 */
export async function prepareKvFile(path: string): Promise<void> {
  try {
    if (isDataDirectory(dirname(path))) makeDataDirectory();
    const wasUsed = existsSync(lockPath(path)); // looked for first: who makes the file makes the lock after it
    const stat = await findStat(path);
    if (stat) checkKind(path, stat);
    for (const each of withSideFiles(path)) checkPrivateFile(each, { isRootExempt: true });
    if (stat) await checkHead(path);
    warnOfLoss(path, { stat, wasUsed });
    if (!stat) createKvFile(path);
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    throw new InvalidInput("kv", describeRefusal(path, error), { cause: error });
  }
}

/** Takes others' permissions off the file of our KV and the files beside it. Says so when there were any. */
export function tightenKvFile(path: string): void {
  const loose = withSideFiles(path).filter((each) => tightenPrivateFile(each, { isRootExempt: true }));
  if (loose.length > 0) printError(`stdcurve: the KV file ${path} was readable by others; its mode is 0600 now`);
}

/** Removes a KV's file that nobody uses, and the files beside it, where they are. */
export function removeKvFile(path: string): void {
  for (const each of withSideFiles(path)) {
    try {
      Deno.removeSync(each);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
}

let isNetworkSaid = false;

/** Says once that a KV file is on a network file system: SQLite's log works among the processes of one machine only. */
export function warnOfNetwork(path: string): void {
  const type = isNetworkSaid ? null : findNetworkFileSystem(realpathSync(path));
  if (type === null) return;
  isNetworkSaid = true;
  printError(
    `stdcurve: the KV file ${path} is on a network file system (${type}): stdcurve on two machines at once would damage it, so the second is refused; ` +
      "better keep it on a local disk, or let a denokv server have it and name its URL with --kv",
  );
}

/** Returns a check that throws once the opened KV file was removed, replaced or emptied. SQLite's file is never empty after it was opened. */
export async function watchKvFile(path: string): Promise<() => Promise<void>> {
  const { dev, ino } = await Deno.lstat(path);
  return async () => {
    const now = await findStat(path);
    const isSame = now?.dev === dev && now.ino === ino;
    if (isSame && now.size > 0) return;
    const how = isSame ? "emptied" : now ? "replaced" : "removed";
    throw new Damaged(`the KV file ${path} was ${how} while it was in use; ${describeAfterLoss(path)}`);
  };
}
