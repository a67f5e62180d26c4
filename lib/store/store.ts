/**
 * The store: everything that the rest of the program reads and writes, on one opened KV. Knows no files, no processes and no HTTP.
 *
 * @module
 */
import { isKvFile } from "../host/paths.ts";
import type { Columns, Experiment, Run, RunStatus } from "../model.ts";
import { withLock } from "./commit.ts";
import { type EveryPoint, type EveryPointQuery, openEveryPoint } from "./every_point.ts";
import type { CheckOptions, StoreCheck } from "./check/check_store.ts";
import { deleteExperiment, deleteLog, deleteRun, resumeDeletions } from "./delete.ts";
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
import type { PointBatch } from "./flush.ts";
import { appendDraft, beginDraft, deleteGeneration, type Draft, type DraftEnd, switchDraft } from "./generation.ts";
import { type IngestStore, ingestStore } from "./ingest_store.ts";
import { cancelKey, ownerKey } from "./keys.ts";
import { encodeKv, type Kv, rawKv } from "./kv.ts";
import { createLookNote, readWishes, type Wishes } from "./looks.ts";
import { measureRun, type RunSize } from "./measure.ts";
import { type LineQuery, readLinePoints } from "./line_points.ts";
import { claimRequest } from "./requests.ts";
import {
  type LinesQuery,
  type LogPiece,
  readBytes,
  readLines,
  type ReadLogOptions,
  readPieces,
  type StoredLine,
} from "./log_lines.ts";
import { findTail } from "./log_tail.ts";
import { watchKvFile } from "./kv_file.ts";
import { guardKv, type KvGuard } from "./kv_guard.ts";
import { openKv, type OpenKvOptions } from "./open.ts";
import type { Owner } from "./owner_record.ts";
import { confirmOwner, getOwner, listOwners, type OwnedRun, renewOwner, replaceOwner } from "./owners.ts";
import { createRun, type RunInput } from "./new_run.ts";
import { createPointCache } from "./point_cache.ts";
import { type PointAnswer, type PointQuery, readPoints } from "./point_chunks.ts";
import { getRun, listLiveRuns, listRuns, requestCancel, type RunChange, updateRun } from "./runs.ts";
import { resumeRecord } from "./resume.ts";

/** Reads and writes experiments. */
export interface ExperimentStore {
  /** Throws Conflict when the name is taken, InvalidInput when it is not valid. */
  create(input: { name: string; description?: string }): Promise<Experiment>;
  /** The experiment with this name. Creates it when there is none. */
  getOrCreate(name: string): Promise<Experiment>;
  /** Throws NotFound. */
  get(id: string): Promise<Experiment>;
  getByName(name: string): Promise<Experiment | null>;
  /** Newest first. `limit` defaults to 100. */
  list(options?: { q?: string; limit?: number; cursor?: string }): Promise<Page<Experiment>>;
  update(id: string, change: ExperimentChange): Promise<Experiment>;
  /** Deletes the experiment and its runs. Throws Conflict while a run is live. */
  delete(id: string): Promise<void>;
}

/** Reads and writes runs. */
export interface RunStore {
  create(input: RunInput): Promise<Run>;
  /** Throws NotFound. */
  get(id: string): Promise<Run>;
  /** Throws NotFound, also when the run belongs to another experiment. */
  getOf(experimentId: string, id: string): Promise<Run>;
  /** Newest first. `limit` defaults to 100. */
  list(
    experimentId: string,
    options?: { status?: RunStatus; limit?: number; cursor?: string },
  ): Promise<Page<Run>>;
  /** The runs of all experiments that are not complete. */
  listLive(): Promise<Run[]>;
  /** Throws Conflict when a complete run would get another status. */
  update(id: string, change: RunChange): Promise<Run>;
  /** Throws Conflict while the run is live. */
  delete(id: string): Promise<void>;
  /** Deletes the log and keeps the points. Throws Conflict while the run is live. */
  deleteLog(id: string): Promise<void>;
  /** About how many bytes of the file a run takes. It reads all its points. */
  measure(id: string): Promise<RunSize>;
  /** Makes a complete run running again, for another execution. Throws Conflict for a run that can't be resumed. */
  resume(id: string, options: { command: readonly string[]; owner: Owner }): Promise<void>;
  /** Asks the process that captures the run to stop it. */
  requestCancel(id: string): Promise<void>;
  isCancelRequested(id: string): Promise<boolean>;
  /** What others wish of the process that captures the run. */
  readWishes(id: string): Promise<Wishes>;
  /** Marks that somebody looks at runs. Never fails. */
  noteLook(): Promise<void>;
  setOwner(id: string, owner: Owner): Promise<void>;
  getOwner(id: string): Promise<Owner | null>;
  /** The owners of all live runs. Reads nothing else of the runs. */
  listOwners(): Promise<OwnedRun[]>;
  /**
   * Gives a live run another owner, if its lease is still the expected one, and takes the right to flush from the old one. False when another
   * process was faster, or the run is complete.
   */
  replaceOwner(id: string, expected: Owner | null, next: Owner): Promise<boolean>;
  /** True when the owner is still the expected one. Throws while the store takes no writes, so that nobody can renew a lease. */
  confirmOwner(id: string, expected: Owner): Promise<boolean>;
  /** Renews the lease of a process when it is due. False when the run isn't that process's any more. */
  renewOwner(id: string, instance: string): Promise<boolean>;
}

/** Keeps requests that a client may send again. */
export interface RequestStore {
  /** The id of the run that the request of a key makes. Throws Conflict when the key belongs to another request. */
  claim(key: string, digest: string): Promise<{ runId: string; isNew: boolean }>;
}

/** Reads points. */
export interface PointStore {
  read(runId: string, options?: PointQuery): Promise<PointAnswer>;
  /** Every point in parts, for downloads: a run of any length takes little memory. */
  open(runId: string, options?: EveryPointQuery): Promise<EveryPoint>;
  /** The newest points of one line by metric; metrics without a point on it are missing. */
  readLine(runId: string, query: LineQuery): Promise<Map<string, Columns>>;
  /** Changes whenever the run's log or points change. */
  version(runId: string): Promise<{ generation: number; rev: number }>;
}

/** Reads logs. */
export interface LogStore {
  /** At most `limit` lines (default 1000): those after `afterLine` (default 0), or the last `tail`. */
  read(runId: string, options: LinesQuery): Promise<{ lines: StoredLine[]; lastLine: number }>;
  /** Offset at which the last lines begin; 0 when the log has no more lines. */
  findTail(runId: string, lines: number): Promise<number>;
  /** The bytes of the log, from an offset on. */
  bytes(runId: string, options?: ReadLogOptions): AsyncGenerator<Uint8Array>;
  /** The same, in the pieces in which it arrived, with their times. */
  pieces(runId: string, options?: ReadLogOptions): AsyncGenerator<LogPiece>;
}

/** Writes the points of a log that is read again. */
export interface GenerationStore {
  begin(runId: string): Promise<Draft>;
  append(runId: string, draft: Draft, points: Map<string, PointBatch>): Promise<void>;
  /** False when the log has grown beyond `offset`: read the rest and try again. */
  switch(runId: string, draft: Draft, options: { offset: number; end: DraftEnd; reopens?: boolean }): Promise<boolean>;
  /** Deletes a draft that is not switched to. */
  discard(runId: string, draft: Draft): Promise<void>;
}

/** An opened store. Close it with `using` or `close`. */
export interface Store extends Disposable {
  /** Where it is: a path, a URL, `":memory:"`; undefined for the platform's own KV. */
  readonly location: string | undefined;
  /** What is wrong with the store, in words: its newest call has failed or is late. Null while it works. */
  readonly trouble: string | null;
  experiments: ExperimentStore;
  runs: RunStore;
  points: PointStore;
  logs: LogStore;
  ingest: IngestStore;
  generation: GenerationStore;
  requests: RequestStore;
  /** Checks everything that is stored. Changes nothing. */
  check(options?: CheckOptions): Promise<StoreCheck>;
  /** Finishes deletions that a crash interrupted. */
  resumeDeletions(): Promise<void>;
  /** Throws when the KV file was removed or replaced after it was opened: what is written now would be lost. */
  checkFile(): Promise<void>;
  close(): void;
}

function experimentStore(kv: Kv): ExperimentStore {
  return {
    create: (input) => createExperiment(kv, input),
    getOrCreate: (name) => getOrCreateExperiment(kv, name),
    get: (id) => getExperiment(kv, id),
    getByName: (name) => getExperimentByName(kv, name),
    list: (options) => listExperiments(kv, options),
    update: (id, change) => updateExperiment(kv, id, change),
    delete: (id) => deleteExperiment(kv, id),
  };
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
    deleteLog: (id) => deleteLog(kv, id),
    measure: (id) => measureRun(kv, id),
    resume: (id, options) => resumeRecord(kv, id, options),
    requestCancel: (id) => requestCancel(kv, id),
    isCancelRequested: async (id) => (await withLock(() => kv.get(cancelKey(id)))).value !== null,
    readWishes: (id) => readWishes(kv, id),
    noteLook: createLookNote(kv),
    setOwner: async (id, owner) => void await withLock(() => kv.set(ownerKey(id), owner)),
    getOwner: (id) => getOwner(kv, id),
    listOwners: () => listOwners(kv),
    replaceOwner: (id, expected, next) => replaceOwner(kv, id, expected, next),
    confirmOwner: (id, expected) => confirmOwner(kv, id, expected),
    renewOwner: (id, instance) => renewOwner(kv, id, instance),
  };
}

function pointStore(kv: Kv): PointStore {
  const cache = createPointCache();
  return {
    read: (runId, options) => readPoints(kv, cache, runId, options),
    open: (runId, options) => openEveryPoint(kv, runId, options),
    readLine: (runId, query) => readLinePoints(kv, runId, query),
    version: async (runId) => {
      const { generation, rev } = await readFacts(kv, runId);
      return { generation, rev };
    },
  };
}

/**
 * Opens the store at a path, `":memory:"`, a KV Connect URL, or the platform's own KV when no location is given.
 *
 * @throws {InvalidInput} field `kv`; the message says what to do
 */
export async function openStore(location?: string, options: Omit<OpenKvOptions, "guard"> = {}): Promise<Store> {
  const guard = guardKv({ location });
  try {
    const kv = await openKv(location, { ...options, guard });
    const checkFile = location !== undefined && isKvFile(location) ? await watchKvFile(location) : undefined;
    return createStore(kv, { guard, location, checkFile });
  } catch (error) {
    guard[Symbol.dispose]();
    throw error;
  }
}

/** What is known of an opened KV. */
export interface CreateStoreOptions {
  location?: string | undefined;
  /** Closed with the store. */
  guard?: KvGuard;
  /** Throws when the file is gone. */
  checkFile?: (() => Promise<void>) | undefined;
}

/** Loads the check of a store when it is called: only doctor does. */
const loadCheck = async () => (await import("./check/check_store.ts")).checkStore;

/** Creates a store on an opened KV and closes that KV in the end. */
export function createStore(
  opened: Deno.Kv,
  { location, guard = guardKv(), checkFile = () => Promise.resolve() }: CreateStoreOptions = {},
): Store {
  const kv = encodeKv(opened, guard);
  const close = () => {
    kv.close();
    guard[Symbol.dispose]();
  };
  return {
    location,
    get trouble() {
      return guard.calls.trouble?.message ?? null;
    },
    experiments: experimentStore(kv),
    runs: runStore(kv),
    points: pointStore(kv),
    logs: {
      read: (runId, options) => readLines(kv, runId, options),
      findTail: (runId, lines) => withLock(() => findTail(kv, runId, lines)),
      bytes: (runId, options) => readBytes(kv, runId, options),
      pieces: (runId, options) => readPieces(kv, runId, options),
    },
    ingest: ingestStore(kv),
    requests: { claim: (key, digest) => claimRequest(kv, key, digest) },
    generation: {
      begin: (runId) => beginDraft(kv, runId, ""),
      append: (runId, draft, points) => appendDraft(kv, runId, draft, points),
      switch: (runId, draft, options) => switchDraft(kv, runId, draft, options),
      discard: (runId, draft) => deleteGeneration(kv, runId, draft.generation),
    },
    check: async (options) => await (await loadCheck())(rawKv(opened, guard), kv, options),
    resumeDeletions: () => resumeDeletions(kv),
    checkFile,
    close,
    [Symbol.dispose]: close,
  };
}
