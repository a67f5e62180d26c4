/**
 * `stdcurve ls`: lists experiments and their runs, as a table or as JSON.
 *
 * @module
 */
import { Command } from "commander";
import { writeExperiment, writeRun } from "../api/write_runs.ts";
import { findExperiment, type Listed, listRunsOf, listWithRuns, openKept } from "./find.ts";
import { describeExamples, kvOption, type KvValue } from "./options.ts";
import { openOutput } from "./output.ts";
import { describeExperiment } from "./run_table.ts";
import { printError } from "../host/stderr.ts";
import { terminalColumns } from "./table.ts";
import type { Store } from "../store/store.ts";
import { isReadByOlder } from "../text/older_reader.ts";
import { escapeHidden } from "../text/visible.ts";

/** Declares the command. */
export const declareLs = (): Command =>
  new Command("ls")
    .summary("list experiments and runs")
    .description(
      "Lists experiments and their runs, the newest first: status, step, last value of the first metric, duration, and how each run ended.",
    )
    .argument("[EXPERIMENT]", "name or id of one experiment")
    .option("--json", "print everything that is known about them as one JSON document")
    .addOption(kvOption())
    .addHelpText("after", describeExamples("stdcurve ls", "stdcurve ls tiny-gpt --json"))
    .action(list);

async function collect(store: Store, name: string | undefined): Promise<Listed[]> {
  if (name === undefined) return await Array.fromAsync(listWithRuns(store));
  const experiment = await findExperiment(store, name);
  return [{ experiment, runs: await listRunsOf(store, experiment.id) }];
}

async function list(name: string | undefined, { json, kv }: KvValue & { json?: true }): Promise<void> {
  using store = await openKept(kv, { mayBeMissing: true });
  const listed = await collect(store, name);
  const output = openOutput();
  if (json) {
    const experiments = listed.map(({ experiment, runs }) => ({
      ...writeExperiment(experiment),
      runs: runs.map(writeRun),
    }));
    return await output.print(escapeHidden(JSON.stringify({ experiments })) + "\n");
  }
  const older = listed.flatMap(({ runs }) => runs).filter(isReadByOlder);
  if (older.length > 0) {
    printError(`stdcurve: an older reader read ${older.length} of these runs; read them again: stdcurve reread --all`);
  }
  const now = Date.now(), columns = terminalColumns();
  await output.print(
    listed.length === 0
      ? "There are no runs yet. Start one with: stdcurve run -- python train.py\n"
      : listed.map((each) => describeExperiment(each, now, columns)).join("\n"),
  );
}
