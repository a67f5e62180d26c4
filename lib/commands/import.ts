/**
 * `stdcurve import`: makes a run of an existing log, or of a log that arrives on stdin.
 *
 * @module
 */
import { basename } from "node:path";
import { Command } from "commander";
import { kvLocation, spoolDirectory } from "../host/paths.ts";
import { printError } from "../host/stderr.ts";
import { NAME_MAX_CHARS } from "../limits.ts";
import { decodeLog } from "../lines/decode.ts";
import type { Run } from "../model.ts";
import { importDecoded } from "../runs/import.ts";
import { recoverInBackground } from "../runs/recover.ts";
import { openStore, type Store } from "../store/store.ts";
import { nameLog, type OpenedLog, openLogFile } from "./files.ts";
import { listenForInterrupt } from "./interrupt.ts";
import { experimentOption, nameOption, type NamingValues } from "./naming.ts";
import { describeExamples, kvOption, type KvValue } from "./options.ts";
import { openOutput } from "./output.ts";
import { createStoreWarning } from "./store_warning.ts";

type ImportValues = KvValue & NamingValues;

/** Declares the command. */
export const declareImport = (): Command =>
  new Command("import")
    .summary("make a run of an existing log, or of stdin")
    .description(
      "Makes a run of a log and prints the id of the run. Also reads gzip and UTF-16. When a file is damaged or ends too early, " +
        "nothing of it is stored. When stdin ends early, everything received until then is stored.",
    )
    .argument("<FILE>", "the log; - for stdin, which is stored while it arrives")
    .addOption(experimentOption())
    .addOption(nameOption("the name of the run; by default the name of the file"))
    .addOption(kvOption())
    .addHelpText(
      "after",
      describeExamples("stdcurve import old-run.log", "ssh box tail -f train.log | stdcurve import -e tiny-gpt -"),
    )
    .action(importLogFile);

/** The run's name for a file: the file's name without characters that a name cannot have. */
function nameForFile(path: string): string {
  const name = basename(path).replace(/\p{C}+/gu, " ").trim();
  return path === "-" ? "stdin" : name.slice(0, NAME_MAX_CHARS) || "log";
}

/** Imports the log. Exit code 1 when the log ended too early, or the code of the signal that stopped the import. */
async function importLogFile(path: string, values: ImportValues): Promise<void> {
  using interrupt = listenForInterrupt();
  const opened = await openLogFile(path);
  try {
    const run = await storeLog(opened, { ...values, name: values.name ?? nameForFile(path) }, interrupt.signal);
    if (run.status === "failed") {
      printError(`stdcurve: ${run.reason}`);
      Deno.exitCode = 1;
    }
    if (interrupt.code === null) return;
  } catch (error) {
    if (interrupt.code === null) throw nameLog(path, error);
    printError(`stdcurve: ${error instanceof Error ? error.message : error}`);
  }
  Deno.exit(interrupt.code); // a read of stdin may still be open
}

/** A stream may last for days. Meanwhile runs that nobody owns are taken over. */
function recoverFor(
  store: Store,
  { location, ...options }: { instance: string; location: string; onError: (error: unknown) => void },
): AsyncDisposable {
  const onOvertaken = (message: string) => printError(`stdcurve: ${message}`);
  return recoverInBackground(store, { ...options, spoolDirectory: spoolDirectory(location), onOvertaken });
}

/** Stores the log as a run and prints its id: of a stream as soon as the run exists, of a file when all of it is stored. */
async function storeLog(
  { bytes, isStream }: OpenedLog,
  { experiment, name, kv }: ImportValues & { name: string },
  signal: AbortSignal,
): Promise<Run> {
  const output = openOutput();
  const log = await decodeLog(bytes);
  const location = kvLocation(kv), instance = crypto.randomUUID(), onError = createStoreWarning().warn;
  using store = await openStore(location);
  const { id: experimentId } = await store.experiments.getOrCreate(experiment);
  await using _orphans = isStream ? recoverFor(store, { instance, location, onError }) : null;
  const run = await importDecoded(store, log, {
    experimentId,
    name,
    instance,
    whole: !isStream,
    signal,
    ...(isStream ? { onStart: ({ id }) => void output.print(`${id}\n`) } : {}),
    onError,
  });
  if (!isStream) await output.print(`${run.id}\n`);
  return run;
}
