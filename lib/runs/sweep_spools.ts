/**
 * Removes the spools that a crash left behind although their runs are stored, see `left_spool.ts`. Which files a death can leave is decided by
 * the order in which they are made and removed, in `spool.ts`.
 *
 * @module
 */
import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { NotFound } from "../errors.ts";
import { checkPrivateDirectory, makePrivateDirectory, removeFile } from "../host/private_files.ts";
import { isComplete, type Run } from "../model.ts";
import { listSpools, readNote, readSpoolSize, removeSpool, spoolPath } from "../process/spool.ts";
import { describeSpooled } from "../process/spool_holes.ts";
import type { Store } from "../store/store.ts";
import { judgeSpool } from "./left_spool.ts";

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

/** True when nobody will miss the spool. While the KV's file can't be found, the spool may be the only copy. */
async function isDone(store: Store, id: string, spool: string): Promise<boolean> {
  const run = await findRun(store, id);
  if (!run || !isComplete(run.status) || (await judgeSpool(store, { run, spool })).is !== "needless") return false;
  return await store.checkFile().then(() => true, () => false);
}

/** Removes the spool and the note of a run that has ended, when nobody needs them any more. */
export async function sweepSpool(store: Store, id: string, spool: string): Promise<void> {
  try {
    const nonce = readNote(spool)?.nonce, isNeedless = await isDone(store, id, spool);
    if (isNeedless && readNote(spool)?.nonce === nonce) removeSpool(spool); // a run that was resumed meanwhile has another one
  } catch (error) {
    if ((error as { code?: string }).code !== "ENOENT") throw error; // else its capture has removed it meanwhile
  }
}

/**
 * Removes the spool of a run that is stored to its end. Keeps it when the file of the store was removed: it then has the only copy. Where nobody
 * saw the end of the command, something of it may be left.
 */
export async function dropSpool(
  store: Store,
  { id, spool, isSeen }: { id: string; spool: string; isSeen: boolean },
): Promise<void> {
  if (!isSeen) return await sweepSpool(store, id, spool);
  try {
    await store.checkFile();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const rest = readSpoolSize(spool) === null
      ? `its spool ${spool} was removed, too, so the output of the command is not stored`
      : describeSpooled(spool);
    throw new Error(`${why}; ${rest}`, { cause: error });
  }
  removeSpool(spool);
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
    for (const id of await listSpools(directory)) await sweepSpool(store, id, spoolPath(directory, id)).catch(onError);
  } catch (error) {
    onError(error);
  }
}
