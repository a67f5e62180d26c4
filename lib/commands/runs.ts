/**
 * `stdcurve rm` and `stdcurve reread`: what is done to runs that are kept.
 *
 * @module
 */
import { Conflict } from "../errors.ts";
import { isComplete } from "../model.ts";
import { rereadRun } from "../intake/reread.ts";
import { printError } from "../host/stderr.ts";
import { findRuns, listAll, openKept } from "./find.ts";
import { openOutput } from "./output.ts";
import { count, shorten } from "./table.ts";
import { onlyWord, parseWords, UsageError } from "./usage.ts";

/** Deletes runs, all that are named or none. */
export async function rmCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseWords("rm", args, {});
  if (positionals.length === 0) onlyWord("rm", positionals, "RUN_ID");
  using store = await openKept(values);
  const runs = await findRuns(store, positionals);
  const live = runs.find(({ status }) => !isComplete(status));
  if (live) {
    throw new Conflict(
      `run ${live.id} is ${live.status}; stop it first: Ctrl-C where it runs, or Cancel run on its page`,
    );
  }
  for (const { id } of runs) await store.runs.delete(id);
  return 0;
}

/** Reads stored logs again. */
export async function rereadCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseWords("reread", args, { all: { type: "boolean" } });
  if (positionals.length === 0 && !values.all) throw new UsageError("name the runs to read again, or --all");
  if (positionals.length > 0 && values.all) throw new UsageError("name the runs to read again, or say --all, not both");
  using store = await openKept(values);
  const runs = await findRuns(store, positionals);
  if (values.all) { for await (const each of listAll(store)) runs.push(...each.runs); }
  const output = openOutput();
  let failed = 0;
  for (const { id, name } of runs) {
    try {
      await rereadRun(store, id);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      printError(`stdcurve: ${error.message}`);
      failed++;
      continue;
    }
    const { metrics } = await store.runs.get(id);
    const points = metrics.reduce((sum, { count }) => sum + count, 0);
    const told = `${count(metrics.length, "metric")}, ${count(points, "point")}`;
    await output.print(`${id.slice(-8)}  ${shorten(name, 40)}: ${told}\n`);
  }
  return failed > 0 ? 1 : 0;
}
