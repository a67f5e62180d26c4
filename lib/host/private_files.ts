/**
 * Files and directories that belong to the user alone: directories of mode 0700, files of mode 0600. Checked by owner and kind before
 * they are used, and opened without following a symbolic link, so that nobody else on the machine can plant or swap one. On Windows
 * the system's own access lists of the user's directory do this.
 *
 * @module
 */
import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  type Stats,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

const OWN_DIRECTORY = 0o700, OWN_FILE = 0o600, OTHERS = 0o077;
const isWindows = Deno.build.os === "windows";
const READ_PIECE_BYTES = 64 * 1024;

/** Something at a path of ours that isn't ours. The message says what it is and what to do. */
export class NotPrivate extends Error {
  override name = "NotPrivate";
}

const codeOf = (error: unknown) => (error as { code?: string }).code;

function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT" || error instanceof Deno.errors.NotFound;
}

/** Throws NotPrivate unless what stands at the path is of the wanted kind and belongs to this user. */
function checkOwn(path: string, stats: Stats, kind: "directory" | "file"): void {
  const remedy = "remove it, or name another location";
  if (stats.isSymbolicLink()) throw new NotPrivate(`${path} is a symbolic link; ${remedy}`);
  if (kind === "directory" ? !stats.isDirectory() : !stats.isFile()) {
    throw new NotPrivate(`${path} is no ${kind}; ${remedy}`);
  }
  const uid = Deno.uid();
  if (!isWindows && uid !== null && stats.uid !== uid) {
    throw new NotPrivate(`${path} belongs to another user (uid ${stats.uid}, this program runs as ${uid}); ${remedy}`);
  }
  if (kind === "file" && !isWindows && stats.nlink > 1) {
    throw new NotPrivate(`${path} has a second name on the disk (a hard link); ${remedy}`);
  }
}

/** What stands at a path itself, links not followed; null for nothing. */
function lookAt(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Takes a group's and others' permissions away; true when there were any. */
function tighten(path: string, stats: Stats, mode: number): boolean {
  if (isWindows || (stats.mode & OTHERS) === 0) return false;
  chmodSync(path, mode);
  return true;
}

/**
 * Makes a directory of ours, or checks the one that exists. Its parents are made too, with the usual modes.
 *
 * @returns true when an existing directory was open to others and was tightened
 * @throws {NotPrivate} for a link, a file, or another user's directory
 */
export function makePrivateDirectory(path: string): boolean {
  const stats = lookAt(path);
  if (stats) {
    checkOwn(path, stats, "directory");
    return tighten(path, stats, OWN_DIRECTORY);
  }
  mkdirSync(dirname(path), { recursive: true });
  try {
    mkdirSync(path, { mode: OWN_DIRECTORY });
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error; // another process of ours made it, or somebody else: look again
    checkOwn(path, lstatSync(path), "directory");
  }
  return false;
}

/**
 * Checks a directory of ours where there is one. Changes nothing.
 *
 * @returns false when there is none
 * @throws {NotPrivate} for a link, a file, or another user's directory
 */
export function checkPrivateDirectory(path: string): boolean {
  const stats = lookAt(path);
  if (stats) checkOwn(path, stats, "directory");
  return stats !== null;
}

/** Who besides this user may own a file. */
export interface OwnerOptions {
  /** Root may use another user's file, which then stays as it is. */
  isRootExempt?: boolean;
}

const isExempt = (stats: Stats, { isRootExempt = false }: OwnerOptions) =>
  isRootExempt && Deno.uid() === 0 && stats.isFile() && stats.uid !== 0;

/**
 * Checks a file of ours where there is one. Changes nothing.
 *
 * @throws {NotPrivate} for a link, a directory, or another user's file
 */
export function checkPrivateFile(path: string, options: OwnerOptions = {}): void {
  const stats = lookAt(path);
  if (stats && !isExempt(stats, options)) checkOwn(path, stats, "file");
}

/**
 * Checks a file of ours where there is one, and takes others' permissions away.
 *
 * @returns true when it was open to others and was tightened; false also when there is no file
 * @throws {NotPrivate} for a link, a directory, or another user's file
 */
export function tightenPrivateFile(path: string, options: OwnerOptions = {}): boolean {
  const stats = lookAt(path);
  if (!stats || isExempt(stats, options)) return false;
  checkOwn(path, stats, "file");
  return tighten(path, stats, OWN_FILE);
}

/** Opens with `O_NOFOLLOW`, without waiting for the writer of a pipe, and checks what was opened. Gives its descriptor. */
function openChecked(path: string, flags: number): number {
  let file: number;
  try {
    file = openSync(path, isWindows ? flags : flags | constants.O_NOFOLLOW | constants.O_NONBLOCK, OWN_FILE);
  } catch (error) {
    if (codeOf(error) === "ELOOP") {
      throw new NotPrivate(`${path} is a symbolic link; remove it, or name another location`, { cause: error });
    }
    throw error;
  }
  try {
    checkOwn(path, fstatSync(file), "file");
    return file;
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/** Gives what `use` makes of the descriptor, and closes it in any case. */
function withFile<T>(path: string, flags: number, use: (file: number) => T): T {
  const file = openChecked(path, flags);
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}

/** A file of ours that is open for reading. */
export interface PrivateFile extends Disposable {
  /**
   * Reads from an offset on into the buffer. Gives the number of bytes; 0 at the end of the file. Reads at once: to ask another thread at the
   * end of a file, 25 times a second, takes ten times as long.
   */
  read(into: Uint8Array, offset: number): number;
}

/**
 * Opens a file of ours for reading.
 *
 * @throws {NotPrivate} for a link, a directory, or another user's file
 */
export function openPrivateFile(path: string): PrivateFile {
  const file = openChecked(path, constants.O_RDONLY);
  return {
    read: (into, offset) => readSync(file, into, 0, into.length, offset),
    [Symbol.dispose]: () => closeSync(file),
  };
}

const existsAlready = (path: string, cause?: unknown) =>
  new NotPrivate(`${path} exists already; remove it, or name another location`, { cause });

/**
 * Makes an empty file of ours where none is.
 *
 * @throws {NotPrivate} when something stands there already, whoever made it
 */
export function createPrivateFile(path: string): void {
  try {
    withFile(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, () => {});
  } catch (error) {
    throw codeOf(error) === "EEXIST" ? existsAlready(path, error) : error;
  }
}

/**
 * Refuses a path where something stands, whoever made it.
 *
 * @throws {NotPrivate} then
 */
export function refuseExisting(path: string): void {
  if (lookAt(path) !== null) throw existsAlready(path);
}

/**
 * The text of a file of ours; null when there is none.
 *
 * @throws {NotPrivate} for a link, a directory, or another user's file
 */
export const readPrivateFile = (path: string): string | null => readDatedFile(path)?.text ?? null;

/** The text of a file, and when it was written last, in milliseconds since the epoch: of one file, even if another replaces it meanwhile. */
export interface DatedText {
  text: string;
  at: number;
}

/**
 * The text of a file of ours and when it was written last; null when there is none.
 *
 * @throws {NotPrivate} for a link, a directory, or another user's file
 */
export function readDatedFile(path: string): DatedText | null {
  try {
    return withFile(path, constants.O_RDONLY, (file) => ({ text: readAll(file), at: fstatSync(file).mtimeMs }));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function readAll(file: number): string {
  const decoder = new TextDecoder(), piece = new Uint8Array(READ_PIECE_BYTES);
  let text = "";
  for (let size = 1; size > 0;) {
    size = readSync(file, piece, 0, piece.length, null);
    text += decoder.decode(piece.subarray(0, size), { stream: size > 0 });
  }
  return text;
}

function writeAll(file: number, text: string): void {
  const bytes = new TextEncoder().encode(text);
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
}

/**
 * Appends to a file of ours, which is made when it is missing.
 *
 * @returns its size afterwards, in bytes
 * @throws {NotPrivate} when what stands there isn't ours
 */
export function appendPrivateFile(path: string, text: string): number {
  return withFile(path, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND, (file) => {
    writeAll(file, text);
    return fstatSync(file).size;
  });
}

/**
 * Writes a file of ours whole, or leaves the old one: a reader never sees half of it.
 *
 * @throws {NotPrivate} when what stands there isn't ours
 */
export function writePrivateFile(path: string, text: string): void {
  tightenPrivateFile(path);
  const draft = `${path}.${crypto.randomUUID()}`;
  try {
    withFile(draft, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, (file) => writeAll(file, text));
    renameSync(draft, path);
  } catch (error) {
    removeFile(draft);
    throw error;
  }
}

/** Removes a file if there is one; another process may remove it at the same time. A link is removed itself, not what it points to. */
export function removeFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
