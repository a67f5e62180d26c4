/**
 * Checks what the KV is on the disk: whether its file is whole, whose it is, its layout and the free space. Changes nothing, and no KV may be
 * open meanwhile.
 *
 * @module
 */
import { lstatSync, statfsSync } from "node:fs";
import { dirname } from "node:path";
import { isKvFile } from "../host/paths.ts";
import { isLocked } from "../store/kv/kv_trouble.ts";
import { SCHEMA_VERSION } from "../store/keys.ts";
import { type FileSpace, listDamage, readSpace } from "../store/kv/sqlite_file.ts";
import { readFileLayout } from "../store/kv/migrate.ts";
import type { Finding } from "../store/check/finding.ts";
import { formatSize } from "../text/size.ts";
import { describeFileError } from "./files.ts";
import { isMuchFree } from "./space.ts";

/** What a check of the file gives. */
export interface FileCheck {
  findings: Finding[];
  /** Sentences that are no findings. */
  notes: string[];
  layout: number | null;
  space: FileSpace | null;
  /** Free bytes of the disk; null where the KV is no file. */
  diskFreeBytes: number | null;
}

/** With less free space a training soon stops the store. */
const DISK_LOW_BYTES = 256 * 1024 * 1024;
const OTHERS = 0o077;

const find = (what: string, todo: string): Finding => ({ runId: null, what, todo, mend: null });

/** Files and directories of ours that others may use. Opening the KV takes their permissions away. */
function checkModes(paths: readonly string[]): Finding[] {
  if (Deno.build.os === "windows") return [];
  return paths.flatMap((path) => {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (!stats) return [];
    const mode = (stats.mode & 0o777).toString(8), own = Deno.uid();
    if (own !== null && stats.uid !== own) {
      return [find(`${path} belongs to another user (uid ${stats.uid})`, "copy it")];
    }
    return stats.mode & OTHERS
      ? [
        find(
          `${path} has the mode ${mode}, so that others can use it`,
          "the next command that opens it takes that away",
        ),
      ]
      : [];
  });
}

function checkDamage(path: string): Finding[] {
  if (lstatSync(path).size === 0 && !lstatSync(`${path}-wal`, { throwIfNoEntry: false })?.size) {
    return [find(
      `${path} is empty: it holds no runs`,
      "restore a backup if it held some; the next command begins a new database in it",
    )];
  }
  try {
    return listDamage(path).map((damage) =>
      find(
        `${path} is damaged: ${damage}`,
        "restore a backup; without one, try: sqlite3 FILE .recover | sqlite3 NEW_FILE",
      )
    );
  } catch (error) {
    if (!isLocked(error)) throw error;
    return [find(`${path} can't be checked, because another program holds it locked`, "try again")];
  }
}

function checkDisk(freeBytes: number, path: string): Finding[] {
  if (freeBytes >= DISK_LOW_BYTES) return [];
  return [
    find(`the disk of ${path} has only ${formatSize(freeBytes)} left`, "free some, or delete old runs: stdcurve trim"),
  ];
}

function describeSpace({ freeBytes }: FileSpace): string[] {
  if (!isMuchFree(freeBytes)) return [];
  return [`${formatSize(freeBytes)} are free inside the file; stdcurve doctor --repair gives them back to the disk`];
}

/** Checks the file of a KV. A KV that is no file has nothing to check. */
export function checkKvFile(location: string): FileCheck {
  if (!isKvFile(location)) return { findings: [], notes: [], layout: null, space: null, diskFreeBytes: null };
  const { bavail, bsize } = statfsSync(dirname(location)), diskFreeBytes = bavail * bsize;
  const modes = checkModes([location, `${location}-wal`, `${location}-shm`, `${location}-lock`]);
  const damage = checkDamage(location), findings = [...modes, ...damage, ...checkDisk(diskFreeBytes, location)];
  try {
    const space = readSpace(location), layout = readFileLayout(location);
    if (layout !== null && layout < SCHEMA_VERSION) {
      findings.push(find(
        `${location} has the earlier layout ${layout}`,
        `the next command that opens it brings it to layout ${SCHEMA_VERSION}, after it has made a copy`,
      ));
    }
    return { findings, notes: describeSpace(space), layout, space, diskFreeBytes };
  } catch (error) {
    if (damage.length === 0) findings.push(find(`${location} can't be read: ${describeFileError(error)}`, "try again"));
    return { findings, notes: [], layout: null, space: null, diskFreeBytes };
  }
}
