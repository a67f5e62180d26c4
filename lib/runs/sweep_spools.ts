/**
 * Removes the spools that a crash left behind although their runs are stored. A spool may be the only copy of a log, so the KV's word is
 * not enough: the command must have ended by its note or never have begun, nothing of it may be left, and the stored log must begin with
 * what the spool has, byte for byte. Which files a death can leave is decided by the order in which they are made and removed, in `spool.ts`.
 *
 * @module
 */
import { createHash, type Hash } from "node:crypto";
import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { NotFound } from "../errors.ts";
import { checkPrivateDirectory, makePrivateDirectory, removeFile } from "../host/private_files.ts";
import { followFile } from "../lines/follow.ts";
import { isComplete, type Run } from "../model.ts";
import { findLeftOver } from "../process/left_over.ts";
import { listSpools, type Note, readNote, readSpoolSize, removeSpool, spoolPath } from "../process/spool.ts";
import { readPunched } from "../process/spool_holes.ts";
import { STARTING_MS } from "./adopt.ts";
import { describeOwner, relateSystem } from "./owner.ts";
import type { Store } from "../store/store.ts";

/** Where to sweep. */
export interface SweepOptions {
  /** This user's directory of spools. */
  directory: string;
  /** Called with each error, among them NotPrivate for what isn't this user's. The other spools are swept all the same. */
  onError: (error: unknown) => void;
}

async function findRun(store: Store, id: string): Promise<Run | null> {
  try {
    return await store.runs.get(id);
  } catch (error) {
    if (error instanceof NotFound) return null; // the run of another store, or deleted
    throw error;
  }
}

/** The hash of the first bytes, up to `count` of them, and how many there were. */
async function hashFirst(pieces: AsyncIterable<Uint8Array>, count = Infinity): Promise<{ hash: Hash; bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of pieces) {
    const part = piece.subarray(0, count - bytes);
    hash.update(part);
    bytes += part.length;
    if (bytes >= count) break;
  }
  return { hash, bytes };
}

/** True when the stored log begins with what the spool has. */
async function isAllStored(store: Store, { id, logBytes }: Run, spool: string): Promise<boolean> {
  const size = readSpoolSize(spool);
  if (size === null || size === 0 || size > logBytes) return !size;
  const from = readPunched(spool), spooled = await hashFirst(followFile(spool, { from, isOver: () => true }));
  const stored = await hashFirst(store.logs.bytes(id, { from }), spooled.bytes);
  return spooled.bytes === stored.bytes && spooled.hash.digest("hex") === stored.hash.digest("hex");
}

/** True when processes that may still write to the spool can't be seen from here. */
const isOutOfSight = (note: Note) => ["container", "unknown"].includes(relateSystem(note, describeOwner("")));

/** True when the command has ended, or was never started and surely won't be: stdcurve was killed before. */
const isPast = ({ exitCode, leader, at }: Note): boolean =>
  exitCode !== null || leader === null && Date.now() - at >= STARTING_MS;

/** True when nobody will miss the spool. */
async function isDone(store: Store, id: string, spool: string): Promise<boolean> {
  const note = readNote(spool);
  if (note === null || !isPast(note) || isOutOfSight(note)) return false;
  const run = await findRun(store, id);
  if (!run || !isComplete(run.status) || !await isAllStored(store, run, spool)) return false;
  return (await findLeftOver({ leader: null, spool })).length === 0;
}

async function sweepOne(store: Store, id: string, spool: string): Promise<void> {
  try {
    if (await isDone(store, id, spool)) removeSpool(spool);
  } catch (error) {
    if ((error as { code?: string }).code !== "ENOENT") throw error; // else its capture has removed it meanwhile
  }
}

/** A file is replaced as a whole: this is what a process leaves that was killed before the new one had its name. */
const DRAFT = /^[0-9a-f-]{36}\.[a-z]+\.[0-9a-f-]{36}$/;
/** A draft has its name after milliseconds. A process may be stopped meanwhile, and go on. */
const DRAFT_MAX_MS = 3_600_000;

/** Removes what was left of files that were being replaced. */
function removeDrafts(directory: string): void {
  for (const path of readdirSync(directory).filter((name) => DRAFT.test(name)).map((name) => join(directory, name))) {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats && Date.now() - stats.mtimeMs > DRAFT_MAX_MS) removeFile(path);
  }
}

/** Removes the spools of a directory whose runs are stored, those of commands that were never started, and drafts. */
export async function sweepSpools(store: Store, { directory, onError }: SweepOptions): Promise<void> {
  try {
    if (!checkPrivateDirectory(directory)) return;
    makePrivateDirectory(directory); // an earlier stdcurve let others look into it
    removeDrafts(directory);
    for (const id of await listSpools(directory)) await sweepOne(store, id, spoolPath(directory, id)).catch(onError);
  } catch (error) {
    onError(error);
  }
}
