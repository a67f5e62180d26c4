/**
 * `stdcurve rm`: deletes runs, or an experiment with its runs. Refuses a run that is still live, unless it shall be stopped first.
 *
 * @module
 */
import { Command } from "commander";
import { Conflict } from "../errors.ts";
import { isKvFile, kvLocation } from "../host/paths.ts";
import { printError } from "../host/stderr.ts";
import { type Experiment, isComplete, type Run } from "../model.ts";
import { describeOwnerSilence, withOwner } from "../runs/run_owner.ts";
import type { Store } from "../store/store.ts";
import { formatCount } from "../text/count.ts";
import { endRuns } from "./cancel.ts";
import { confirm } from "./confirm.ts";
import { findExperiment, findRuns, listRunsOf, openKept } from "./find.ts";
import { describeExamples, kvOption, type KvValue } from "./options.ts";
import { UsageError } from "./usage.ts";

interface RmValues extends KvValue {
  force?: true;
  experiment?: string;
  deleted?: true;
  yes?: true;
}

/** Declares the command. */
export const declareRm = (): Command =>
  new Command("rm")
    .summary("delete runs")
    .description(
      "Deletes runs with their logs and points, at once and for good. Stop a live run before you delete it, or use --force. " +
        "On a terminal, asks before it deletes an experiment, unless --yes or --force is given. " +
        "What is deleted on a page can be restored for a day, unless --deleted deletes it for good. " +
        "The bytes stay in the file, out of sight, until it is compacted.",
    )
    .usage("[options] RUN_ID... | --experiment NAME | --deleted")
    .argument("[RUN_ID...]", "ids of the runs; the first or last 6 or more characters of an id are enough")
    .option("--experiment <NAME>", "delete an experiment with all its runs; its name or id")
    .option("--deleted", "delete for good what was deleted on a page or by the API")
    .option("--force", "first stop what is live, and end what nobody owns; don't ask")
    .option("-y, --yes", "don't ask")
    .addOption(kvOption())
    .addHelpText("after", describeExamples("stdcurve rm 7f3a9c", "stdcurve rm --experiment tiny-gpt --force"))
    .action(deleteNamed);

/** Deletes all the named runs, or none of them when one is unknown or live. */
async function deleteNamed(ids: string[], values: RmValues): Promise<void> {
  const { experiment: name, deleted, kv } = values;
  const ways = [ids.length > 0, name !== undefined, deleted === true].filter(Boolean).length;
  if (ways !== 1) throw new UsageError("say what to delete by one of: ids of runs, --experiment NAME, --deleted");
  using store = await openKept(kv);
  if (deleted) {
    const count = await store.deleteHidden();
    if (count === 0) return printError("stdcurve: nothing that was deleted on a page is left");
  } else if (!await deleteShown(store, ids, values)) {
    Deno.exitCode = 1;
    return printError("stdcurve: nothing was deleted");
  }
  if (isKvFile(kvLocation(kv))) {
    printError("stdcurve: deleted; the bytes stay in the file until stdcurve doctor --repair gives them back");
  }
}

/** False when the user, who was asked, doesn't want it. */
async function deleteShown(store: Store, ids: string[], values: RmValues): Promise<boolean> {
  const { experiment: name } = values;
  const experiment = name === undefined ? null : await findExperiment(store, name);
  const runs = experiment ? await listRunsOf(store, experiment.id) : await findRuns(store, ids);
  await endLive(store, runs.filter(({ status }) => !isComplete(status)), values);
  if (experiment && !await isWanted(experiment, runs.length, values)) return false;
  if (experiment) await store.experiments.delete(experiment.id);
  else for (const { id } of runs) await store.runs.delete(id);
  return true;
}

/** Asks whether an experiment shall be deleted, where somebody sits at a terminal. A script is never asked. */
async function isWanted({ name }: Experiment, count: number, { yes, force }: RmValues): Promise<boolean> {
  if (yes || force || !Deno.stdin.isTerminal()) return true;
  return await confirm(`Delete the experiment ${name} with ${formatCount(count, "run")} for good?`);
}

/** Ends live runs with `--force`; throws Conflict for one that stays live. */
async function endLive(store: Store, live: readonly Run[], values: RmValues): Promise<void> {
  if (!values.force) return await refuseLive(store, live);
  for (const { end, message } of await endRuns(store, live, values)) {
    if (end !== "ended") throw new Conflict(`${message}; nothing was deleted`);
  }
}

async function refuseLive(store: Store, [run]: readonly Run[]): Promise<void> {
  if (!run) return;
  const silence = describeOwnerSilence((await withOwner(store, run)).owner);
  throw new Conflict(
    silence
      ? `run ${run.id} is ${run.status}, and ${silence}; stdcurve serve continues it where its output is; to delete it all the same: --force`
      : `run ${run.id} is ${run.status}; stop it first: press Ctrl-C where it runs, or stdcurve cancel ${run.id}, or use --force`,
  );
}
