/**
 * `stdcurve trim`: deletes old runs, or their logs only, and gives the space back. Shows them and asks first. Never deletes a live run.
 *
 * @module
 */
import { Command } from "commander";
import { Conflict, InvalidInput, NotFound } from "../errors.ts";
import { isKvFile } from "../host/paths.ts";
import { printError } from "../host/stderr.ts";
import { openStore, type Store } from "../store/store.ts";
import { readSpace } from "../store/kv/sqlite_file.ts";
import { formatCount } from "../text/count.ts";
import { parseDuration } from "../text/format.ts";
import { formatSize, parseSize } from "../text/size.ts";
import { confirm } from "./confirm.ts";
import { findExperiment, type Listed, listRunsOf, listWithRuns, locateKept } from "./find.ts";
import { describeExamples, kvOption, type KvValue } from "./options.ts";
import { openOutput } from "./output.ts";
import { describeAge } from "./run_table.ts";
import { shorten } from "./shorten.ts";
import { giveBackSpace } from "./space.ts";
import { alignColumns } from "./table.ts";
import { planTrim, type Trimmed, type TrimRule } from "./trim_plan.ts";
import { UsageError } from "./usage.ts";

interface TrimValues extends KvValue {
  older?: string;
  keep?: string;
  size?: string;
  experiment?: string;
  logsOnly?: true;
  dryRun?: true;
  yes?: true;
}

/** Declares the command. */
export const declareTrim = (): Command =>
  new Command("trim")
    .summary("delete old runs and give their space back")
    .description(
      "Deletes old runs, shows them and asks first. Live runs stay. The file becomes smaller at once unless another stdcurve has it open.",
    )
    .usage("--older AGE | --keep N | --size SIZE [options]")
    .option("--older <AGE>", "runs that ended longer ago: 90d, 12h, 2w")
    .option("--keep <N>", "all but the newest N runs of each experiment")
    .option("--size <SIZE>", "the oldest runs until the file is smaller: 10GB, 500M")
    .option("-e, --experiment <NAME>", "only runs of this experiment")
    .option("--logs-only", "delete the logs and keep the points; they can't be read again then")
    .option("--dry-run", "show the runs and delete nothing")
    .option("-y, --yes", "don't ask")
    .addOption(kvOption())
    .addHelpText(
      "after",
      describeExamples(
        "stdcurve trim --older 90d --dry-run",
        "stdcurve trim --keep 20 -e tiny-gpt",
        "stdcurve trim --size 10GB --logs-only",
      ),
    )
    .action(trim);

const refuseValue = (option: string, text: string, examples: string) =>
  new UsageError(`${option} ${text} can't be used; write it like ${examples}`);

/** The rule of the options. Throws UsageError unless there is exactly one. */
function readRule({ older, keep, size }: TrimValues, location: string): TrimRule {
  if ([older, keep, size].filter((value) => value !== undefined).length !== 1) {
    throw new UsageError("say which runs to delete with one of --older 90d, --keep 20 and --size 10GB");
  }
  if (older !== undefined) {
    const age = parseDuration(older);
    if (age === null) throw refuseValue("--older", older, "90d, 12h or 2w");
    return { rule: "older", endedBefore: Date.now() - age };
  }
  if (keep !== undefined) {
    if (!/^\d{1,6}$/.test(keep)) throw refuseValue("--keep", keep, "20");
    return { rule: "keep", newest: Number(keep) };
  }
  const bytes = parseSize(size!);
  if (bytes === null) throw refuseValue("--size", size!, "10GB or 500M");
  if (location === ":memory:") return { rule: "size", excessBytes: 0 }; // there is no file yet
  if (!isKvFile(location)) {
    throw new InvalidInput("kv", "--size needs a KV file; use --older or --keep for a KV behind a URL");
  }
  const space = readSpace(location);
  return { rule: "size", excessBytes: space.bytes - space.freeBytes - bytes };
}

async function listCandidates(store: Store, name: string | undefined): Promise<Listed[]> {
  if (name === undefined) return await Array.fromAsync(listWithRuns(store));
  const experiment = await findExperiment(store, name);
  return [{ experiment, runs: await listRunsOf(store, experiment.id) }];
}

function describePlan(plan: readonly Trimmed[]): string {
  const now = Date.now();
  const rows = plan.map(({ run, experiment, bytes }) => [
    run.id.slice(-8),
    shorten(experiment, 30),
    shorten(run.name, 40),
    run.status,
    describeAge(now - (run.endedAt ?? run.createdAt)),
    formatSize(bytes),
  ]);
  return alignColumns([["id", "experiment", "name", "status", "ended", "size"], ...rows], { right: [5] });
}

const describeTotal = (plan: readonly Trimmed[], { logsOnly }: TrimValues): string =>
  `${logsOnly ? "the logs of " : ""}${formatCount(plan.length, "run")}, about ${
    formatSize(plan.reduce((sum, { bytes }) => sum + bytes, 0))
  }`;

/** Deletes the runs one by one. Skips one that was deleted meanwhile, or goes on. Returns how many were deleted. */
async function deletePlanned(store: Store, plan: readonly Trimmed[], { logsOnly }: TrimValues): Promise<number> {
  let deleted = 0;
  for (const { run } of plan) {
    try {
      await (logsOnly ? store.runs.deleteLog(run.id) : store.runs.delete(run.id));
      deleted++;
    } catch (error) {
      if (!(error instanceof NotFound || error instanceof Conflict)) throw error;
      printError(`stdcurve: ${error.message}; it is left alone`);
    }
  }
  return deleted;
}

/** Shows what would be deleted, asks, and deletes it. False when nothing was. */
async function trimStore(store: Store, rule: TrimRule, values: TrimValues): Promise<boolean> {
  const plan = await planTrim(await listCandidates(store, values.experiment), rule, {
    logsOnly: values.logsOnly === true,
    measure: async ({ id }) => {
      const { log, rest } = await store.runs.measure(id);
      return values.logsOnly ? log : log + rest;
    },
  });
  const output = openOutput();
  if (plan.length === 0) {
    const live = (await store.runs.listLive()).length;
    await output.print(
      `nothing to delete${
        live === 0 ? "" : `; ${formatCount(live, "run")} that still run${live === 1 ? "s" : ""} stay`
      }\n`,
    );
    return false;
  }
  await output.print(describePlan(plan));
  const total = describeTotal(plan, values);
  if (values.dryRun) {
    await output.print(`would delete ${total}\n`);
    return false;
  }
  if (!values.yes && !await confirm(`Delete ${total}?`)) {
    printError("stdcurve: nothing was deleted");
    Deno.exitCode = 1;
    return false;
  }
  const deleted = await deletePlanned(store, plan, values);
  await output.print(`deleted ${values.logsOnly ? "the logs of " : ""}${formatCount(deleted, "run")}\n`);
  return deleted > 0;
}

/** What was deleted and can be restored goes for good first, so that no run is deleted for its room. */
async function trim(values: TrimValues): Promise<void> {
  const location = await locateKept(values.kv);
  readRule(values, location); // an option that can't be used is reported before anything is deleted
  {
    using store = await openStore(location);
    const hidden = values.dryRun ? 0 : await store.deleteHidden();
    if (!await trimStore(store, readRule(values, location), values) && hidden === 0) return;
  }
  const given = giveBackSpace(location);
  if (given !== null) printError(`stdcurve: ${given}`);
}
