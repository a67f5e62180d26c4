/**
 * `stdcurve rm`: deletes runs. Refuses a run that is still live.
 *
 * @module
 */
import { Command } from "commander";
import { Conflict } from "../errors.ts";
import { isComplete } from "../model.ts";
import { findRuns, openKept } from "./find.ts";
import { describeExamples, kvOption, type KvValue } from "./options.ts";

/** Declares the command. */
export const declareRm = (): Command =>
  new Command("rm")
    .summary("delete runs")
    .description("Deletes runs with their logs and points. Stop a live run before you delete it.")
    .argument("<RUN_ID...>", "ids of the runs; the first or last 6 or more characters of an id are enough")
    .addOption(kvOption())
    .addHelpText("after", describeExamples("stdcurve rm 7f3a9c"))
    .action(deleteRuns);

/** Deletes all the named runs, or none of them when one is unknown or live. */
async function deleteRuns(ids: string[], { kv }: KvValue): Promise<void> {
  using store = await openKept(kv);
  const runs = await findRuns(store, ids);
  const live = runs.find(({ status }) => !isComplete(status));
  if (live) {
    throw new Conflict(
      `run ${live.id} is ${live.status}; stop it first: press Ctrl-C where it runs, or Cancel run on its page`,
    );
  }
  for (const { id } of runs) await store.runs.delete(id);
}
