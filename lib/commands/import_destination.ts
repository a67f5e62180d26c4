/**
 * Where `stdcurve import` stores logs: the experiment, whose database is opened for the first log that turns out to be one. Stores each as a
 * run, or skips it.
 *
 * @module
 */
import { InvalidInput } from "../errors.ts";
import { kvLocation, spoolDirectory } from "../host/paths.ts";
import { printError } from "../host/stderr.ts";
import { NAME_MAX_CHARS } from "../limits.ts";
import { decodeLog } from "../lines/decode.ts";
import type { Run } from "../model.ts";
import type { NotifyWish } from "../process/outbox.ts";
import { importDecoded, type ImportOptions } from "../runs/import.ts";
import { findImported } from "../runs/imported_before.ts";
import { recoverInBackground } from "../runs/recover.ts";
import { openStore, type Store } from "../store/store.ts";
import { formatSize } from "../text/size.ts";
import { findAddress } from "./address.ts";
import { type OpenedLog, openLogFile } from "./files.ts";
import type { NamedLog } from "./log_files.ts";
import type { NamingValues } from "./naming.ts";
import { type NotifyValues, printNotNotified, readWish } from "./notify_options.ts";
import type { KvValue } from "./options.ts";
import { openOutput } from "./output.ts";
import type { ProgressLine } from "./progress_line.ts";
import type { Skipped } from "./skipped.ts";
import { createStoreWarning } from "./store_warning.ts";

/** Which logs are skipped. */
export interface Skipping {
  /** Gets the names of what is skipped; null where nothing is, and an empty log is an error. */
  skipped: Skipped | null;
  /** True when logs are imported that the experiment has already. */
  mayRepeat: boolean;
}

/** What goes with each log. */
export interface StoreOptions {
  progress: ProgressLine;
  describe: (bytes: string) => void;
  signal: AbortSignal;
}

/** Where logs are stored. */
export interface Destination extends Disposable {
  /**
   * Stores a log as a run and prints its id: of a stream as soon as the run exists, of a file when all of it is stored. Null for a log that is
   * skipped; the id of one that was imported before is printed again.
   */
  store(log: NamedLog, options: StoreOptions): Promise<Run | null>;
}

interface Opened {
  store: Store;
  experimentId: string;
  wish: NotifyWish | undefined;
  /** Ids of the runs that the experiment had before this command. */
  before: ReadonlySet<string>;
}

/** The experiment, opened when it is first asked for. */
function openLater(
  values: KvValue & NamingValues & NotifyValues,
  { location, mayRepeat }: Pick<Skipping, "mayRepeat"> & { location: string },
): { open(): Promise<Opened>; close(): void } {
  let opened: Promise<Opened> | null = null, held: Store | null = null;
  const open = async (): Promise<Opened> => {
    const wish = values.notify ? readWish(values, (await findAddress(location)).origin) : undefined;
    const store = held = await openStore(location);
    const { id: experimentId } = await store.experiments.getOrCreate(values.experiment);
    const { rows } = mayRepeat ? { rows: [] } : await store.runs.listRows(experimentId);
    return { store, experimentId, before: new Set(rows.map(({ row }) => row.id)), wish };
  };
  return { open: () => opened ??= open(), close: () => held?.close() };
}

/** Begins without a database. */
export function openDestination(
  values: KvValue & NamingValues & NotifyValues,
  { skipped, mayRepeat }: Skipping,
): Destination {
  const { name, kv } = values, location = kvLocation(kv), instance = crypto.randomUUID(), output = openOutput();
  const onError = printNotNotified(createStoreWarning().warn);
  readWish(values, ""); // refuses what can't be used before anything is stored
  const place = openLater(values, { location, mayRepeat });
  return {
    async store(log, { signal, progress, describe }) {
      const read = await openLogFile(log.path), whole = !read.isStream;
      if (read.isEmpty) return await skipEmpty(log, { read, skipped });
      const pieces = await decodeLog(whole ? await countBytes(log.path, read, describe) : read.bytes);
      const { wish, before, ...into } = await place.open(), run = { ...into, name: name ?? nameForLog(log) };
      const print = async (id: string) => {
        progress.clear();
        await output.print(`${id}\n`);
      };
      const known = whole ? await findBefore(log, run, before) : null;
      if (known !== null) {
        await pieces[Symbol.asyncIterator]().return?.();
        skipped?.before.push(log.name);
        await print(known);
        return null;
      }
      const notify = wish && { wish, spoolDirectory: spoolDirectory(location) };
      const options = { experimentId: run.experimentId, name: run.name, instance, whole, signal, notify, onError };
      const onStart = ({ id }: Run) => print(id);
      if (!whole) return await importStream(run.store, pieces, { ...options, location, onStart });
      const imported = await importDecoded(run.store, pieces, options);
      await print(imported.id);
      return imported;
    },
    [Symbol.dispose]: place.close,
  };
}

/** Imports a stream, which may last for days. Meanwhile runs that nobody owns are taken over. */
async function importStream(
  store: Store,
  pieces: AsyncIterable<Uint8Array>,
  { location, ...options }: ImportOptions & { location: string; onError: (error: unknown) => void },
): Promise<Run> {
  await using _orphans = recoverInBackground(store, {
    instance: options.instance,
    onError: options.onError,
    spoolDirectory: spoolDirectory(location),
    onOvertaken: (message) => printError(`stdcurve: ${message}`),
  });
  return await importDecoded(store, pieces, options);
}

/** The run's name for a log: the name of the file without characters that a name cannot have. */
const nameForLog = ({ name }: NamedLog): string =>
  name.replace(/\p{C}+/gu, " ").trim().slice(0, NAME_MAX_CHARS) || "log";

async function skipEmpty(
  { name }: NamedLog,
  { read, skipped }: { read: OpenedLog; skipped: Skipped | null },
): Promise<null> {
  await read.bytes.cancel();
  if (skipped === null) throw new InvalidInput("file", "it is empty; there is nothing to import");
  skipped.empty.push(name);
  return null;
}

/** The id of the run that a log was imported as before this command; null for none. */
const findBefore = (
  { path }: NamedLog,
  { store, ...run }: Pick<Opened, "store" | "experimentId"> & { name: string },
  before: ReadonlySet<string>,
): Promise<string | null> =>
  findImported(store, { ...run, open: async () => await decodeLog((await openLogFile(path)).bytes) }, before);

/** The bytes of a file. Says while they are read how far that is. */
async function countBytes(
  path: string,
  { bytes }: OpenedLog,
  describe: (bytes: string) => void,
): Promise<ReadableStream<Uint8Array>> {
  const { size } = await Deno.stat(path);
  let read = 0;
  return bytes.pipeThrough(
    new TransformStream({
      transform(piece: Uint8Array, controller) {
        read += piece.length;
        describe(`${Math.floor(100 * read / Math.max(size, read))} % of ${formatSize(size)}`);
        controller.enqueue(piece);
      },
    }),
  );
}
