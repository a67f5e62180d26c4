/**
 * Follows the output of a run from its first byte, or from a later one, to its end: what is stored, and what stands in the spool here but is
 * not stored yet. So it goes on while nobody captures the run. Only reads: neither the run nor its command notice it.
 *
 * @module
 */
import { NotPrivate, openPrivateFile } from "../host/private_files.ts";
import { isLasting } from "../intake/retry.ts";
import { FOLLOW_INTERVAL_MS } from "../limits.ts";
import { isComplete, type Run } from "../model.ts";
import { type Note, readNote, spoolPath } from "../process/spool.ts";
import type { Store } from "../store/store.ts";
import { describeOwner, isSilent } from "./owner.ts";
import { sleep } from "../time.ts";

/** What to follow. */
export interface AttachOptions {
  runId: string;
  /** Offset of the first byte. */
  from: number;
  /** This user's directory of spools and notes. */
  spoolDirectory: string;
  /** Stops following. */
  signal: AbortSignal;
  /** Called with each error of a store that does not answer. It is asked again. */
  onError?: (error: unknown) => void;
  /** Called once with the exit code of a command that has ended, when nobody stores its end. */
  onUncaptured?: (exitCode: number) => void;
}

/** How often the store is asked. */
const LOOK_MS = 5 * FOLLOW_INTERVAL_MS;
const PIECE_BYTES = 128 * 1024;

/**
 * Yields the output of a run until it ends or the signal is aborted. Returns the run as it was last. A piece is valid until the next one.
 *
 * @throws {NotFound} when there is no such run, or it was deleted meanwhile
 */
export async function* attachRun(store: Store, options: AttachOptions): AsyncGenerator<Uint8Array, Run> {
  const { runId, signal, onError } = options;
  let offset = options.from, run = await store.runs.get(runId), isReported = false;
  while (!signal.aborted) {
    const before = offset;
    try {
      await store.runs.noteLook();
      run = await store.runs.get(runId); // before its last bytes: all are stored when it is complete
      for await (const piece of readOn(store, { ...options, run, offset })) {
        yield piece;
        offset += piece.length;
        if (signal.aborted) return run;
      }
      if (isComplete(run.status) && offset === before) return run;
      const code: number | null = isReported || offset !== before ? null : await findUncapturedEnd(store, options);
      if (code !== null) options.onUncaptured?.(code);
      isReported ||= code !== null;
    } catch (error) {
      if (isLasting(error)) throw error;
      onError?.(error);
    }
    if (offset === before) await sleep(LOOK_MS, signal);
  }
  return run;
}

interface Reading extends AttachOptions {
  run: Run;
  offset: number;
}

/** What there is from an offset on: the stored bytes; when there are none, those of the spool. */
async function* readOn(store: Store, reading: Reading): AsyncGenerator<Uint8Array> {
  const { runId, run, offset, signal } = reading;
  if (run.logBytes > offset) return yield* store.logs.bytes(runId, { from: offset, signal });
  const unstored = await readUnstored(store, reading);
  if (unstored) yield unstored;
}

/**
 * Reads on in the spool, where a note of ours vouches for it. Null when there is nothing, and when these bytes were stored meanwhile: what is
 * stored may be gone from the spool.
 */
async function readUnstored(store: Store, { runId, offset, spoolDirectory }: Reading): Promise<Uint8Array | null> {
  const owner = await store.runs.getOwner(runId), spool = spoolPath(spoolDirectory, runId);
  const piece = new Uint8Array(PIECE_BYTES);
  try {
    if (readVouching(spool, owner?.nonce) === null) return null;
    using file = openPrivateFile(spool);
    const count = file.read(piece, offset);
    return count > 0 && (await store.runs.get(runId)).logBytes <= offset ? piece.subarray(0, count) : null;
  } catch (error) {
    if (error instanceof NotPrivate || (error as { code?: string }).code === "ENOENT") return null;
    throw error;
  }
}

/** The exit code of a command that has ended here while its run's owner is silent; null otherwise. */
async function findUncapturedEnd(
  store: Store,
  { runId, spoolDirectory }: AttachOptions,
): Promise<number | null> {
  const owner = await store.runs.getOwner(runId);
  if (!owner || !isSilent(owner, describeOwner(""))) return null;
  const note = readVouching(spoolPath(spoolDirectory, runId), owner.nonce);
  return note?.exitCode ?? null;
}

/** The note of a spool, when it vouches for a run of this nonce. */
function readVouching(spool: string, nonce: string | null | undefined): Note | null {
  if (nonce == null) return null;
  try {
    const note = readNote(spool);
    return note?.nonce === nonce ? note : null;
  } catch (error) {
    if (!(error instanceof NotPrivate)) throw error;
    return null;
  }
}
