/**
 * The KV's file as SQLite sees it: how much of it is free, whether it is whole, a copy of it, and giving space back. Knows no key and no
 * value, and no KV may have the file open in this process meanwhile.
 *
 * @module
 */
import { DatabaseSync } from "node:sqlite";
import { SQLITE_WAIT_MS } from "../../limits/store.ts";
import { isLocked } from "./kv_trouble.ts";

/** Bytes of a KV's file. */
export interface FileSpace {
  bytes: number;
  /** Bytes of pages that hold nothing; new values use them. */
  freeBytes: number;
}

/** Findings of SQLite's own check that are read. Thousands would say no more. */
const DAMAGE_MAX = 20;

/** Opens the file, gives what `use` makes of it, and closes it in any case. Waits `SQLITE_WAIT_MS` for a lock. */
export function withDatabase<T>(path: string, use: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path);
  try {
    database.exec(`PRAGMA busy_timeout = ${SQLITE_WAIT_MS}`);
    return use(database);
  } finally {
    database.close();
  }
}

const readNumber = (database: DatabaseSync, pragma: string): number =>
  Number(Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);

function measure(database: DatabaseSync): FileSpace {
  const page = readNumber(database, "page_size");
  return { bytes: page * readNumber(database, "page_count"), freeBytes: page * readNumber(database, "freelist_count") };
}

/** Measures the file. */
export const readSpace = (path: string): FileSpace => withDatabase(path, measure);

/** Lists what SQLite finds damaged in the file, the first 20 places. Empty when the file is whole. */
export function listDamage(path: string): string[] {
  try {
    return withDatabase(path, (database) => {
      const rows = database.prepare(`PRAGMA integrity_check(${DAMAGE_MAX})`).all();
      return rows.flatMap((row) => String(Object.values(row)[0]).split("\n")).filter((text) => text !== "ok");
    });
  } catch (error) {
    if (isLocked(error)) throw error;
    return [error instanceof Error ? error.message : String(error)];
  }
}

/**
 * Uses the file alone: gives what `use` makes of it, or null when another connection has the file open, of this process or another one. As
 * long as `use` runs, nobody else can open it.
 */
export function withFileAlone<T>(path: string, use: (database: DatabaseSync) => T): T | null {
  return withDatabase(path, (database) => {
    try {
      database.exec("PRAGMA locking_mode = EXCLUSIVE");
      database.exec("BEGIN EXCLUSIVE");
      database.exec("COMMIT"); // in this mode the lock stays until the file is closed
    } catch (error) {
      if (isLocked(error)) return null;
      throw error;
    }
    return use(database);
  });
}

/** Gives the free space of the file back to the disk. Returns how many bytes, or null when another process has the file open. */
export function compactFile(path: string): number | null {
  return withFileAlone(path, (database) => {
    const before = measure(database);
    database.exec("VACUUM");
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    return before.bytes - measure(database).bytes;
  });
}

/** Copies an opened database into an empty or missing file, without its free space. Returns when the copy is on the disk. */
export function copyTo(database: DatabaseSync, target: string): void {
  database.prepare("VACUUM INTO ?").run(target);
  using copy = Deno.openSync(target, { read: true, write: true });
  copy.syncSync(); // SQLite doesn't do this for such a copy
}

/** Copies the file as it is at this moment. Others may read and write meanwhile. */
export const copyFile = (path: string, target: string): void =>
  withDatabase(path, (database) => copyTo(database, target));
