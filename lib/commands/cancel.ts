/**
 * `stdcurve cancel`: asks the owners of runs to stop them and waits for their end; `--force` ends runs that nobody owns.
 *
 * @module
 */
import { Command } from "commander";
import { kvLocation, spoolDirectory } from "../host/paths.ts";
import { printError } from "../host/stderr.ts";
import { isComplete, type Run } from "../model.ts";
import { cancelAndWait, type CancelEnd } from "../runs/cancel.ts";
import { observeLeases } from "../runs/lease.ts";
import { describeOwner } from "../runs/owner.ts";
import type { Store } from "../store/store.ts";
import { findRuns, openKept } from "./find.ts";
import { describeExamples, kvOption, type KvValue } from "./options.ts";

/** Options of the command. */
export interface CancelValues extends KvValue {
  force?: true;
}

/** Declares the command. */
export const declareCancel = (): Command =>
  new Command("cancel")
    .summary("stop runs")
    .description(
      "Asks the stdcurve that owns a run to stop its command, and waits for its end: SIGTERM to the whole process group, SIGKILL 10 s later. " +
        "With --force it also ends a run that nobody owns, because its stdcurve died or its machine is gone.",
    )
    .argument("<RUN_ID...>", "ids of the runs; the first or last 6 or more characters of an id are enough")
    .option("--force", "end also what nobody owns: stop its command where it ran here, otherwise end its record only")
    .addOption(kvOption())
    .addHelpText("after", describeExamples("stdcurve cancel 7f3a9c", "stdcurve cancel 7f3a9c --force"))
    .action(cancelRuns);

/** Cancels runs at the same time, and waits for all of them. */
export async function endRuns(store: Store, runs: readonly Run[], { force, kv }: CancelValues): Promise<CancelEnd[]> {
  const instance = crypto.randomUUID(), leases = observeLeases(describeOwner(instance));
  return await Promise.all(runs.map((run) =>
    cancelAndWait(store, run, {
      instance,
      leases,
      force: force ?? false,
      spoolDirectory: spoolDirectory(kvLocation(kv)),
      onWait: (message) => printError(`stdcurve: ${message}`),
      onError: (error) => printError(`stdcurve: ${error instanceof Error ? error.message : error}`),
    })
  ));
}

/** Exit code 1 when one of the runs was complete already or has not ended. */
async function cancelRuns(ids: string[], values: CancelValues): Promise<void> {
  using store = await openKept(values.kv);
  const runs = await findRuns(store, ids), live = runs.filter(({ status }) => !isComplete(status));
  for (const { id, status } of runs.filter((run) => !live.includes(run))) {
    printError(`stdcurve: run ${id} is ${status} already`);
    Deno.exitCode = 1;
  }
  for (const { end, message } of await endRuns(store, live, values)) {
    printError(`stdcurve: ${message}`);
    if (end !== "ended") Deno.exitCode = 1;
  }
}
