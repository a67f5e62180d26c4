/**
 * What is wrong with a KV that can't be used, in words: who has locked its file, that its disk is full, since when it does not answer.
 * Looks only at the machine, never at what is stored.
 *
 * @module
 */
import { readFileSync, statfsSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { Unavailable } from "../../errors.ts";
import { isKvFile } from "../../host/paths.ts";
import { formatSize } from "../../text/size.ts";

/** Where a KV is; undefined for the platform's own, and for one that a caller has opened. */
export type KvLocation = string | undefined;

const LOCKED = /database (?:table )?is locked|SQLITE_BUSY/i;
const FULL = /(?:database or )?disk is full|no space left|SQLITE_FULL/i;
/** What KV Connect's client says when its server was not reached, or broke off. The reason stands last. */
const UNREACHED = /error sending request .*: (.+)$/s;
const UNUSABLE = /disk I\/O error|readonly database|unable to open database/i;

/** True for the error that SQLite reports while another process writes to the file, as it comes or in our words. */
export function isLocked(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return LOCKED.test(error.message) || (error instanceof Unavailable && isLocked(error.cause));
}

/** A time of day of this machine: "12:04". */
const formatClock = (ms: number): string => new Date(ms).toTimeString().slice(0, 5);

/** The KV in a sentence: "the KV runs.db", "the store at kv.example.org". Others than its user may read it: no path and no token. */
export function nameKv(location: KvLocation): string {
  if (location === undefined) return "the KV";
  return isKvFile(location) || location === ":memory:"
    ? `the KV ${basename(location)}`
    : `the store at ${new URL(location).host}`;
}

const isFile = (location: KvLocation): location is string => location !== undefined && isKvFile(location);

/** Ids of the processes that have locked one of these files for writing, by the text of `/proc/locks`. */
export function parseLockers(locks: string, inodes: readonly number[]): number[] {
  const pids = locks.split("\n").flatMap((line) => {
    const [, kind, , mode, pid, file] = line.trim().split(/\s+/);
    const isWrite = mode === "WRITE" && (kind === "POSIX" || kind === "OFDLCK");
    return isWrite && inodes.includes(Number(file?.split(":")[2])) ? [Number(pid)] : [];
  });
  return [...new Set(pids)].filter((pid) => pid > 0 && pid !== Deno.pid);
}

const inodeOf = (path: string): number[] => {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? [stats.ino] : [];
};

/** "process 123 (python3)": who has locked a KV file. Null where the system doesn't say, and when nobody has. */
function findLocker(path: string): string | null {
  try {
    const pids = parseLockers(readFileSync("/proc/locks", "utf8"), ["", "-shm"].flatMap((end) => inodeOf(path + end)));
    if (pids[0] === undefined) return null;
    return `process ${pids[0]} (${readFileSync(`/proc/${pids[0]}/comm`, "utf8").trim()})`;
  } catch {
    return null; // there is no /proc, or the process has ended
  }
}

/** ": 2.1 MB free", what is left on the disk of a file; empty where the system doesn't say. */
function describeFree(path: string): string {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return `: ${formatSize(bavail * bsize)} free`;
  } catch {
    return "";
  }
}

/** An error of the KV in words, as `Unavailable`. Null for an error that says nothing about the KV's state. */
export function describeKvTrouble(location: KvLocation, error: unknown): Unavailable | null {
  const message = error instanceof Error ? error.message : "", name = nameKv(location);
  const trouble = (text: string) => new Unavailable(text, { cause: error });
  if (LOCKED.test(message)) {
    return trouble(`${name} is locked by ${isFile(location) && findLocker(location) || "another process"}`);
  }
  if (FULL.test(message)) {
    return trouble(`the disk of ${name} is full${isFile(location) ? describeFree(location) : ""}`);
  }
  const unreached = UNREACHED.exec(message)?.[1];
  if (unreached !== undefined) return trouble(`${name} can't be reached: ${unreached}`);
  return UNUSABLE.test(message) ? trouble(`${name} can't be used: ${message}`) : null;
}

/** A KV that has not answered a call within the limit. `since` is when it was first late, in milliseconds since the epoch. */
export function describeLateKv(location: KvLocation, since: number): Unavailable {
  const locker = isFile(location) ? findLocker(location) : null;
  const cause = locker ? new Error("database is locked") : undefined;
  return new Unavailable(
    locker
      ? `${nameKv(location)} is locked by ${locker}`
      : `${nameKv(location)} does not answer since ${formatClock(since)}`,
    { cause },
  );
}
