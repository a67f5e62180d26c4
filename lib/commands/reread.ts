/**
 * `stdcurve reread`: reads stored logs again. The points of a run change, its log never does.
 *
 * @module
 */
import { Command } from "commander";
import { Conflict } from "../errors.ts";
import { printError } from "../host/stderr.ts";
import { rereadRun } from "../intake/reread.ts";
import type { Run } from "../model.ts";
import type { Store } from "../store/store.ts";
import { formatCount } from "../text/count.ts";
import { findRuns, listWithRuns, openKept, reportSilent } from "./find.ts";
import { describeExamples, kvOption, type KvValue } from "./options.ts";
import { openOutput } from "./output.ts";
import { shorten } from "./shorten.ts";
import { UsageError } from "./usage.ts";

/** Declares the command. */
export const declareReread = (): Command =>
  new Command("reread")
    .summary("read stored logs again")
    .description(
      "Reads stored logs again, after an update of stdcurve or with new patterns of the experiment. Replaces the points of the runs.",
    )
    .usage("[options] RUN_ID... | --all")
    .argument("[RUN_ID...]", "ids of the runs; the first or last 6 or more characters of an id are enough")
    .option("--all", "read the logs of all runs again")
    .addOption(kvOption())
    .addHelpText("after", describeExamples("stdcurve reread 7f3a9c", "stdcurve reread --all"))
    .action(rereadRuns);

/** Reads the named runs or all runs again, and prints a line for each. Exit code 1 when a run could not be read. */
async function rereadRuns(ids: string[], { all, kv }: KvValue & { all?: true }): Promise<void> {
  if (ids.length === 0 && !all) throw new UsageError("name the runs to read again, or use --all for every run");
  if (ids.length > 0 && all) throw new UsageError("name the runs to read again, or use --all, not both");
  using store = await openKept(kv);
  const runs = await findRuns(store, ids);
  if (all) runs.push(...await listReadable(store));
  await reportSilent(store, runs);
  const output = openOutput();
  for (const run of runs) {
    try {
      await rereadRun(store, run.id);
      await output.print(await describeReread(store, run));
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      printError(`stdcurve: ${error.message}`);
      Deno.exitCode = 1;
    }
  }
}

/** All runs that have their log. */
async function listReadable(store: Store): Promise<Run[]> {
  const runs = (await Array.fromAsync(listWithRuns(store))).flatMap(({ runs }) => runs);
  const readable = runs.filter(({ logDeletedAt }) => logDeletedAt === undefined),
    without = runs.length - readable.length;
  if (without > 0) {
    printError(`stdcurve: ${formatCount(without, "run")} without a log: trim has deleted it; the points stay`);
  }
  return readable;
}

async function describeReread(store: Store, { id, name }: Run): Promise<string> {
  const { metrics } = await store.runs.get(id);
  const points = metrics.reduce((sum, { count }) => sum + count, 0);
  const found = `${formatCount(metrics.length, "metric")}, ${formatCount(points, "point")}`;
  return `${id.slice(-8)}  ${shorten(name, 40)}: ${found}\n`;
}
