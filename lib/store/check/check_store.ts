/**
 * Checks everything that is stored: each run with its log and points, experiments, pointers, and deletions that were not finished. Changes
 * nothing; each finding knows how it is mended.
 *
 * @module
 */
import type { Kv } from "../kv/kv.ts";
import { withLock } from "../flush/commit.ts";
import { resumeDeletions } from "../runs/delete.ts";
import { deletingPrefix, experimentKey } from "../keys.ts";
import { checkExperiments, findLostExperiment } from "./check_experiments.ts";
import { checkLost, listRunIds } from "./check_lost_runs.ts";
import { checkRows } from "./check_rows.ts";
import { checkRun } from "./check_run.ts";
import type { Finding } from "./finding.ts";
import { readRunRecords } from "./run_records.ts";

/** What was checked. */
export interface CheckTotals {
  runs: number;
  logBytes: number;
  points: number;
}

/** How to check. */
export interface CheckOptions {
  /** Called before each run with its number and the number of all. */
  onRun?: (number: number, of: number) => void;
  signal?: AbortSignal;
}

/** The result of a check. */
export interface StoreCheck {
  findings: Finding[];
  totals: CheckTotals;
}

async function checkDeletions(kv: Kv, encoded: Kv): Promise<Finding[]> {
  const marks = await withLock(() => Array.fromAsync(kv.list({ prefix: deletingPrefix })));
  return marks.map(({ key }) => ({
    runId: null,
    what: `the deletion of ${String(key[1])} was not finished`,
    todo: "a server finishes it, and so does stdcurve doctor --repair",
    mend: () => resumeDeletions(encoded),
  }));
}

/** The same KV, whose lists end with the signal's reason: one run may have gigabytes. */
function untilAborted(kv: Kv, signal: AbortSignal): Kv {
  const list = async function* <T>(selector: Deno.KvListSelector, options?: Deno.KvListOptions) {
    for await (const entry of kv.list<T>(selector, options)) {
      signal.throwIfAborted();
      yield entry;
    }
  };
  return { ...kv, list };
}

/** Checks a KV: `opened` gives the bytes as they are stored, `encoded` is the same one as the store uses it. */
export async function checkStore(
  opened: Kv,
  encoded: Kv,
  { onRun, signal }: CheckOptions = {},
): Promise<StoreCheck> {
  const kv = signal ? untilAborted(opened, signal) : opened;
  const findings = [...await checkDeletions(kv, encoded), ...await checkExperiments(kv)];
  const totals = { runs: 0, logBytes: 0, points: 0 }, lost = new Set<string>(), ids = await listRunIds(kv);
  for (const [index, id] of ids.entries()) {
    onRun?.(index + 1, ids.length);
    findings.push(...await checkLost(kv, id));
    const check = await checkRun(kv, id), run = (await readRunRecords(kv, id)).run.value;
    findings.push(...check.findings);
    if (!run) continue;
    totals.runs++;
    totals.logBytes += check.logBytes;
    totals.points += check.points;
    const entry = await withLock(() => kv.get(experimentKey(run.experimentId)));
    if (entry.versionstamp !== null || run.deleting || lost.has(run.experimentId)) continue;
    lost.add(run.experimentId);
    findings.push(await findLostExperiment(kv, run.experimentId, `its record is gone, and run ${id} belongs to it`));
  }
  findings.push(...await checkRows(kv, encoded));
  return { findings, totals };
}
