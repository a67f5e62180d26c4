/**
 * Runs: their record, pointers, owner and requests to cancel. Adds what capture knows from `facts.ts`.
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
  checkTags,
  type ExperimentRecord,
  getExperiment,
  listFrom,
  type Page,
  readPage,
} from "./experiments.ts";
import { RUNS_PAGE_METRICS } from "../limits.ts";
import { emptyFacts, type Facts, lastLineOf, readSummaries, warningsOf } from "./facts.ts";
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
import { blankCommand, blankLine, blankRecord } from "../text/secrets.ts";
import type { Kv } from "./kv.ts";

/** A run as stored, without what capture knows about it. */
export type RunRecord =
  & Omit<
    Run,
    "metrics" | "warnings" | "unread" | "settings" | "progress" | "lastLine" | "logBytes" | "lastOutputAt" | "owner"
  >
  & { deleting?: boolean };

/** Fields of a new run. */
export interface RunInput {
  experimentId: string;
  name?: string;
  command: string[];
  cwd: string;
  host: string;
  status?: RunStatus;
}

/** Fields of a run that can be changed. */
export interface RunChange {
  name?: string;
  notes?: string;
  tags?: string[];
  status?: RunStatus;
  reason?: string;
  reasonLine?: number | null;
  startedAt?: number;
  endedAt?: number;
  exitCode?: number | null;
}

const SCRIPT = /\.(?:py|ipynb|ts|js|mjs|sh|jl|R|rb|lua)$/;
const NAME_WORDS_CHARS = 60;

/** Names a run after its script and arguments, or after the whole command. The end of the id tells runs with equal commands apart. */
function nameRun(command: string[], id: string): string {
  const words = command.map((word) => /\s/.test(word) ? word : word.split("/").at(-1)!);
  const script = words.findIndex((word, at) => SCRIPT.test(word) || words[at - 1] === "-m");
  const plain = [...words.slice(Math.max(script, 0)).join(" ").replace(/[\p{C}\s]+/gu, " ").trim()];
  const short = plain.length > NAME_WORDS_CHARS ? plain.slice(0, NAME_WORDS_CHARS - 1).join("") + "…" : plain.join("");
  return `${short || "log"} ${id.slice(-4)}`;
}

/** Creates a run. Its command is stored without the secrets in it. Throws NotFound for an unknown experiment. */
export async function createRun(kv: Kv, input: RunInput): Promise<Run> {
  const experiment = await getExperiment(kv, input.experimentId);
  const id = uuid(), now = Date.now();
  const status = input.status ?? "queued", command = blankCommand(input.command);
  const record: RunRecord = {
    id,
    experimentId: input.experimentId,
    name: input.name === undefined ? nameRun(command, id) : checkName(input.name),
    status,
    reason: "",
    command,
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
    // Writing the experiment again makes a deletion at the same time fail its check, so it can't miss this run.
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

/** A run as it is shown. An earlier version may have stored it with secrets, so they are blanked here too. */
async function joinFacts(kv: Kv, record: RunRecord, known: Facts | null): Promise<Run> {
  const facts = known ?? emptyFacts();
  const metrics = known ? await readSummaries(kv, record.id, facts.generation) : [];
  const { deleting: _, ...fields } = record;
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
  };
}

/** What a run says whose log was deleted; empty for the others. */
export function describeDeletedLog({ logDeletedAt }: Pick<Run, "logDeletedAt">): string[] {
  if (logDeletedAt === undefined) return [];
  const day = new Date(logDeletedAt).toISOString().slice(0, 10);
  return [`the log was deleted on ${day} to save space; the points stay and can't be read again`];
}

async function findRun(kv: Kv, id: string): Promise<Run | null> {
  const [record, facts] = await withLock(() => kv.getMany<[RunRecord, Facts]>([runKey(id), factsKey(id)]));
  return record.value && !record.value.deleting ? await joinFacts(kv, record.value, facts.value) : null;
}

/** The run with this id. Throws NotFound, also when `experimentId` is given and the run belongs to another experiment. */
export async function getRun(kv: Kv, id: string, experimentId?: string): Promise<Run> {
  const run = await findRun(kv, id);
  if (!run) throw new NotFound(`there is no run ${id}`);
  if (experimentId !== undefined && run.experimentId !== experimentId) {
    throw new NotFound(`experiment ${experimentId} has no run ${id}`);
  }
  return run;
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
    const run = await findRun(kv, key.at(-1) as string);
    if (!run || status && run.status !== status) return null;
    summaries += run.metrics.length;
    return run;
  });
}

/** Lists the runs of all experiments that are not complete. */
export async function listLiveRuns(kv: Kv): Promise<Run[]> {
  const runs: Run[] = [];
  for await (const { key } of kv.list({ prefix: liveRunsPrefix })) {
    const run = await findRun(kv, key.at(-1) as string);
    if (run) runs.push(run);
  }
  return runs;
}

/** Changes a run. Throws Conflict when a complete run would get another status. */
export async function updateRun(kv: Kv, id: string, change: RunChange): Promise<Run> {
  if (change.name !== undefined) change = { ...change, name: checkName(change.name) };
  if (change.reason !== undefined) change = { ...change, reason: blankLine(change.reason) };
  if (change.notes !== undefined) checkNotes(change.notes, "notes");
  if (change.tags !== undefined) checkTags(change.tags);
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
