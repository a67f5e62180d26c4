/**
 * `stdcurve import`: makes runs of existing logs, or of a log that arrives on stdin.
 *
 * @module
 */
import { Command } from "commander";
import { kvLocation, spoolDirectory } from "../host/paths.ts";
import { printError } from "../host/stderr.ts";
import { NAME_MAX_CHARS } from "../limits.ts";
import { decodeLog } from "../lines/decode.ts";
import type { Run } from "../model.ts";
import type { NotifyWish } from "../process/outbox.ts";
import { importDecoded } from "../runs/import.ts";
import { recoverInBackground } from "../runs/recover.ts";
import { openStore, type Store } from "../store/store.ts";
import { formatSize } from "../text/size.ts";
import { findAddress } from "./address.ts";
import { nameLog, type OpenedLog, openLogFile } from "./files.ts";
import { type Interrupt, listenForInterrupt } from "./interrupt.ts";
import { findLogs, type NamedLog } from "./log_files.ts";
import { experimentOption, nameOption, type NamingValues } from "./naming.ts";
import { addNotifyOptions, type NotifyValues, printNotNotified, readWish } from "./notify_options.ts";
import { describeExamples, kvOption, type KvValue } from "./options.ts";
import { openOutput, type Output } from "./output.ts";
import { openProgressLine, type ProgressLine } from "./progress_line.ts";
import { createStoreWarning } from "./store_warning.ts";
import { describeError, UsageError } from "./usage.ts";

type ImportValues = KvValue & NamingValues & NotifyValues;

/** Declares the command. */
export const declareImport = (): Command => addNotifyOptions(declareBareImport()).action(importLogs);

const declareBareImport = (): Command =>
  new Command("import")
    .summary("make runs of existing logs, or of stdin")
    .description(
      "Makes a run of each log and prints the ids of the runs. Of a directory, it imports the files whose names end with .log, .out, .err " +
        "or .txt. Also reads gzip and UTF-16. When a file is damaged or ends too early, nothing of it is stored, and the others are " +
        "imported all the same. When stdin ends early, everything received until then is stored.",
    )
    .usage("[options] FILE... | DIRECTORY | -")
    .argument("<FILE...>", "logs, or directories with logs; - for stdin, which is stored while it arrives")
    .addOption(experimentOption())
    .addOption(nameOption("the name of the run, for one log; by default the name of the file"))
    .addOption(kvOption())
    .addHelpText(
      "after",
      describeExamples(
        "stdcurve import old-run.log",
        "stdcurve import -e tiny-gpt runs/ slurm-*.out",
        "ssh box tail -f train.log | stdcurve import -e tiny-gpt -",
      ),
    );

/** The run's name for a log: the name of the file without characters that a name cannot have. */
const nameForLog = ({ name }: NamedLog): string =>
  name.replace(/\p{C}+/gu, " ").trim().slice(0, NAME_MAX_CHARS) || "log";

/** Imports the logs. Exit code 1 when one of them ended too early or can't be read, or the code of the signal that stopped the import. */
async function importLogs(paths: string[], values: ImportValues): Promise<void> {
  if (paths.length > 1 && paths.includes("-")) throw new UsageError("- stands for stdin and is imported alone");
  const logs = await findLogs(paths);
  if (logs.length > 1 && values.name !== undefined) {
    throw new UsageError(`--name names one run, and ${logs.length} logs are imported; leave it out`);
  }
  using interrupt = listenForInterrupt(), progress = openProgressLine(), destination = openDestination(values);
  for (const [at, log] of logs.entries()) {
    if (interrupt.code !== null) break;
    const place = logs.length > 1 ? `${at + 1} of ${logs.length}: ` : "";
    const describe = (bytes: string) => progress.show(`importing ${place}${log.name} ${bytes}`);
    await importOne(log, { destination, interrupt, progress, describe, isAlone: logs.length === 1 });
  }
  if (interrupt.code !== null) Deno.exit(interrupt.code); // a read of stdin may still be open
}

interface Importing {
  destination: Destination;
  interrupt: Interrupt;
  progress: ProgressLine;
  describe: (bytes: string) => void;
  /** True for the only log: its error ends the command. */
  isAlone: boolean;
}

async function importOne(
  log: NamedLog,
  { destination, interrupt, progress, describe, isAlone }: Importing,
): Promise<void> {
  const print = (line: string) => {
    progress.clear();
    printError(line);
  };
  try {
    const run = await destination.store(log, { signal: interrupt.signal, progress, describe });
    if (run.status !== "failed") return;
    print(`stdcurve: ${run.reason}`);
    Deno.exitCode = 1;
  } catch (error) {
    if (interrupt.code !== null) return print(`stdcurve: ${error instanceof Error ? error.message : error}`);
    if (isAlone) throw nameLog(log.path, error);
    print(describeError(nameLog(log.path, error)).line);
    Deno.exitCode = 1;
  }
}

/** Where logs are stored. The database is opened for the first log that turns out to be one. */
interface Destination extends Disposable {
  /** Stores a log as a run and prints its id: of a stream as soon as the run exists, of a file when all of it is stored. */
  store(log: NamedLog, options: Pick<Importing, "progress" | "describe"> & { signal: AbortSignal }): Promise<Run>;
}

function openDestination(values: ImportValues): Destination {
  const { experiment, name, kv } = values;
  const location = kvLocation(kv), instance = crypto.randomUUID(), output = openOutput();
  const onError = printNotNotified(createStoreWarning().warn);
  readWish(values, ""); // refuses what can't be used before anything is stored
  let opened: { store: Store; experimentId: string; wish: NotifyWish | undefined } | null = null;
  const open = async () => {
    if (opened) return opened;
    const wish = values.notify ? readWish(values, (await findAddress(location)).origin) : undefined;
    const store = await openStore(location);
    opened = { store, experimentId: "", wish };
    opened.experimentId = (await store.experiments.getOrCreate(experiment)).id;
    return opened;
  };
  return {
    async store(log, { signal, progress, describe }) {
      const read = await openLogFile(log.path), { isStream } = read;
      const pieces = await decodeLog(isStream ? read.bytes : await countBytes(log.path, read, describe));
      const { store, experimentId, wish } = await open();
      await using _orphans = isStream ? recoverFor(store, { instance, location, onError }) : null;
      const print = printIds(output, progress);
      const run = await importDecoded(store, pieces, {
        experimentId,
        name: name ?? nameForLog(log),
        instance,
        whole: !isStream,
        signal,
        notify: wish && { wish, spoolDirectory: spoolDirectory(location) },
        ...(isStream ? { onStart: print } : {}),
        onError,
      });
      if (!isStream) await print(run);
      return run;
    },
    [Symbol.dispose]: () => opened?.store.close(),
  };
}

const printIds = (output: Output, progress: ProgressLine) => ({ id }: Run): Promise<void> => {
  progress.clear();
  return output.print(`${id}\n`);
};

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

/** A stream may last for days. Meanwhile runs that nobody owns are taken over. */
function recoverFor(
  store: Store,
  { location, ...options }: { instance: string; location: string; onError: (error: unknown) => void },
): AsyncDisposable {
  const onOvertaken = (message: string) => printError(`stdcurve: ${message}`);
  return recoverInBackground(store, { ...options, spoolDirectory: spoolDirectory(location), onOvertaken });
}
