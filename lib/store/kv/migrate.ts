/**
 * Brings a KV file of an older layout to today's, in its place: after a copy of it is made beside it, in one transaction. A program that is
 * killed meanwhile leaves the file as it was.
 *
 * @module
 */
import type { DatabaseSync } from "node:sqlite";
import { lstatSync, statfsSync } from "node:fs";
import { dirname } from "node:path";
import { InvalidInput } from "../../errors.ts";
import { createPrivateFile } from "../../host/private_files.ts";
import { printError } from "../../host/stderr.ts";
import { formatSize } from "../../text/size.ts";
import { SCHEMA_VERSION } from "../keys.ts";
import { convertLayout, OLDEST_LAYOUT, readLayout } from "./layouts.ts";
import { copyTo, withDatabase, withFileAlone } from "./sqlite_file.ts";

/** Points are read from the log again when they come from a layout up to this one. */
const LAST_WITHOUT_POINTS = 1;

const refuse = (why: string, cause?: unknown) =>
  new InvalidInput("kv", why, cause === undefined ? undefined : { cause });

/** A name beside the file that nothing has. */
function freeName(path: string, version: number): string {
  const first = `${path}.layout-${version}`;
  let name = first;
  for (let n = 2; lstatSync(name, { throwIfNoEntry: false }); n++) name = `${first}-${n}`;
  return name;
}

/** Copy and journal take as much as the file itself. */
function checkRoom(path: string): void {
  const { bavail, bsize } = statfsSync(dirname(path)), needed = 2 * lstatSync(path).size;
  if (bavail * bsize >= needed) return;
  throw refuse(
    `${path} must be brought to a new layout, which needs ${formatSize(needed)} of free disk space, ` +
      `and there are ${formatSize(bavail * bsize)}; free some, or name another file with --kv`,
  );
}

/** Copies the opened file under a name of its own, with the mode 0600. The copy has its name only when it is whole. */
function keepCopy(database: DatabaseSync, path: string, version: number): string {
  const copy = freeName(path, version), draft = `${copy}.part-${crypto.randomUUID()}`;
  createPrivateFile(draft);
  try {
    copyTo(database, draft);
    Deno.renameSync(draft, copy);
  } catch (error) {
    Deno.removeSync(draft);
    throw error;
  }
  return copy;
}

function convert(database: DatabaseSync, path: string, version: number): void {
  database.exec("BEGIN");
  try {
    convertLayout(database, { from: version, to: SCHEMA_VERSION });
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    const why = error instanceof Error ? error.message : String(error);
    throw refuse(`cannot bring ${path} to layout ${SCHEMA_VERSION}: ${why}; it is as it was`, error);
  }
}

/** Migrates the file that nobody else has open. Another process may have done so a moment ago. */
function migrateAlone(database: DatabaseSync, path: string): void {
  const version = readLayout(database);
  if (version === null || version >= SCHEMA_VERSION) return;
  if (version < OLDEST_LAYOUT) throw refuse(`${path} has the unknown layout ${version}; name another file with --kv`);
  checkRoom(path);
  const copy = keepCopy(database, path, version);
  printError(
    `stdcurve: ${path} was written by an earlier stdcurve (layout ${version}); it gets today's layout ${SCHEMA_VERSION}, ` +
      `and the old one is kept as ${copy}: remove it when you no longer need it`,
  );
  convert(database, path, version);
  if (version > LAST_WITHOUT_POINTS) return;
  printError("stdcurve: layout 1 had other points; read them from the logs again: stdcurve reread --all");
}

/**
 * Migrates the file of a KV from an older layout, and prints which copy was made. This process must not have it open. False when another
 * process has.
 *
 * @throws {InvalidInput} field `kv`: the disk is full, or a record can't be converted
 */
export const migrateKvFile = (path: string): boolean =>
  withFileAlone(path, (database) => {
    migrateAlone(database, path);
    return true;
  }) ?? false;

/** The number of the layout of a KV's file; null where there is none. Changes nothing. */
export const readFileLayout = (path: string): number | null => withDatabase(path, readLayout);
