/**
 * The logs that a user names: files, and the logs in directories. Reads no log.
 *
 * @module
 */
import { basename, join, relative } from "node:path";
import { InvalidInput } from "../errors.ts";
import { describeFileError } from "./files.ts";

/** A log that a user has named. */
export interface NamedLog {
  path: string;
  /** The file's name; for a file of a directory its path within it. */
  name: string;
}

/** What was found. */
export interface FoundLogs {
  logs: NamedLog[];
  /** Names of other files in the directories, as their paths within them. */
  others: string[];
}

/** What the name of a log in a directory ends with. */
const LOG_NAME = /\.(?:log|out|err|txt)(?:\.gz)?$/i;

/**
 * The files as they are named, and the logs of each directory, sorted by their paths. Directories in it are searched, too; hidden files are not.
 *
 * @throws {InvalidInput} field `file` for a directory without logs, or one that can't be read
 */
export async function findLogs(paths: readonly string[]): Promise<FoundLogs> {
  const found: FoundLogs = { logs: [], others: [] };
  for (const path of paths) {
    const isDirectory = path !== "-" && (await Deno.stat(path).catch(() => null))?.isDirectory;
    const { logs, others } = isDirectory
      ? await listLogs(path)
      : { logs: [{ path, name: path === "-" ? "stdin" : basename(path) }], others: [] };
    found.logs.push(...logs);
    found.others.push(...others);
  }
  return found;
}

async function listLogs(directory: string): Promise<FoundLogs> {
  const logs: NamedLog[] = [], others: string[] = [];
  const walk = async (path: string) => {
    for await (const { name, isFile, isDirectory } of Deno.readDir(path)) {
      if (name.startsWith(".")) continue;
      const inside = join(path, name);
      if (isDirectory) await walk(inside);
      else if (isFile && LOG_NAME.test(name)) logs.push({ path: inside, name: relative(directory, inside) });
      else others.push(relative(directory, inside));
    }
  };
  try {
    await walk(directory);
  } catch (cause) {
    throw new InvalidInput("file", `cannot read ${directory}: ${describeFileError(cause)}`, { cause });
  }
  if (logs.length === 0) {
    throw new InvalidInput(
      "file",
      `${directory} holds no log: no file whose name ends with .log, .out, .err or .txt, or .gz behind it`,
    );
  }
  return { logs: logs.sort((a, b) => a.path < b.path ? -1 : 1), others: others.sort() };
}
