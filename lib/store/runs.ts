/**
 * Runs: their record, pointers, owner and the wish to cancel. What capture knows is joined in from `facts.ts`.
 *
 * @module
 */
import { v7 as uuid } from "uuid";
import { Conflict, NotFound } from "../errors.ts";
import { isComplete, type Run, type RunStatus } from "../model.ts";
import { commitChecked, withLock } from "./commit.ts";
import {
  checkName,
  checkNotes,
  checkSize,
  type ExperimentRecord,
  getExperiment,
  listFrom,
  type Page,
  takePage,
} from "./experiments.ts";
import { emptyFacts, type Facts, lastLineOf, readSummaries } from "./facts.ts";
import {
  cancelKey,
  experimentKey,
  experimentRunKey,
  experimentRunsPrefix,
  factsKey,
  liveRunKey,
  liveRunsPrefix,
  ownerKey,
  runKey,
} from "./keys.ts";
import type { Kv } from "./kv.ts";

/** A run as stored: without what capture knows. */
export type RunRecord =
  & Omit<Run, "metrics" | "warnings" | "settings" | "progress" | "lastLine" | "logBytes" | "lastOutputAt">
  & { deleting?: boolean };

/** What a new run is made of. */
export interface RunInput {
  experimentId: string;
  name?: string;
  command: string[];
  cwd: string;
  host: string;
  status?: RunStatus;
}

/** What may be changed in a run. */
export interface RunChange {
  name?: string;
  notes?: string;
  tags?: string[];
  status?: RunStatus;
  reason?: string;
  startedAt?: number;
  endedAt?: number;
  exitCode?: number | null;
}

/** The process that captures a run, so that others know whether it lives. */
export interface Owner {
  /** UUID of the capturing process; its flushes are the only ones taken. */
  instance: string;
  host: string;
  pid: number;
  /** Start mark of that process, against a reused pid. */
  pidMark: string | null;
  childPid: number | null;
  childMark: string | null;
  /** Path of the spool file on `host`; null for a stream. */
  spool: string | null;
  /** Last sign of life, milliseconds since the epoch. */
  at: number;
}

const SCRIPT = /\.(?:py|ipynb|ts|js|mjs|sh|jl|R|rb|lua)$/;
const NAME_WORDS_CHARS = 60;

/** Its script and what follows, without paths; where there is no script, all of the command. Ends of ids tell namesakes apart. */
function nameFor(command: string[], id: string): string {
  const words = command.map((word) => /\s/.test(word) ? word : word.split("/").at(-1)!);
  const script = words.findIndex((word, at) => SCRIPT.test(word) || words[at - 1] === "-m");
  const plain = [...words.slice(Math.max(script, 0)).join(" ").replace(/[\p{C}\s]+/gu, " ").trim()];
  const short = plain.length > NAME_WORDS_CHARS ? plain.slice(0, NAME_WORDS_CHARS - 1).join("") + "…" : plain.join("");
  return `${short || "log"} ${id.slice(-4)}`;
}

/** Creates a run. Throws NotFound for an unknown experiment. Writes the experiment anew, so that its deletion can't miss the run. */
export async function createRun(kv: Kv, input: RunInput): Promise<Run> {
  const experiment = await getExperiment(kv, input.experimentId);
  const id = uuid(), now = Date.now();
  const status = input.status ?? "queued";
  const record: RunRecord = {
    id,
    experimentId: input.experimentId,
    name: input.name === undefined ? nameFor(input.command, id) : checkName(input.name),
    status,
    reason: "",
    command: input.command,
    cwd: input.cwd,
    createdAt: now,
    startedAt: status === "running" ? now : null,
    endedAt: null,
    exitCode: null,
    updatedAt: now,
    host: input.host,
    notes: "",
    tags: [],
  };
  checkSize(record.command, "command");
  await commitChecked(`experiment ${experiment.id}`, async () => {
    const entry = await kv.get<ExperimentRecord>(experimentKey(experiment.id));
    if (!entry.value || entry.value.deleting) {
      throw new NotFound(`there is no experiment ${experiment.id}`);
    }
    const operation = kv.atomic()
      .check(entry)
      .set(experimentKey(experiment.id), entry.value)
      .check({ key: runKey(id), versionstamp: null })
      .set(runKey(id), record)
      .set(experimentRunKey(experiment.id, id), true);
    if (!isComplete(status)) operation.set(liveRunKey(id), true);
    return { operation, result: null };
  });
  return await joinFacts(kv, record, null);
}

async function joinFacts(kv: Kv, record: RunRecord, known: Facts | null): Promise<Run> {
  const facts = known ?? emptyFacts();
  const metrics = known ? await readSummaries(kv, record.id, facts.generation) : [];
  const { deleting: _, ...fields } = record;
  return {
    ...fields,
    updatedAt: Math.max(record.updatedAt, facts.updatedAt),
    lastOutputAt: facts.lastOutputAt ?? (facts.logBytes > 0 ? facts.updatedAt : null),
    metrics,
    warnings: facts.warnings,
    settings: facts.settings,
    progress: facts.progress,
    lastLine: lastLineOf(facts),
    logBytes: facts.logBytes,
  };
}

async function findRun(kv: Kv, id: string): Promise<Run | null> {
  const [record, facts] = await withLock(() => kv.getMany<[RunRecord, Facts]>([runKey(id), factsKey(id)]));
  return record.value && !record.value.deleting ? await joinFacts(kv, record.value, facts.value) : null;
}

/** The run of an id; with `experimentId` only if it is that experiment's. Throws NotFound. */
export async function getRun(kv: Kv, id: string, experimentId?: string): Promise<Run> {
  const run = await findRun(kv, id);
  if (!run) throw new NotFound(`there is no run ${id}`);
  if (experimentId !== undefined && run.experimentId !== experimentId) {
    throw new NotFound(`experiment ${experimentId} has no run ${id}`);
  }
  return run;
}

/** Runs of an experiment, newest first. */
export async function listRuns(
  kv: Kv,
  experimentId: string,
  { status, limit = 100, cursor }: { status?: RunStatus; limit?: number; cursor?: string } = {},
): Promise<Page<Run>> {
  const prefix = experimentRunsPrefix(experimentId);
  const pointers = listFrom<true>(kv, prefix, cursor);
  return await takePage(pointers, limit, async ({ key }) => {
    const run = await findRun(kv, key.at(-1) as string);
    return run && (!status || run.status === status) ? run : null;
  });
}

/** Runs of all experiments that are not complete. */
export async function listLiveRuns(kv: Kv): Promise<Run[]> {
  const runs: Run[] = [];
  for await (const { key } of kv.list({ prefix: liveRunsPrefix })) {
    const run = await findRun(kv, key.at(-1) as string);
    if (run) runs.push(run);
  }
  return runs;
}

/** Changes a run. A complete run never becomes live again: Conflict. */
export async function updateRun(kv: Kv, id: string, change: RunChange): Promise<Run> {
  if (change.name !== undefined) change = { ...change, name: checkName(change.name) };
  if (change.notes !== undefined) checkNotes(change.notes, "notes");
  if (change.tags !== undefined) checkSize(change.tags, "tags");
  await commitChecked(`run ${id}`, async () => {
    const entry = await kv.get<RunRecord>(runKey(id));
    const old = entry.value;
    if (!old || old.deleting) throw new NotFound(`there is no run ${id}`);
    const result: RunRecord = { ...old, ...change, updatedAt: Date.now() };
    if (isComplete(old.status) && change.status !== undefined && change.status !== old.status) {
      throw new Conflict(`run ${id} is ${old.status} already`);
    }
    const operation = kv.atomic().check(entry).set(runKey(id), result);
    if (isComplete(result.status)) {
      operation.delete(liveRunKey(id)).delete(cancelKey(id)).delete(ownerKey(id));
    }
    return { operation, result };
  });
  return await getRun(kv, id);
}

/** Asks whoever captures the run to stop it. Throws Conflict for a complete run. */
export async function requestCancel(kv: Kv, id: string): Promise<void> {
  await commitChecked(`run ${id}`, async () => {
    const entry = await kv.get<RunRecord>(runKey(id));
    const run = entry.value;
    if (!run || run.deleting) throw new NotFound(`there is no run ${id}`);
    if (isComplete(run.status)) throw new Conflict(`run ${id} is ${run.status} already`);
    return { operation: kv.atomic().check(entry).set(cancelKey(id), Date.now()), result: null };
  });
}

/** Compares the stored owner with the expected one and replaces it; false when another was faster. */
export async function takeOwner(
  kv: Kv,
  id: string,
  expected: Owner | null,
  next: Owner,
): Promise<boolean> {
  const entry = await withLock(() => kv.get<Owner>(ownerKey(id)));
  if ((entry.value?.instance ?? null) !== (expected?.instance ?? null)) return false;
  return (await withLock(() => kv.atomic().check(entry).set(ownerKey(id), next).commit())).ok;
}
