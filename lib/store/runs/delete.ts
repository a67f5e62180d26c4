/**
 * Deletion that survives a crash. First a mark hides the experiment, run or log and says what to finish, then its keys are deleted, and the
 * mark goes last.
 *
 * @module
 */
import { Conflict, NotFound } from "../../errors.ts";
import { isComplete } from "../../model.ts";
import { commitChecked, withLock } from "../flush/commit.ts";
import type { ExperimentRecord } from "./experiments.ts";
import { emptyFacts, type Facts } from "./facts.ts";
import { type IngestRecord, initialIngestRecord } from "../flush/ingest_state.ts";
import {
  baseSettingsKey,
  cancelKey,
  deletingKey,
  deletingPrefix,
  experimentKey,
  experimentNameKey,
  experimentRunKey,
  experimentRunsPrefix,
  factsKey,
  factsRowKey,
  ingestKey,
  liveRunKey,
  logPrefix,
  nextStyleKey,
  ownerKey,
  readerKey,
  readerPartsPrefix,
  recordRowKey,
  runKey,
  runSweepPrefixes,
  tombstoneKey,
  versionKey,
} from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import { type RunRecord, setRun } from "./run_record.ts";
import { sweep } from "./sweep.ts";
import { countListChange } from "./versions.ts";

/**
 * Deletes a run with its log and points. Its ingest record goes first, so that no flush and no draft can write to it any more. With
 * `hiddenAt` only a run that was hidden then is deleted.
 *
 * @throws {NotFound}
 * @throws {Conflict} while the run is live
 */
export async function deleteRun(kv: Kv, id: string, hiddenAt?: number): Promise<void> {
  await commitChecked(`run ${id}`, async () => {
    const entry = await kv.get<RunRecord>(runKey(id));
    const run = entry.value;
    if (!run || run.deletedAt !== hiddenAt || hiddenAt === undefined && run.deleting) {
      throw new NotFound(`there is no run ${id}`);
    }
    if (!isComplete(run.status)) throw new Conflict(`run ${id} is ${run.status}; cancel it first`);
    const { deletedAt, ...rest } = run, operation = kv.atomic().check(entry);
    if (deletedAt !== undefined) operation.delete(tombstoneKey(deletedAt, id));
    setRun(operation, { ...rest, deleting: true })
      .delete(recordRowKey(run.experimentId, id))
      .delete(factsRowKey(run.experimentId, id))
      .delete(experimentRunKey(run.experimentId, id))
      .delete(liveRunKey(id))
      .delete(ingestKey(id))
      .set(deletingKey(id), "run");
    return { operation, result: null };
  });
  await finishRun(kv, id);
}

async function finishRun(kv: Kv, id: string): Promise<void> {
  for (const prefix of runSweepPrefixes(id)) await sweep(kv, { prefix });
  const last = kv.atomic();
  for (const key of [factsKey, readerKey, ownerKey, cancelKey, runKey, deletingKey]) {
    last.delete(key(id));
  }
  await withLock(() => last.commit());
}

/**
 * Deletes the log of a run and keeps its points. Log, facts and ingest record then are those of an empty log.
 *
 * @throws {NotFound}
 * @throws {Conflict} while the run is live
 */
export async function deleteLog(kv: Kv, id: string): Promise<void> {
  await commitChecked(`run ${id}`, async () => {
    const keys = [runKey(id), ingestKey(id), factsKey(id)] as const;
    const [entry, ingest, facts] = await kv.getMany<[RunRecord, IngestRecord, Facts]>(keys);
    const run = entry.value;
    if (!run || run.deleting) throw new NotFound(`there is no run ${id}`);
    if (!isComplete(run.status)) throw new Conflict(`run ${id} is ${run.status}; its log still grows`);
    const operation = setRun(kv.atomic().check(entry).check(ingest), { ...run, logDeletedAt: Date.now() })
      .set(deletingKey(id), "log");
    if (ingest.value) {
      const rev = ingest.value.rev + 1, empty = initialIngestRecord(ingest.value.instance);
      const { offset, lines, open } = empty, { readerParts: _, ...record } = ingest.value;
      operation.set(ingestKey(id), { ...record, rev, offset, lines, open }).delete(readerKey(id))
        .set(factsKey(id), { ...facts.value ?? emptyFacts(), rev, newlines: 0, open: false, logBytes: 0 });
    }
    return { operation, result: null };
  });
  await finishLog(kv, id);
}

async function finishLog(kv: Kv, id: string): Promise<void> {
  await sweep(kv, { prefix: readerPartsPrefix(id) });
  await sweep(kv, { prefix: logPrefix(id) });
  await withLock(() => kv.atomic().delete(deletingKey(id)).commit());
}

/**
 * Throws Conflict when a run of the experiment is live. Returns the experiment's counter from before: a commit that checks it fails when a run
 * was made or resumed meanwhile.
 */
export async function assertNoLiveRun(kv: Kv, experimentId: string): Promise<Deno.AtomicCheck> {
  const counter = await kv.get(versionKey(experimentId));
  for await (const { key } of kv.list({ prefix: experimentRunsPrefix(experimentId) })) {
    const run = (await kv.get<RunRecord>(runKey(key.at(-1) as string))).value;
    if (run && !isComplete(run.status)) {
      throw new Conflict(`run ${run.id} of this experiment is ${run.status}; cancel it first`);
    }
  }
  return counter;
}

/**
 * Deletes an experiment with its runs. With `hiddenAt` only one that was hidden then is deleted.
 *
 * @throws {NotFound}
 * @throws {Conflict} while one of the runs is live
 */
export async function deleteExperiment(kv: Kv, id: string, hiddenAt?: number): Promise<void> {
  await commitChecked(`experiment ${id}`, async () => {
    const entry = await kv.get<ExperimentRecord>(experimentKey(id));
    const experiment = entry.value;
    if (!experiment || experiment.deletedAt !== hiddenAt || hiddenAt === undefined && experiment.deleting) {
      throw new NotFound(`there is no experiment ${id}`);
    }
    const unchanged = await assertNoLiveRun(kv, id);
    const { deletedAt, ...rest } = experiment, operation = countListChange(kv.atomic().check(entry, unchanged), id);
    // The name of a hidden one is free, and may be another's by now.
    if (deletedAt === undefined) operation.delete(experimentNameKey(experiment.name));
    else operation.delete(tombstoneKey(deletedAt, id));
    operation.set(experimentKey(id), { ...rest, deleting: true }).set(deletingKey(id), "experiment");
    return { operation, result: null };
  });
  await finishExperiment(kv, id);
}

async function finishExperiment(kv: Kv, id: string): Promise<void> {
  for await (const { key } of kv.list({ prefix: experimentRunsPrefix(id) })) {
    const runId = key.at(-1) as string, run = (await withLock(() => kv.get<RunRecord>(runKey(runId)))).value;
    try {
      await deleteRun(kv, runId, run?.deletedAt);
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
    }
  }
  await withLock(() =>
    kv.atomic().delete(experimentKey(id)).delete(baseSettingsKey(id)).delete(nextStyleKey(id)).delete(versionKey(id))
      .delete(deletingKey(id))
      .commit()
  );
}

/** Finishes deletions that a crash interrupted. */
export async function resumeDeletions(kv: Kv): Promise<void> {
  for await (const { key, value } of kv.list<string>({ prefix: deletingPrefix })) {
    const id = key.at(-1) as string;
    if (value === "run") await finishRun(kv, id);
    else if (value === "log") await finishLog(kv, id);
    else await finishExperiment(kv, id);
  }
}
