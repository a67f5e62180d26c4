/**
 * An existing log becomes a run: a file, all of it or nothing, or a stream that goes on for days, of which is kept what came.
 *
 * @module
 */
import { decodeLog } from "../lines/decode.ts";
import { InvalidInput } from "../errors.ts";
import { ingest } from "../intake/ingest.ts";
import { describeOwner } from "./owner.ts";
import type { Run } from "../model.ts";
import type { Store } from "../store/store.ts";

/** Which run the log becomes. */
export interface ImportOptions {
  experimentId: string;
  name: string;
  /** UUID of this process. */
  instance: string;
  /** Of a log that breaks off nothing is kept: for files. Else what came is kept, as a failed run. */
  whole?: boolean;
  /** Ends the import early; its reason is told in the run's. */
  signal?: AbortSignal;
  /** Hears of the run before its first byte is stored. */
  onStart?: (run: Run) => void;
  onError?: (error: unknown) => void;
}

/** After the wish to end, what is there already is taken: up to such a pause, and for no longer than that. */
const LAST_PAUSE_MS = 50, LAST_PIECES_MS = 500;

/** Resolves a while after the signal, or after now where that has come. */
function pauseAfter(signal: AbortSignal, ms: number): Disposable & { over: Promise<null> } {
  const { promise: over, resolve } = Promise.withResolvers<null>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const start = () => timer = setTimeout(resolve, ms, null);
  if (signal.aborted) start();
  else signal.addEventListener("abort", start);
  return {
    over,
    [Symbol.dispose]() {
      clearTimeout(timer);
      signal.removeEventListener("abort", start);
    },
  };
}

/** Gives the pieces until they end or the signal comes, even while one is waited for. */
async function* untilAborted(pieces: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const source = pieces[Symbol.asyncIterator]();
  let last = Infinity;
  while (Date.now() < last) {
    using pause = pauseAfter(signal, LAST_PAUSE_MS);
    const coming = source.next();
    const next = await Promise.race([coming, pause.over]);
    // One that is still waited for can't be called back: whoever gave the signal lets go of the source.
    if (!next) coming.catch(() => {});
    if (!next || next.done) return;
    if (signal.aborted) last = Math.min(last, Date.now() + LAST_PIECES_MS);
    yield next.value;
  }
}

/** Why a log broke off; of a connection that the sender let go the system has other words each time. */
function describeBreak(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /request body|connection|body stream|unexpected end of file/i.test(text) ? "its sender is gone" : text;
}

async function dropRun(store: Store, id: string): Promise<void> {
  await store.runs.update(id, { status: "failed", reason: "not imported whole", endedAt: Date.now() });
  await store.runs.delete(id);
}

/**
 * Imports a log to its end, whatever it comes as.
 *
 * @throws {InvalidInput} field `file` for what is no text, and of a whole log for one that breaks off; nothing is stored then
 */
export async function importLog(
  store: Store,
  source: AsyncIterable<Uint8Array>,
  options: ImportOptions,
): Promise<Run> {
  return await importDecoded(store, await decodeLog(source), options);
}

/**
 * The same for what `decodeLog` gave, so that a caller can make the experiment between the two.
 *
 * @throws {InvalidInput} field `file` for a whole log that breaks off; nothing is stored then
 */
export async function importDecoded(
  store: Store,
  pieces: AsyncIterable<Uint8Array>,
  options: ImportOptions,
): Promise<Run> {
  const { experimentId, name, instance, onError, signal, whole = false } = options;
  const owner = await describeOwner(instance);
  const run = await store.runs.create({
    experimentId,
    name,
    command: [],
    cwd: "",
    host: owner.host,
    status: "running",
  });
  await store.runs.setOwner(run.id, owner);
  options.onStart?.(run);
  try {
    await ingest({
      store,
      runId: run.id,
      instance,
      source: () => signal ? untilAborted(pieces, signal) : pieces,
      patterns: async () => (await store.experiments.get(experimentId)).patterns,
      ...(onError ? { onError } : {}),
    });
    if (whole && signal?.aborted) throw new InvalidInput("file", `${signal.reason}: nothing of it was kept`);
  } catch (error) {
    if (whole) {
      await dropRun(store, run.id);
      if (error instanceof InvalidInput) throw error;
      const detail = `the log broke off: ${describeBreak(error)}; nothing of it was kept`;
      throw new InvalidInput("file", detail, { cause: error });
    }
    if (!signal?.aborted) {
      const reason = `the log broke off: ${describeBreak(error)}`;
      return await store.runs.update(run.id, { status: "failed", reason, endedAt: Date.now() });
    }
  }
  const end = { endedAt: Date.now() };
  return signal?.aborted
    ? await store.runs.update(run.id, { ...end, status: "cancelled", reason: String(signal.reason) })
    : await store.runs.update(run.id, { ...end, status: "completed" });
}
