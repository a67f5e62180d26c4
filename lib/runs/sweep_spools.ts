/**
 * Removes the spools that a crash left behind although their runs are stored. A spool may be the only copy of a log, so the KV's word is
 * not enough: the command must have ended by its note or never have begun, nothing of it may be left, and the stored log must be the spool's, byte for byte, as far as the spool has it.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { NotFound } from "../errors.ts";
import { checkPrivateDirectory, makePrivateDirectory } from "../host/private_files.ts";
import { followFile } from "../lines/follow.ts";
import { isComplete, type Run } from "../model.ts";
import { findLeftOver } from "../process/left_over.ts";
import { listSpools, type Note, readNote, readSpoolSize, removeSpool, spoolPath } from "../process/spool.ts";
import { readPunched } from "../process/spool_holes.ts";
import { STARTING_MS } from "./adopt.ts";
import { describeOwner, relateSystem } from "./owner.ts";
import type { Store } from "../store/store.ts";

async function hash(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const digest = createHash("sha256");
  for await (const piece of pieces) digest.update(piece);
  return digest.digest("hex");
}

async function findRun(store: Store, id: string): Promise<Run | null> {
  try {
    return await store.runs.get(id);
  } catch (error) {
    if (error instanceof NotFound) return null; // the run of another store, or deleted
    throw error;
  }
}

/** True when processes that may still write to the spool can't be seen from here. */
const isOutOfSight = (note: Note) => ["container", "unknown"].includes(relateSystem(note, describeOwner("")));

/** True when the store has the whole output of a command that has ended. */
async function isStored(store: Store, id: string, spool: string): Promise<boolean> {
  const note = readNote(spool);
  if (note === null || note.exitCode === null || isOutOfSight(note)) return false;
  const run = await findRun(store, id), size = readSpoolSize(spool);
  if (!run || !isComplete(run.status)) return false;
  if (size === null || size !== run.logBytes) return size === null;
  try {
    const from = readPunched(spool), spooled = followFile(spool, { from, isOver: () => true });
    if (await hash(spooled) !== await hash(store.logs.bytes(id, { from }))) return false;
    return (await findLeftOver({ leader: null, spool })).length === 0;
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return false; // its capture has removed it meanwhile
    throw error;
  }
}

/** True for the spool of a command that was never started: stdcurve was killed between making the spool and starting the command. */
async function isNeverStarted(store: Store, id: string, spool: string): Promise<boolean> {
  const note = readNote(spool);
  if (note === null || note.leader !== null || isOutOfSight(note) || Date.now() - note.at < STARTING_MS) return false;
  const run = await findRun(store, id);
  if (!run || !isComplete(run.status) || readSpoolSize(spool) !== 0) return false;
  return (await findLeftOver({ leader: null, spool })).length === 0;
}

/**
 * Removes the spools of a directory whose runs are stored, and empty ones whose commands were never started.
 *
 * @throws {NotPrivate} when the directory or a file in it isn't this user's
 */
export async function sweepSpools(store: Store, directory: string): Promise<void> {
  if (!checkPrivateDirectory(directory)) return;
  makePrivateDirectory(directory); // an earlier stdcurve let others look into it
  for (const id of await listSpools(directory)) {
    const spool = spoolPath(directory, id);
    if (await isStored(store, id, spool) || await isNeverStarted(store, id, spool)) removeSpool(spool);
  }
}
