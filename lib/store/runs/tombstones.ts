/**
 * Deletion that can be undone: the run or experiment is hidden in one commit, with all its keys left as they are, and a tombstone says since
 * when. Restoring it is one commit too. What is old enough is deleted for good, a few at a time.
 *
 * @module
 */
import { Conflict, NotFound } from "../../errors.ts";
import { BULK_MAX_RUNS, DELETED_A_PASS, DELETED_KEPT_MS } from "../../limits.ts";
import { isComplete } from "../../model.ts";
import { commitChecked, withLock } from "../flush/commit.ts";
import { assertNoLiveRun, deleteExperiment, deleteRun } from "./delete.ts";
import type { ExperimentRecord } from "./experiments.ts";
import { experimentKey, experimentNameKey, runKey, tombstoneKey, tombstonesBefore, tombstonesPrefix } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import { type RunRecord, setRun } from "./run_record.ts";
import { countListChange } from "./versions.ts";

/** What a tombstone is of. */
type TombstoneKind = "run" | "experiment";

/**
 * Hides a run, so that it can be restored for a day.
 *
 * @throws {NotFound}
 * @throws {Conflict} while the run is live
 */
export async function hideRun(kv: Kv, id: string, now: number = Date.now()): Promise<void> {
  await commitChecked(`run ${id}`, async () => {
    const entry = await kv.get<RunRecord>(runKey(id)), run = entry.value;
    if (!run || run.deleting) throw new NotFound(`there is no run ${id}`);
    if (!isComplete(run.status)) throw new Conflict(`run ${id} is ${run.status}; cancel it first`);
    const hidden: RunRecord = { ...run, deleting: true, deletedAt: now };
    const kind: TombstoneKind = "run";
    return {
      operation: setRun(kv.atomic().check(entry), hidden).set(tombstoneKey(now, id), kind),
      result: null,
    };
  });
}

/**
 * Shows a hidden run again, of this experiment or, with null, of any. One that isn't hidden stays as it is.
 *
 * @throws {NotFound} when it was deleted for good, or belongs to another experiment
 * @throws {Conflict} when its experiment was deleted
 */
export async function restoreRun(kv: Kv, id: string, experimentId: string | null): Promise<void> {
  await commitChecked(`run ${id}`, async () => {
    const entry = await kv.get<RunRecord>(runKey(id)), run = entry.value;
    if (!run || isGone(run) || experimentId !== null && run.experimentId !== experimentId) {
      throw new NotFound(`there is no run ${id} to restore`);
    }
    const experiment = await kv.get<ExperimentRecord>(experimentKey(run.experimentId));
    if (experiment.value?.deleting) {
      throw new Conflict(`experiment ${run.experimentId} was deleted too; restore it first`);
    }
    const operation = kv.atomic().check(entry);
    if (run.deletedAt === undefined) return { operation, result: null };
    const { deleting: _deleting, deletedAt, ...shown } = run;
    return { operation: setRun(operation, shown).delete(tombstoneKey(deletedAt, id)), result: null };
  });
}

/** True for a record whose deletion can't be undone any more. */
const isGone = ({ deleting, deletedAt }: { deleting?: boolean; deletedAt?: number }): boolean =>
  deleting === true && deletedAt === undefined;

/**
 * Hides an experiment and with it its runs, so that it can be restored for a day. Its name is free for another one.
 *
 * @throws {NotFound}
 * @throws {Conflict} while one of its runs is live
 */
export async function hideExperiment(kv: Kv, id: string, now: number = Date.now()): Promise<void> {
  await commitChecked(`experiment ${id}`, async () => {
    const entry = await kv.get<ExperimentRecord>(experimentKey(id)), experiment = entry.value;
    if (!experiment || experiment.deleting) throw new NotFound(`there is no experiment ${id}`);
    const unchanged = await assertNoLiveRun(kv, id);
    const hidden: ExperimentRecord = { ...experiment, deleting: true, deletedAt: now };
    const kind: TombstoneKind = "experiment";
    const operation = countListChange(kv.atomic().check(entry, unchanged), id).set(experimentKey(id), hidden)
      .delete(experimentNameKey(experiment.name)).set(tombstoneKey(now, id), kind);
    return { operation, result: null };
  });
}

/**
 * Shows a hidden experiment again, with its runs. One that isn't hidden stays as it is.
 *
 * @throws {NotFound} when it was deleted for good
 * @throws {Conflict} when another experiment has its name now
 */
export async function restoreExperiment(kv: Kv, id: string): Promise<void> {
  await commitChecked(`experiment ${id}`, async () => {
    const entry = await kv.get<ExperimentRecord>(experimentKey(id)), experiment = entry.value;
    if (!experiment || isGone(experiment)) throw new NotFound(`there is no experiment ${id} to restore`);
    const operation = kv.atomic().check(entry);
    if (experiment.deletedAt === undefined) return { operation, result: null };
    const { deleting: _deleting, deletedAt, ...shown } = experiment;
    const name = await kv.get(experimentNameKey(shown.name));
    if (name.value !== null) {
      throw new Conflict(`an experiment named "${shown.name}" exists already; rename it, then restore this one`);
    }
    countListChange(operation.check(name), id).set(experimentKey(id), shown).set(experimentNameKey(shown.name), id);
    return { operation: operation.delete(tombstoneKey(deletedAt, id)), result: null };
  });
}

/** What is hidden and can be restored. */
export interface Hidden {
  name: string;
  deletedAt: number;
}

/** One of what is hidden. */
export interface HiddenItem extends Hidden {
  id: string;
}

/** The ids of what was hidden last, newest first: as many as one request can restore, of runs and experiments together. */
async function listTombstones(kv: Kv, kind: TombstoneKind): Promise<string[]> {
  const selector = { prefix: tombstonesPrefix }, options = { reverse: true, limit: BULK_MAX_RUNS };
  const found = await withLock(() => Array.fromAsync(kv.list<TombstoneKind>(selector, options)));
  return found.filter(({ value }) => value === kind).map(({ key }) => key.at(-1) as string);
}

/** The hidden runs of an experiment, those that were hidden last first. */
export async function listHiddenRuns(kv: Kv, experimentId: string): Promise<HiddenItem[]> {
  const ids = await listTombstones(kv, "run");
  const all = await Promise.all(ids.map(async (id) => ({ id, hidden: await findHiddenRun(kv, id, experimentId) })));
  return all.flatMap(({ id, hidden }) => hidden ? [{ id, ...hidden }] : []);
}

/** The hidden experiments, those that were hidden last first. */
export async function listHiddenExperiments(kv: Kv): Promise<HiddenItem[]> {
  const ids = await listTombstones(kv, "experiment");
  const all = await Promise.all(ids.map(async (id) => ({ id, hidden: await findHiddenExperiment(kv, id) })));
  return all.flatMap(({ id, hidden }) => hidden ? [{ id, ...hidden }] : []);
}

/** The hidden run of an experiment; null when it is shown, gone for good, or another experiment's. */
export async function findHiddenRun(kv: Kv, id: string, experimentId: string): Promise<Hidden | null> {
  const run = (await withLock(() => kv.get<RunRecord>(runKey(id)))).value;
  if (run?.experimentId !== experimentId || run.deletedAt === undefined) return null;
  return { name: run.name, deletedAt: run.deletedAt };
}

/** The hidden experiment; null when it is shown or gone for good. */
export async function findHiddenExperiment(kv: Kv, id: string): Promise<Hidden | null> {
  const experiment = (await withLock(() => kv.get<ExperimentRecord>(experimentKey(id)))).value;
  return experiment?.deletedAt === undefined ? null : { name: experiment.name, deletedAt: experiment.deletedAt };
}

/** Deletes one for good, unless it was restored meanwhile. An experiment in which a run became live is left for later. */
async function deleteHidden(kv: Kv, key: Deno.KvKey, kind: TombstoneKind): Promise<void> {
  const [, deletedAt, id] = key as [string, number, string];
  try {
    await (kind === "run" ? deleteRun : deleteExperiment)(kv, id, deletedAt);
  } catch (error) {
    if (!(error instanceof NotFound || error instanceof Conflict)) throw error;
    if (error instanceof NotFound) await withLock(() => kv.atomic().delete(key).commit());
  }
}

/** Deletes for good what was hidden longer than a day ago. At most `DELETED_A_PASS`, the oldest first. */
export async function deleteExpired(kv: Kv, now: number = Date.now()): Promise<void> {
  const old = kv.list<TombstoneKind>(tombstonesBefore(now - DELETED_KEPT_MS), { limit: DELETED_A_PASS });
  for (const { key, value } of await withLock(() => Array.fromAsync(old))) await deleteHidden(kv, key, value);
}

/** Deletes for good all that is hidden now. Returns how many runs and experiments that were. */
export async function deleteAllHidden(kv: Kv): Promise<number> {
  const hidden = await withLock(() => Array.fromAsync(kv.list<TombstoneKind>({ prefix: tombstonesPrefix })));
  for (const { key, value } of hidden) await deleteHidden(kv, key, value);
  return hidden.length;
}
