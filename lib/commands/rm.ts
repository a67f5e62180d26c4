/**
 * `stdcurve rm`: deletes runs. Refuses a run that is still live.
 *
 * @module
 */
import { Command } from "commander";
import { Conflict } from "../errors.ts";
import { isKvFile, kvLocation } from "../host/paths.ts";
import { printError } from "../host/stderr.ts";
import { isComplete, type Run } from "../model.ts";
import { endDeadImport } from "../runs/dead_import.ts";
import type { Store } from "../store/store.ts";
import { quoteCommand } from "../text/command_line.ts";
import { findRuns, openKept } from "./find.ts";
import { describeExamples, kvOption, type KvValue } from "./options.ts";

/** Declares the command. */
export const declareRm = (): Command =>
  new Command("rm")
    .summary("delete runs")
    .description(
      "Deletes runs with their logs and points. Stop a live run before you delete it. " +
        "Their bytes stay in the file, out of sight, until it is compacted.",
    )
    .argument("<RUN_ID...>", "ids of the runs; the first or last 6 or more characters of an id are enough")
    .addOption(kvOption())
    .addHelpText("after", describeExamples("stdcurve rm 7f3a9c"))
    .action(deleteRuns);

/** Deletes all the named runs, or none of them when one is unknown or live. */
async function deleteRuns(ids: string[], { kv }: KvValue): Promise<void> {
  using store = await openKept(kv);
  const runs = await findRuns(store, ids);
  for (const run of runs) await refuseLive(store, run);
  for (const { id } of runs) await store.runs.delete(id);
  const location = kvLocation(kv);
  if (!isKvFile(location)) return;
  const compact = quoteCommand(["sqlite3", location, "VACUUM"]);
  printError(`stdcurve: deleted; the bytes stay in the file until it is compacted: ${compact}, while no stdcurve runs`);
}

/** Throws Conflict for a live run. An import whose process has died is ended instead. */
async function refuseLive(store: Store, run: Run): Promise<void> {
  if (isComplete(run.status) || await endDeadImport(store, run, crypto.randomUUID())) return;
  throw new Conflict(
    `run ${run.id} is ${run.status}; stop it first: press Ctrl-C where it runs, or Cancel run on its page. ` +
      "If its stdcurve has died, stdcurve serve continues or ends it",
  );
}
