/**
 * The store: everything that the rest of the program reads and writes, on one opened KV. Knows no files, no processes and no HTTP.
 *
 * @module
 */
import { readMarks } from "./runs/run_marks.ts";
import { addStepNote, removeStepNote } from "./runs/step_notes.ts";
import { isKvFile } from "../host/paths.ts";
import { withLock } from "./flush/commit.ts";
import { openEveryPoint } from "./points/every_point.ts";
import type { CheckOptions, StoreCheck } from "./check/check_store.ts";
import { deleteExperiment, deleteLog, deleteRun, resumeDeletions } from "./runs/delete.ts";
import {
  createExperiment,
  getExperiment,
  getExperimentByName,
  getOrCreateExperiment,
  listExperiments,
  updateExperiment,
} from "./runs/experiments.ts";
import { readFacts, readSummaries } from "./runs/facts.ts";
import { appendDraft, beginDraft, deleteGeneration, switchDraft } from "./flush/generation.ts";
import { type IngestStore, ingestStore } from "./flush/ingest_store.ts";
import { cancelKey, ownerKey } from "./keys.ts";
import { encodeKv, type Kv, rawKv } from "./kv/kv.ts";
import { createLookNote, readWishes } from "./runs/looks.ts";
import { measureRun } from "./runs/measure.ts";
import { readNearest } from "./points/nearest_points.ts";
import { createSmoothReader } from "./points/smooth_points.ts";
import { readRangeNumbers } from "./points/range_numbers.ts";
import { readLinePoints } from "./points/line_points.ts";
import { claimRequest } from "./runs/requests.ts";
import { readBytes, readEveryLine, readLines, readPieces } from "./log/log_lines.ts";
import { findTail } from "./log/log_tail.ts";
import { watchKvFile } from "./kv/kv_file.ts";
import { guardKv, type KvGuard } from "./kv/kv_guard.ts";
import { openKv, type OpenKvOptions } from "./kv/open.ts";
import { confirmOwner, getOwner, listOwners, renewOwner, replaceOwner } from "./runs/owners.ts";
import { createRun } from "./runs/new_run.ts";
import { createPointCache } from "./points/point_cache.ts";
import { readPoints } from "./points/point_chunks.ts";
import { getRun, listLiveRuns, listRuns, readExperimentId, requestCancel, updateRun } from "./runs/runs.ts";
import type {
  ExperimentStore,
  GenerationStore,
  LogStore,
  MarkStore,
  PointStore,
  RequestStore,
  RunStore,
  VersionStore,
} from "./store_parts.ts";
import { resumeRecord } from "./runs/resume.ts";
import { createRowReader } from "./runs/run_rows.ts";
import { createThinReader } from "./points/thin_points.ts";
import { readAllVersions, watchVersions } from "./runs/version_watch.ts";
import { readListVersion, readVersions } from "./runs/versions.ts";
import { changeTags } from "./runs/tags.ts";
import {
  deleteAllHidden,
  deleteExpired,
  findHiddenExperiment,
  findHiddenRun,
  hideExperiment,
  hideRun,
  listHiddenExperiments,
  listHiddenRuns,
  restoreExperiment,
  restoreRun,
} from "./runs/tombstones.ts";

/** An opened store. Close it with `using` or `close`. */
export interface Store extends Disposable {
  /** Where it is: a path, a URL, `":memory:"`; undefined for the platform's own KV. */
  readonly location: string | undefined;
  /** What is wrong with the store, in words: its newest call has failed or is late. Null while it works. */
  readonly trouble: string | null;
  /** How many writes of this process it has taken. */
  readonly writeCount: number;
  experiments: ExperimentStore;
  runs: RunStore;
  points: PointStore;
  marks: MarkStore;
  logs: LogStore;
  ingest: IngestStore;
  generation: GenerationStore;
  requests: RequestStore;
  versions: VersionStore;
  /** Checks everything that is stored. Changes nothing. */
  check(options?: CheckOptions): Promise<StoreCheck>;
  /** Finishes deletions that a crash interrupted, and deletes for good what was hidden longer than a day ago, a few at a time. */
  resumeDeletions(now?: number): Promise<void>;
  /** Deletes for good all that is hidden. Returns how many runs and experiments that were. */
  deleteHidden(): Promise<number>;
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
    hide: (id) => hideExperiment(kv, id),
    findHidden: (id) => findHiddenExperiment(kv, id),
    listHidden: () => listHiddenExperiments(kv),
    restore: (id) => restoreExperiment(kv, id),
  };
}

function runStore(kv: Kv): RunStore {
  return {
    create: (input) => createRun(kv, input),
    get: (id) => getRun(kv, id),
    getOf: (experimentId, id) => getRun(kv, id, experimentId),
    list: (experimentId, options) => listRuns(kv, experimentId, options),
    listRows: createRowReader(kv),
    readExperimentId: (id) => readExperimentId(kv, id),
    readSummaries: async (id) => await readSummaries(kv, id, (await readFacts(kv, id)).generation),
    listLive: () => listLiveRuns(kv),
    update: (id, change) => updateRun(kv, id, change),
    changeTags: (id, change) => changeTags(kv, id, change),
    delete: (id) => deleteRun(kv, id),
    hide: (id) => hideRun(kv, id),
    findHidden: (experimentId, id) => findHiddenRun(kv, id, experimentId),
    listHidden: (experimentId) => listHiddenRuns(kv, experimentId),
    restore: (experimentId, id) => restoreRun(kv, id, experimentId),
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
  const caches = { points: createPointCache(), stretches: new Map() };
  return {
    read: (runId, options) => readPoints(kv, caches, runId, options),
    readThin: createThinReader(kv, caches),
    readSmooth: createSmoothReader(kv, caches),
    readNearest: (runId, query) => readNearest(kv, caches, runId, query),
    measure: (runId, query) => readRangeNumbers(kv, caches, runId, query),
    open: (runId, options) => openEveryPoint(kv, runId, options),
    readLine: (runId, query) => readLinePoints(kv, runId, query),
    version: async (runId) => {
      const { generation, rev } = await readFacts(kv, runId);
      return { generation, rev };
    },
  };
}

function logStore(kv: Kv): LogStore {
  return {
    read: (runId, options) => readLines(kv, runId, options),
    lines: (runId, options) => readEveryLine(kv, runId, options),
    findTail: (runId, lines) => withLock(() => findTail(kv, runId, lines)),
    bytes: (runId, options) => readBytes(kv, runId, options),
    pieces: (runId, options) => readPieces(kv, runId, options),
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
    if (checkFile) guard.calls.watchFile(checkFile);
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

function versionStore(kv: Kv): VersionStore {
  return {
    read: (ids) => readVersions(kv, ids),
    readList: () => readListVersion(kv),
    readAll: () => readAllVersions(kv),
    watch: (ids, listener) => Promise.resolve(watchVersions(kv, ids, listener)),
  };
}

function markStore(kv: Kv): MarkStore {
  return {
    read: (runId) => readMarks(kv, runId),
    addNote: (runId, note) => addStepNote(kv, runId, note),
    removeNote: (runId, noteId) => removeStepNote(kv, runId, noteId),
  };
}

function generationStore(kv: Kv): GenerationStore {
  return {
    begin: (runId) => beginDraft(kv, runId, ""),
    append: (runId, draft, part) => appendDraft(kv, runId, draft, part),
    switch: (runId, draft, options) => switchDraft(kv, runId, draft, options),
    discard: (runId, draft) => deleteGeneration(kv, runId, draft.generation),
  };
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
    get writeCount() {
      return guard.calls.writeCount;
    },
    experiments: experimentStore(kv),
    runs: runStore(kv),
    points: pointStore(kv),
    marks: markStore(kv),
    logs: logStore(kv),
    ingest: ingestStore(kv),
    requests: { claim: (key, digest) => claimRequest(kv, key, digest) },
    versions: versionStore(kv),
    generation: generationStore(kv),
    check: async (options) => await (await loadCheck())(rawKv(opened, guard), kv, options),
    resumeDeletions: async (now) => {
      await resumeDeletions(kv);
      await deleteExpired(kv, now);
    },
    deleteHidden: () => deleteAllHidden(kv),
    checkFile,
    close,
    [Symbol.dispose]: close,
  };
}
