/**
 * Imports an existing log as a run. A file is imported completely or not at all. A stream may last for days and end with an error; what
 * was received of it is kept.
 *
 * @module
 */
import { Conflict, InvalidInput, NotFound, TooLarge } from "../errors.ts";
import { ingest } from "../intake/ingest.ts";
import { decodeLog } from "../lines/decode.ts";
import type { Run } from "../model.ts";
import { createOutbox, type NotifyWish, removeOutbox } from "../process/outbox.ts";
import { spoolPath } from "../process/spool.ts";
import type { Owner } from "../store/runs/owner_record.ts";
import type { RunChange } from "../store/runs/runs.ts";
import type { Store } from "../store/store.ts";
import { createHalting, type Halting, untilAborted } from "./halting.ts";
import { makeSpoolDirectory } from "./launch.ts";
import { createNotifier, type Notifier } from "./notify.ts";
import { describeOwner } from "./owner.ts";
import { watchRun } from "./watch.ts";

/** Which run the log becomes. */
export interface ImportOptions {
  /** Id of the run, a UUID of version 7; a new one by default. */
  id?: string;
  experimentId: string;
  name: string;
  /** UUID of this process. */
  instance: string;
  /** True for a file: if it can't be read to its end, nothing is kept. If false, what was received is kept as a failed run. */
  whole?: boolean;
  /** Bytes of log that are accepted, packed and unpacked. A longer log is not imported at all, be it a file or a stream. No limit by default. */
  maxBytes?: number;
  /** Ends the import early. Its reason, a text, becomes the reason of the run. */
  signal?: AbortSignal;
  /** Whom to notify of what happens to the run, and this user's directory of spools, where that is kept. */
  notify?: { wish: NotifyWish; spoolDirectory: string } | undefined;
  /** Called with the run before its first byte is stored. */
  onStart?: (run: Run) => void;
  onError?: (error: unknown) => void;
}

/** Why a log could not be read to its end. The system has many messages for a sender that has closed its connection. */
function describeFailure(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /request body|connection|body stream|unexpected end of file/i.test(text)
    ? "the sender closed the connection"
    : text;
}

async function createImportRun(
  store: Store,
  { id, experimentId, name, instance, whole }: ImportOptions,
): Promise<{ run: Run; owner: Owner }> {
  const owner = describeOwner(instance), known = id === undefined ? {} : { id };
  const input = {
    ...known,
    experimentId,
    name,
    command: [],
    cwd: "",
    host: owner.host,
    owner,
    status: "running" as const,
    ...(whole ? { isImported: true as const } : {}), // a stream is stored as it is printed
  };
  return { run: await store.runs.create(input), owner };
}

const endRun = (store: Store, id: string, change: RunChange): Promise<Run> =>
  store.runs.update(id, { ...change, endedAt: Date.now() });

/** Removes a run that is not complete. Returns the error for the caller. */
async function dropRun(store: Store, { run: { id }, notify }: Watched, error: unknown): Promise<InvalidInput> {
  await endRun(store, id, { status: "failed", reason: "not imported completely" });
  await store.runs.delete(id);
  if (notify) removeOutbox(spoolPath(notify.spoolDirectory, id));
  if (error instanceof InvalidInput) return error;
  return new InvalidInput("file", `the log ended early: ${describeFailure(error)}; nothing was imported`, {
    cause: error,
  });
}

/**
 * Imports a log to its end. It may be compressed with gzip and encoded in UTF-16.
 *
 * @throws {InvalidInput} field `file`, for a file that is not text, and for a whole log that ends early; nothing is stored then
 * @throws {TooLarge} field `file`, for a log of more than `maxBytes`; nothing is stored then
 */
export async function importLog(
  store: Store,
  source: AsyncIterable<Uint8Array>,
  options: ImportOptions,
): Promise<Run> {
  return await importDecoded(store, await decodeLog(source, { maxBytes: options.maxBytes ?? Infinity }), options);
}

/**
 * Imports the result of `decodeLog`. So a caller can create the experiment only after the log has been recognised as text.
 *
 * @throws {InvalidInput} field `file`, for a whole log that ends early; nothing is stored then
 * @throws {Conflict} when another process has ended the run, because it had not heard of this one for long
 */
export async function importDecoded(
  store: Store,
  pieces: AsyncIterable<Uint8Array>,
  options: ImportOptions,
): Promise<Run> {
  const halting = createHalting(options.signal);
  const { run, owner } = await createImportRun(store, options);
  using notifier = noteWish(store, run, options);
  options.onStart?.(run);
  const ended = await importRun(store, pieces, { ...options, run, owner, halting, notifier });
  await notifier?.end(ended);
  return ended;
}

/** Stores whom to notify, and creates what notifies them. */
function noteWish(store: Store, run: Run, { notify, onError }: ImportOptions): Notifier | null {
  if (!notify) return null;
  makeSpoolDirectory(notify.spoolDirectory);
  const spool = spoolPath(notify.spoolDirectory, run.id);
  createOutbox(spool, notify.wish);
  return createNotifier(store, { run, spool, onError });
}

/** Stores the log in its run, and how it ended. */
async function importRun(store: Store, pieces: AsyncIterable<Uint8Array>, options: Watched): Promise<Run> {
  const { whole = false, run, halting } = options, { signal } = halting;
  try {
    await ingestWatched(store, pieces, options);
    if (halting.isOvertaken()) throw new Conflict(`run ${run.id}: ${signal.reason}`);
    if (whole && signal.aborted) throw new InvalidInput("file", `${signal.reason}; nothing was imported`);
  } catch (error) {
    if (halting.isOvertaken()) throw error;
    if (whole || error instanceof TooLarge) throw await dropRun(store, options, error);
    if (!signal.aborted) {
      return await endRun(store, run.id, {
        status: "failed",
        reason: `the log ended early: ${describeFailure(error)}`,
      });
    }
  }
  if (!signal.aborted) return await endRun(store, run.id, { status: "completed" });
  return await endRun(store, run.id, { status: "cancelled", reason: String(signal.reason) });
}

type Watched = ImportOptions & { run: Run; owner: Owner; halting: Halting; notifier: Notifier | null };

/** Ingests the log while other processes see that this one is alive. */
async function ingestWatched(
  store: Store,
  pieces: AsyncIterable<Uint8Array>,
  { run, owner, halting, notifier, experimentId, instance, whole, onError }: Watched,
): Promise<void> {
  const { cancel, overtake, signal } = halting;
  await using _watch = watchRun(store, { runId: run.id, owner, onCancel: cancel, onOvertaken: overtake, onError });
  try {
    const end = await ingest({
      store,
      runId: run.id,
      instance,
      source: () => notifier?.watch(untilAborted(pieces, signal), 0) ?? untilAborted(pieces, signal),
      onPoint: notifier?.onPoint,
      placeWaitMs: whole ? Infinity : undefined,
      patterns: async () => (await store.experiments.get(experimentId)).patterns,
      onError,
    });
    if (end === "overtaken") overtake();
  } catch (error) {
    if (error instanceof NotFound) overtake(); // it was deleted
    throw error;
  }
}
