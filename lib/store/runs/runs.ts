/**
 * Runs: their record, pointers, owner and requests to cancel. Adds what capture knows from `facts.ts`.
 *
 * @module
 */
import { Conflict, Damaged, NotFound } from "../../errors.ts";
import { isComplete, type MetricSummary, type Run, type RunStatus, type StepNote } from "../../model.ts";
import { isFactsRecord, isRunRecord } from "../check/shapes.ts";
import { commitChecked, withLock } from "../flush/commit.ts";
import { leaveOut, misshapen } from "../kv/damage.ts";
import {
  checkName,
  checkNotes,
  checkTags,
  type ExperimentRecord,
  listFrom,
  type Page,
  readPage,
} from "./experiments.ts";
import { RUNS_PAGE_METRICS } from "../../limits.ts";
import { emptyFacts, type Facts, lastLineOf, readSummaries, warningsOf } from "./facts.ts";
import {
  cancelKey,
  experimentKey,
  experimentRunsPrefix,
  factsKey,
  liveRunKey,
  liveRunsPrefix,
  ownerKey,
  runKey,
} from "../keys.ts";
import { blankCommand, blankLine, blankRecord } from "../../text/secrets.ts";
import { type RunRecord, setRun } from "./run_record.ts";
import type { Kv } from "../kv/kv.ts";

/** Fields of a run that can be changed. */
export interface RunChange {
  name?: string;
  notes?: string;
  tags?: string[];
  stepNotes?: StepNote[];
  status?: RunStatus;
  reason?: string;
  reasonLine?: number | null;
  startedAt?: number;
  endedAt?: number;
  exitCode?: number | null;
}

/** A run as it is shown. An earlier version may have stored it with secrets, so they are blanked here too. */
export function joinFacts(record: RunRecord, known: Facts | null, metrics: MetricSummary[]): Run {
  const facts = known ?? emptyFacts();
  const { deleting: _deleting, deletedAt: _deletedAt, ...fields } = record;
  return {
    ...fields,
    command: blankCommand(fields.command),
    reason: blankLine(fields.reason),
    updatedAt: Math.max(record.updatedAt, facts.updatedAt),
    lastOutputAt: facts.lastOutputAt ?? (facts.logBytes > 0 ? facts.updatedAt : null),
    metrics,
    warnings: [...describeDeletedLog(fields), ...warningsOf(facts)],
    unread: [...facts.unread ?? []],
    settings: blankRecord(facts.settings),
    progress: facts.progress,
    lastLine: lastLineOf(facts),
    logBytes: facts.logBytes,
    markCount: facts.marks ?? 0,
  };
}

/** What a run says whose log was deleted; empty for the others. */
export function describeDeletedLog({ logDeletedAt }: Pick<Run, "logDeletedAt">): string[] {
  if (logDeletedAt === undefined) return [];
  const day = new Date(logDeletedAt).toISOString().slice(0, 10);
  return [`the log was deleted on ${day} to save space; the points stay and can't be read again`];
}

/** True when a deletion hides the experiment of a run. One that is damaged hides nothing. */
async function isExperimentHidden(kv: Kv, id: string): Promise<boolean> {
  try {
    return (await withLock(() => kv.get<ExperimentRecord>(experimentKey(id)))).value?.deleting === true;
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
    return false;
  }
}

async function findRun(kv: Kv, id: string): Promise<Run | null> {
  const [record, facts] = await withLock(() => kv.getMany<[RunRecord, Facts]>([runKey(id), factsKey(id)]));
  if (!record.value || record.value.deleting) return null;
  if (!isRunRecord(record.value)) throw misshapen(runKey(id));
  if (facts.value && !isFactsRecord(facts.value)) throw misshapen(factsKey(id));
  const metrics = facts.value ? await readSummaries(kv, id, facts.value.generation) : [];
  return joinFacts(record.value, facts.value, metrics);
}

/** The run with this id. Throws NotFound, also when `experimentId` is given and the run belongs to another experiment. */
export async function getRun(kv: Kv, id: string, experimentId?: string): Promise<Run> {
  const asked = experimentId === undefined ? null : isExperimentHidden(kv, experimentId);
  const [run, isHidden] = await Promise.all([findRun(kv, id), asked]);
  if (!run || (isHidden ?? await isExperimentHidden(kv, run.experimentId))) throw new NotFound(`there is no run ${id}`);
  if (experimentId !== undefined && run.experimentId !== experimentId) {
    throw new NotFound(`experiment ${experimentId} has no run ${id}`);
  }
  return run;
}

/** The experiment of a run; null when there is no such run. */
export async function readExperimentId(kv: Kv, id: string): Promise<string | null> {
  const { value } = await withLock(() => kv.get<RunRecord>(runKey(id)));
  if (!value || value.deleting || await isExperimentHidden(kv, value.experimentId)) return null;
  return value.experimentId;
}

/** Lists the runs of an experiment, newest first. */
export async function listRuns(
  kv: Kv,
  experimentId: string,
  { status, limit = 100, cursor }: { status?: RunStatus; limit?: number; cursor?: string } = {},
): Promise<Page<Run>> {
  const prefix = experimentRunsPrefix(experimentId);
  const pointers = listFrom<true>(kv, prefix, cursor);
  let summaries = 0;
  return await readPage(pointers, (count) => count >= limit || summaries >= RUNS_PAGE_METRICS, async ({ key }) => {
    const run = await findRun(kv, key.at(-1) as string).catch(leaveOut);
    if (!run || status && run.status !== status) return null;
    summaries += run.metrics.length;
    return run;
  });
}

/** Lists the runs of all experiments that are not complete. */
export async function listLiveRuns(kv: Kv): Promise<Run[]> {
  const runs: Run[] = [];
  for await (const { key } of kv.list({ prefix: liveRunsPrefix })) {
    const run = await findRun(kv, key.at(-1) as string).catch(leaveOut);
    if (run) runs.push(run);
  }
  return runs;
}

/** The change as it is stored. Throws InvalidInput. */
function checkChange(change: RunChange): RunChange {
  if (change.notes !== undefined) checkNotes(change.notes, "notes");
  if (change.tags !== undefined) checkTags(change.tags);
  return {
    ...change,
    ...(change.name === undefined ? {} : { name: checkName(change.name) }),
    ...(change.reason === undefined ? {} : { reason: blankLine(change.reason) }),
  };
}

/**
 * Changes a run. A change that depends on the run is a function of it.
 *
 * @throws {Conflict} when a complete run would get another status
 */
export async function updateRun(
  kv: Kv,
  id: string,
  wanted: RunChange | ((run: RunRecord) => RunChange),
): Promise<Run> {
  await commitChecked(`run ${id}`, async () => {
    const entry = await kv.get<RunRecord>(runKey(id));
    const old = entry.value;
    if (!old || old.deleting) throw new NotFound(`there is no run ${id}`);
    const change = checkChange(typeof wanted === "function" ? wanted(old) : wanted);
    const result: RunRecord = { ...old, ...change, updatedAt: Date.now() };
    if (isComplete(old.status) && change.status !== undefined && change.status !== old.status) {
      throw new Conflict(`run ${id} is ${old.status} already`);
    }
    const operation = setRun(kv.atomic().check(entry), result);
    if (isComplete(result.status)) {
      operation.delete(liveRunKey(id)).delete(cancelKey(id)).delete(ownerKey(id));
    }
    return { operation, result };
  });
  return await getRun(kv, id);
}

/** Asks the process that captures the run to stop it. Throws Conflict for a complete run. */
export async function requestCancel(kv: Kv, id: string): Promise<void> {
  await commitChecked(`run ${id}`, async () => {
    const entry = await kv.get<RunRecord>(runKey(id));
    const run = entry.value;
    if (!run || run.deleting) throw new NotFound(`there is no run ${id}`);
    if (isComplete(run.status)) throw new Conflict(`run ${id} is ${run.status} already`);
    return { operation: kv.atomic().check(entry).set(cancelKey(id), Date.now()), result: null };
  });
}
