/**
 * Finds what is left of runs whose record is gone or damaged. Where log is left, the record is made again: no byte of a log is deleted.
 * Where none is, the rest of a deletion is removed.
 *
 * @module
 */
import type { Kv } from "../kv/kv.ts";
import { Conflict } from "../../errors.ts";
import { UNKNOWN_HOST } from "../../host/paths.ts";
import { withLock } from "../flush/commit.ts";
import { encodeValue } from "../kv/encoding.ts";
import {
  experimentKey,
  experimentNameKey,
  experimentRunKey,
  logPrefix,
  RUN_FOLDERS,
  runKey,
  runPointersPrefix,
} from "../keys.ts";
import type { RunRecord } from "../runs/run_record.ts";
import { listParts } from "../kv/walk.ts";
import type { Finding } from "./finding.ts";
import { readRunRecords, type RunRecords } from "./run_records.ts";
import { decodeText } from "./record_shapes.ts";
import { sweep } from "../runs/sweep.ts";

/** The experiment of runs of which nobody knows the experiment. */
const RECOVERED = "recovered";

/** When a UUID of version 7 was made, in milliseconds since the epoch. */
const timeOf = (id: string): number => parseInt(id.replace("-", "").slice(0, 12), 16) || 0;

async function isEmpty(kv: Kv, prefix: Deno.KvKey): Promise<boolean> {
  return (await withLock(() => Array.fromAsync(kv.list({ prefix }, { limit: 1 })))).length === 0;
}

/** The experiment that still lists a run. Without one, the id of the experiment for recovered runs, which may have to be made. */
async function findExperimentOf(kv: Kv, id: string): Promise<string | null> {
  for await (const experimentId of listParts(kv, runPointersPrefix as string[])) {
    if ((await withLock(() => kv.get(experimentRunKey(experimentId, id)))).versionstamp !== null) return experimentId;
  }
  return decodeText(await withLock(() => kv.get<unknown>(experimentNameKey(RECOVERED)))).value;
}

function makeRun({ id, facts }: RunRecords, experimentId: string): RunRecord {
  const createdAt = timeOf(id), now = Date.now();
  return {
    id,
    experimentId,
    name: `recovered ${id.slice(-4)}`,
    status: "failed",
    reason: "its record was damaged and stdcurve doctor has made it again",
    command: [],
    cwd: "",
    createdAt,
    startedAt: createdAt,
    endedAt: facts.value?.updatedAt || createdAt,
    exitCode: null,
    updatedAt: now,
    host: UNKNOWN_HOST,
    notes: "",
    tags: [],
  };
}

/** Makes the record of a run again, and an experiment for it where none lists it. */
async function remakeRun(kv: Kv, records: RunRecords): Promise<void> {
  const { id, run } = records, known = await findExperimentOf(kv, id), experimentId = known ?? crypto.randomUUID();
  const operation = kv.atomic().check({ key: runKey(id), versionstamp: run.versionstamp })
    .set(runKey(id), encodeValue(makeRun(records, experimentId)))
    .set(experimentRunKey(experimentId, id), encodeValue(true));
  if (known === null) {
    const now = Date.now();
    const made = { id: experimentId, name: RECOVERED, description: "", createdAt: now, updatedAt: now, patterns: [] };
    operation.check({ key: experimentNameKey(RECOVERED), versionstamp: null })
      .set(experimentKey(experimentId), encodeValue(made))
      .set(experimentNameKey(RECOVERED), encodeValue(experimentId));
  }
  if (!(await withLock(() => operation.commit())).ok) throw new Conflict(`another process writes to run ${id}`);
}

async function removeRest(kv: Kv, id: string): Promise<void> {
  for (const folder of RUN_FOLDERS) {
    await sweep(kv, { prefix: [folder, id] });
    await withLock(() => kv.atomic().delete([folder, id]).commit());
  }
}

async function checkLostRun(kv: Kv, id: string): Promise<Finding[]> {
  const records = await readRunRecords(kv, id), { run, isBeingDeleted } = records;
  const canBeRestored = run.value?.deletedAt !== undefined;
  if (isBeingDeleted || canBeRestored || run.value && !run.value.deleting) return [];
  const state = run.isDamaged
    ? "its record can't be decoded"
    : run.value
    ? "its deletion is half done"
    : "its record is gone";
  if (run.value || await isEmpty(kv, logPrefix(id)) && !run.isDamaged) {
    const what = `run ${id}: ${state}, and other records of it are left`;
    return [{ runId: id, what, todo: "stdcurve doctor --repair removes them", mend: () => removeRest(kv, id) }];
  }
  const todo = "stdcurve doctor --repair makes it again as a failed run without command and notes";
  return [{ runId: id, what: `run ${id}: ${state}`, todo, mend: () => remakeRun(kv, records) }];
}

/** Ids of all runs of which something is stored. */
export async function listRunIds(kv: Kv): Promise<string[]> {
  const ids = new Set<string>();
  for (const folder of RUN_FOLDERS) for await (const id of listParts(kv, [folder])) ids.add(id);
  return [...ids].sort();
}

/** Looks for the rest of a run without a whole record. Twice, because a deletion or a creation may be under way. */
export async function checkLost(kv: Kv, id: string): Promise<Finding[]> {
  const findings = await checkLostRun(kv, id);
  return findings.length === 0 ? [] : await checkLostRun(kv, id);
}
