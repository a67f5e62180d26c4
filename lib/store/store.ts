/**
 * The store: what the rest of the program asks of it, on one opened KV. Knows no files, no processes and no HTTP.
 *
 * @module
 */
import { Conflict } from "../errors.ts";
import type { Experiment, Run, RunStatus } from "../model.ts";
import { withLock } from "./commit.ts";
import { deleteExperiment, deleteRun, resumeDeletions } from "./delete.ts";
import {
  createExperiment,
  type ExperimentChange,
  getExperiment,
  getExperimentByName,
  getOrCreateExperiment,
  listExperiments,
  type Page,
  updateExperiment,
} from "./experiments.ts";
import { readFacts } from "./facts.ts";
import { flush, type FlushBatch, type FlushSession, loadSession, type PointBatch } from "./flush.ts";
import { appendDraft, beginDraft, deleteGeneration, type Draft, type DraftEnd, switchDraft } from "./generation.ts";
import { beginIngest, type IngestState, readIngest } from "./ingest_state.ts";
import { cancelKey, ownerKey } from "./keys.ts";
import { encodeKv, type Kv } from "./kv.ts";
import { type LogPiece, readBytes, readLines, readPieces, type StoredLine } from "./log_lines.ts";
import { openKv, watchFile } from "./open.ts";
import { createPointCache } from "./point_cache.ts";
import { type PointAnswer, type PointQuery, readPoints } from "./point_chunks.ts";
import {
  createRun,
  getRun,
  listLiveRuns,
  listRuns,
  type Owner,
  requestCancel,
  type RunChange,
  type RunInput,
  takeOwner,
  updateRun,
} from "./runs.ts";

/** Experiments of the store. */
export interface ExperimentStore {
  /** Throws Conflict on a taken name, InvalidInput on a bad one. */
  create(input: { name: string; description?: string }): Promise<Experiment>;
  /** The experiment of a name, made when there is none. */
  getOrCreate(name: string): Promise<Experiment>;
  /** Throws NotFound. */
  get(id: string): Promise<Experiment>;
  getByName(name: string): Promise<Experiment | null>;
  /** Newest first; `limit` defaults to 100. */
  list(options?: { q?: string; limit?: number; cursor?: string }): Promise<Page<Experiment>>;
  update(id: string, change: ExperimentChange): Promise<Experiment>;
  /** With its runs. Throws Conflict while one is live. */
  delete(id: string): Promise<void>;
}

/** Runs of the store. */
export interface RunStore {
  create(input: RunInput): Promise<Run>;
  /** Throws NotFound. */
  get(id: string): Promise<Run>;
  /** Throws NotFound, also for a run of another experiment. */
  getOf(experimentId: string, id: string): Promise<Run>;
  /** Newest first; `limit` defaults to 100. */
  list(
    experimentId: string,
    options?: { status?: RunStatus; limit?: number; cursor?: string },
  ): Promise<Page<Run>>;
  /** Runs of all experiments that are not complete. */
  listLive(): Promise<Run[]>;
  /** Throws Conflict where a complete run would get another status. */
  update(id: string, change: RunChange): Promise<Run>;
  /** Throws Conflict while the run is live. */
  delete(id: string): Promise<void>;
  /** Asks whoever captures the run to stop it, in whatever process. */
  requestCancel(id: string): Promise<void>;
  isCancelRequested(id: string): Promise<boolean>;
  setOwner(id: string, owner: Owner): Promise<void>;
  getOwner(id: string): Promise<Owner | null>;
  /** Replaces the expected owner; false when another was faster. */
  takeOwner(id: string, expected: Owner | null, next: Owner): Promise<boolean>;
}

/** Points of the store. */
export interface PointStore {
  read(runId: string, options?: PointQuery): Promise<PointAnswer>;
  /** Changes whenever log or points of the run do. */
  version(runId: string): Promise<{ generation: number; rev: number }>;
}

/** Logs of the store. */
export interface LogStore {
  /** Lines after `afterLine` (default 0), at most `limit` (default 1000); or the last `tail`. */
  read(
    runId: string,
    options: { afterLine?: number; limit?: number; tail?: number },
  ): Promise<{ lines: StoredLine[]; lastLine: number }>;
  /** The log byte for byte, from an offset on. */
  bytes(runId: string, options?: { from?: number }): AsyncGenerator<Uint8Array>;
  /** The same, cut where flushes began, with their times. */
  pieces(runId: string, options?: { from?: number }): AsyncGenerator<LogPiece>;
}

/** What capture writes. */
export interface IngestStore {
  /** Makes or takes over the state: from now on only this instance's flushes are taken. */
  begin(runId: string, instance: string): Promise<IngestState>;
  read(runId: string): Promise<IngestState | null>;
  /** One atomic commit. Throws Conflict when another instance captures the run now or a new reading was put in force. */
  flush(runId: string, instance: string, batch: FlushBatch): Promise<void>;
  /** Forgets what is remembered between flushes of a run. */
  end(runId: string): void;
}

/** Reading a log again: built beside, switched at once. */
export interface GenerationStore {
  begin(runId: string): Promise<Draft>;
  append(runId: string, draft: Draft, points: Map<string, PointBatch>): Promise<void>;
  /** False when the log grew beyond `offset` meanwhile: read on and try again. */
  switch(runId: string, draft: Draft, options: { offset: number; end: DraftEnd }): Promise<boolean>;
  /** Drops a draft that does not come in force. */
  discard(runId: string, draft: Draft): Promise<void>;
}

/** Everything that is kept. Close it with `using` or `close`. */
export interface Store extends Disposable {
  experiments: ExperimentStore;
  runs: RunStore;
  points: PointStore;
  logs: LogStore;
  ingest: IngestStore;
  generation: GenerationStore;
  /** Finishes deletions that a crash interrupted. */
  resumeDeletions(): Promise<void>;
  /** Throws when the KV file was removed or replaced since it was opened, so that what is written now is lost. */
  checkFile(): Promise<void>;
  close(): void;
}

function runStore(kv: Kv): RunStore {
  return {
    create: (input) => createRun(kv, input),
    get: (id) => getRun(kv, id),
    getOf: (experimentId, id) => getRun(kv, id, experimentId),
    list: (experimentId, options) => listRuns(kv, experimentId, options),
    listLive: () => listLiveRuns(kv),
    update: (id, change) => updateRun(kv, id, change),
    delete: (id) => deleteRun(kv, id),
    requestCancel: (id) => requestCancel(kv, id),
    isCancelRequested: async (id) => (await withLock(() => kv.get(cancelKey(id)))).value !== null,
    setOwner: async (id, owner) => void await withLock(() => kv.set(ownerKey(id), owner)),
    getOwner: async (id) => (await withLock(() => kv.get<Owner>(ownerKey(id)))).value,
    takeOwner: (id, expected, next) => takeOwner(kv, id, expected, next),
  };
}

function ingestStore(kv: Kv): IngestStore {
  const sessions = new Map<string, FlushSession>();
  return {
    begin(runId, instance) {
      sessions.delete(runId);
      return beginIngest(kv, runId, instance);
    },
    read: (runId) => readIngest(kv, runId),
    async flush(runId, instance, batch) {
      const session = sessions.get(runId) ?? await loadSession(kv, runId);
      sessions.delete(runId);
      if (session.record.instance !== instance) {
        throw new Conflict(`run ${runId} is captured by another process now`);
      }
      await flush(kv, runId, session, batch);
      sessions.set(runId, session);
    },
    end: (runId) => void sessions.delete(runId),
  };
}

/**
 * Opens the store at a path, `":memory:"`, a KV Connect URL, or the platform's own KV when no location is given.
 *
 * @throws {InvalidInput} field `kv` with what to do
 */
export async function openStore(location?: string): Promise<Store> {
  const kv = await openKv(location);
  return createStore(kv, await watchFile(location));
}

/** The store on an opened KV, which it closes. `checkFile` sees whether its file is still there. */
export function createStore(opened: Deno.Kv, checkFile: () => Promise<void> = () => Promise.resolve()): Store {
  const kv = encodeKv(opened);
  const cache = createPointCache();
  const close = () => kv.close();
  return {
    experiments: {
      create: (input) => createExperiment(kv, input),
      getOrCreate: (name) => getOrCreateExperiment(kv, name),
      get: (id) => getExperiment(kv, id),
      getByName: (name) => getExperimentByName(kv, name),
      list: (options) => listExperiments(kv, options),
      update: (id, change) => updateExperiment(kv, id, change),
      delete: (id) => deleteExperiment(kv, id),
    },
    runs: runStore(kv),
    points: {
      read: (runId, options) => readPoints(kv, cache, runId, options),
      version: async (runId) => {
        const { generation, rev } = await readFacts(kv, runId);
        return { generation, rev };
      },
    },
    logs: {
      read: (runId, options) => readLines(kv, runId, options),
      bytes: (runId, options) => readBytes(kv, runId, options?.from),
      pieces: (runId, options) => readPieces(kv, runId, options?.from),
    },
    ingest: ingestStore(kv),
    generation: {
      begin: (runId) => beginDraft(kv, runId, ""),
      append: (runId, draft, points) => appendDraft(kv, runId, draft, points),
      switch: (runId, draft, options) => switchDraft(kv, runId, draft, options),
      discard: (runId, draft) => deleteGeneration(kv, runId, draft.generation),
    },
    resumeDeletions: () => resumeDeletions(kv),
    checkFile,
    close,
    [Symbol.dispose]: close,
  };
}
