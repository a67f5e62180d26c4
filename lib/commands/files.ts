/**
 * Opens and writes the files that a user names. Errors name the file and say what is wrong with it.
 *
 * @module
 */
import { dirname } from "node:path";
import { InvalidInput } from "../errors.ts";

const REASONS: [new (...args: never[]) => Error, string][] = [
  [Deno.errors.NotFound, "there is no such file"],
  [Deno.errors.PermissionDenied, "permission denied"],
  [Deno.errors.NotCapable, "permission denied"],
  [Deno.errors.IsADirectory, "it is a directory"],
  [Deno.errors.NotADirectory, "a part of its path is not a directory"],
];

/** Why a file cannot be used, in plain words and without the system's error number. */
export function describeFileError(error: unknown): string {
  const known = REASONS.find(([kind]) => error instanceof kind)?.[1];
  return known ?? (error instanceof Error ? error.message.replace(/ \(os error \d+\).*/s, "") : String(error));
}

/** A log that can't be opened. The message names it. */
class UnreadableLog extends InvalidInput {}

/** An open log. */
export interface OpenedLog {
  bytes: ReadableStream<Uint8Array>;
  /** True for stdin and pipes, which end when their writer ends. */
  isStream: boolean;
  isEmpty: boolean;
}

/**
 * Opens a log: a file, or stdin for `-`.
 *
 * @throws {InvalidInput} field `file`
 */
export async function openLogFile(path: string): Promise<OpenedLog> {
  if (path === "-") return { bytes: Deno.stdin.readable, isStream: true, isEmpty: false };
  try {
    const file = await Deno.open(path), stat = await file.stat();
    if (!stat.isDirectory) {
      return { bytes: file.readable, isStream: !stat.isFile, isEmpty: stat.isFile && stat.size === 0 };
    }
    file.close();
  } catch (cause) {
    throw new UnreadableLog("file", `cannot read ${path}: ${describeFileError(cause)}`, { cause });
  }
  throw new UnreadableLog("file", `${path} is a directory; name a log file`);
}

/** Adds the name of an open log to an error about what is in it. Any other error stays as it is, also that a log can't be opened. */
export function nameLog(path: string, error: unknown): unknown {
  if (!(error instanceof InvalidInput) || error.field !== "file" || error instanceof UnreadableLog) return error;
  return new InvalidInput("file", `${path === "-" ? "stdin" : path}: ${error.message}`, { cause: error });
}

/** Writes a file: all of it or nothing. Writes directly into a pipe or a device. */
export async function writeFile(path: string, parts: AsyncIterable<string>): Promise<void> {
  const bytes = () => ReadableStream.from(parts).pipeThrough(new TextEncoderStream());
  const target = await Deno.realPath(path).catch(() => path);
  const unfinished = `${target}.part-${crypto.randomUUID()}`; // nobody can plant a link under a name that they can't guess
  try {
    const known = await Deno.stat(target).catch(() => null);
    if (known?.isDirectory) throw new Deno.errors.IsADirectory();
    if (known && !known.isFile) return await Deno.writeFile(target, bytes());
    if (!(await Deno.stat(dirname(target)).catch(() => null))?.isDirectory) {
      throw new Error(`there is no directory ${dirname(target)}`);
    }
    await Deno.writeFile(unfinished, bytes(), { createNew: true });
    await Deno.rename(unfinished, target);
  } catch (cause) {
    await Deno.remove(unfinished).catch(() => null); // it may never have been made
    throw new Error(`cannot write ${path}: ${describeFileError(cause)}`, { cause });
  }
}
