/**
 * `stdcurve import`: makes runs of existing logs, or of a log that arrives on stdin.
 *
 * @module
 */
import { Command } from "commander";
import { printError } from "../host/stderr.ts";
import { nameLog } from "./files.ts";
import { type Destination, openDestination } from "./import_destination.ts";
import { type Interrupt, listenForInterrupt } from "./interrupt.ts";
import { findLogs, type NamedLog } from "./log_files.ts";
import { experimentOption, nameOption, type NamingValues } from "./naming.ts";
import { addNotifyOptions, type NotifyValues } from "./notify_options.ts";
import { describeExamples, kvOption, type KvValue } from "./options.ts";
import { openProgressLine, type ProgressLine } from "./progress_line.ts";
import { describeSkipped, type Skipped } from "./skipped.ts";
import { describeError, UsageError } from "./usage.ts";

interface ImportValues extends KvValue, NamingValues, NotifyValues {
  again?: true;
}

/** Declares the command. */
export const declareImport = (): Command => addNotifyOptions(declareBareImport()).action(importLogs);

const declareBareImport = (): Command =>
  new Command("import")
    .summary("make runs of existing logs, or of stdin")
    .description(
      "Makes a run of each log and prints the ids of the runs. Of a directory, it imports the files whose names end with .log, .out, .err " +
        "or .txt. Also reads gzip and UTF-16. When a file is damaged or ends too early, nothing of it is stored, and the others are " +
        "imported all the same. Of several logs, those that are empty and those that the experiment has already, under the same name, " +
        "are skipped. When stdin ends early, everything received until then is stored.",
    )
    .usage("[options] FILE... | DIRECTORY | -")
    .argument("<FILE...>", "logs, or directories with logs; - for stdin, which is stored while it arrives")
    .addOption(experimentOption())
    .addOption(nameOption("the name of the run, for one log; by default the name of the file"))
    .option("--again", "import logs once more that the experiment has already")
    .addOption(kvOption())
    .addHelpText(
      "after",
      describeExamples(
        "stdcurve import old-run.log",
        "stdcurve import -e tiny-gpt runs/ slurm-*.out",
        "ssh box tail -f train.log | stdcurve import -e tiny-gpt -",
      ),
    );

/** Imports the logs. Exit code 1 when one of them ended too early or can't be read, or the code of the signal that stopped the import. */
async function importLogs(paths: string[], values: ImportValues): Promise<void> {
  if (paths.length > 1 && paths.includes("-")) throw new UsageError("- stands for stdin and is imported alone");
  const { logs, others } = await findLogs(paths);
  if (logs.length > 1 && values.name !== undefined) {
    throw new UsageError(`--name names one run, and ${logs.length} logs are imported; leave it out`);
  }
  const isNamed = paths.length === 1 && logs[0]?.path === paths[0]; // whoever names one log wants it, imported before or not
  const skipped: Skipped = { before: [], empty: [], others }, mayRepeat = isNamed || values.again === true;
  using interrupt = listenForInterrupt(), progress = openProgressLine();
  using destination = openDestination(values, { skipped: isNamed ? null : skipped, mayRepeat });
  for (const [at, log] of logs.entries()) {
    if (interrupt.code !== null) break;
    const place = logs.length > 1 ? `${at + 1} of ${logs.length}: ` : "";
    const describe = (bytes: string) => progress.show(`importing ${place}${log.name} ${bytes}`);
    await importOne(log, { destination, interrupt, progress, describe, isAlone: logs.length === 1 });
  }
  progress.clear();
  for (const line of describeSkipped(skipped)) printError(`stdcurve: ${line}`);
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
    if (run?.status !== "failed") return;
    print(`stdcurve: ${run.reason}`);
    Deno.exitCode = 1;
  } catch (error) {
    if (interrupt.code !== null) return print(`stdcurve: ${error instanceof Error ? error.message : error}`);
    if (isAlone) throw nameLog(log.path, error);
    print(describeError(nameLog(log.path, error)).line);
    Deno.exitCode = 1;
  }
}
