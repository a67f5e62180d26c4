/**
 * What each part of a store can do. Types only: `store.ts` makes the parts.
 *
 * @module
 */
import type { Columns, Experiment, MetricSummary, Run, RunMark, RunStatus, StepNote } from "../model.ts";
import type { EveryPoint, EveryPointQuery } from "./points/every_point.ts";
import type { ExperimentChange, Page } from "./runs/experiments.ts";
import type { Draft, DraftEnd, DraftPart } from "./flush/generation.ts";
import type { RangeNumbers } from "./points/range_numbers.ts";
import type { NearestQuery } from "./points/nearest_points.ts";
import type { SmoothReader } from "./points/smooth_points.ts";
import type { SeriesQuery } from "./points/visible_series.ts";
import type { LineQuery } from "./points/line_points.ts";
import type { LinesQuery, LogPiece, ReadLogOptions, StoredLine } from "./log/log_lines.ts";
import type { Wishes } from "./runs/looks.ts";
import type { RunSize } from "./runs/measure.ts";
import type { RunInput } from "./runs/new_run.ts";
import type { Owner } from "./runs/owner_record.ts";
import type { OwnedRun } from "./runs/owners.ts";
import type { PointAnswer, PointQuery } from "./points/point_chunks.ts";
import type { ThinReader } from "./points/thin_points.ts";
import type { ResumeInput } from "./runs/resume.ts";
import type { RowList } from "./runs/run_rows.ts";
import type { RunChange } from "./runs/runs.ts";
import type { TagChange } from "./runs/tags.ts";
import type { Hidden, HiddenItem } from "./runs/tombstones.ts";
import type { Version } from "./runs/versions.ts";
import type { VersionListener } from "./runs/version_watch.ts";

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
  /** Deletes the experiment and its runs at once. Throws Conflict while a run is live. */
  delete(id: string): Promise<void>;
  /** Deletes them so that they can be restored for a day. Throws Conflict while a run is live. */
  hide(id: string): Promise<void>;
  /** The hidden experiment of this id; null when none is hidden. */
  findHidden(id: string): Promise<Hidden | null>;
  /** The hidden experiments, at most a thousand, those that were hidden last first. */
  listHidden(): Promise<HiddenItem[]>;
  /** Restores what was hidden. Throws NotFound when it is gone for good, Conflict when its name is taken. */
  restore(id: string): Promise<void>;
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
  /** What lists show of the runs of an experiment, newest first. They are read again only when something has changed. */
  listRows(experimentId: string): Promise<RowList>;
  /** The experiment of a run; null when there is no such run. */
  readExperimentId(id: string): Promise<string | null>;
  /** The summaries of a run's metrics; none for a run that is not there. */
  readSummaries(id: string): Promise<MetricSummary[]>;
  /** The runs of all experiments that are not complete. */
  listLive(): Promise<Run[]>;
  /** Throws Conflict when a complete run would get another status. */
  update(id: string, change: RunChange): Promise<Run>;
  /** Adds tags that the run doesn't have yet, and removes others. Throws InvalidInput for too many. */
  changeTags(id: string, change: TagChange): Promise<Run>;
  /** Deletes the run at once. Throws Conflict while it is live. */
  delete(id: string): Promise<void>;
  /** Deletes the run so that it can be restored for a day. Throws Conflict while it is live. */
  hide(id: string): Promise<void>;
  /** The hidden run of this id; null when none is hidden. */
  findHidden(experimentId: string, id: string): Promise<Hidden | null>;
  /** The hidden runs of an experiment, at most a thousand, those that were hidden last first. */
  listHidden(experimentId: string): Promise<HiddenItem[]>;
  /** Restores a run that was hidden, of this experiment or of any. Throws NotFound when it is gone for good, Conflict when its experiment was deleted. */
  restore(experimentId: string | null, id: string): Promise<void>;
  /** Deletes the log and keeps the points. Throws Conflict while the run is live. */
  deleteLog(id: string): Promise<void>;
  /** About how many bytes of the file a run takes. It reads all its points. */
  measure(id: string): Promise<RunSize>;
  /** Makes a complete run running again, for another execution. Throws Conflict for a run that can't be resumed. */
  resume(id: string, options: ResumeInput): Promise<void>;
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

/** Counts changes, for whoever shows something. */
export interface VersionStore {
  /** How often experiments and their runs have changed so far, in the order of the ids. */
  read(experimentIds: readonly string[]): Promise<Version[]>;
  /** Number of changes so far of the list of experiments, and of runs that begin, change their status or their name, or are deleted. */
  readList(): Promise<bigint>;
  /** Numbers of changes so far of all experiments. */
  readAll(): Promise<Map<string, bigint>>;
  /** Watches the counters of experiments and of their list, as far as the KV says what others change. Call the result to stop. */
  watch(experimentIds: readonly string[], listener: VersionListener): Promise<() => void>;
}

/** Reads points. */
export interface PointStore {
  read(runId: string, options?: PointQuery): Promise<PointAnswer>;
  /** Thinned points of chosen metrics. They are kept for whoever asks for the same. */
  readThin: ThinReader;
  /** Smoothed points of metrics: averages over every point of the range, thinned afterwards. */
  readSmooth: SmoothReader;
  /** Exact numbers of metrics in a range: their cost grows with the number of points far more slowly than that of reading them. */
  measure(runId: string, query: SeriesQuery): Promise<Map<string, RangeNumbers>>;
  /** The stored point of each metric that is nearest to a position. */
  readNearest(runId: string, query: NearestQuery): Promise<Map<string, Columns>>;
  /** Every point in parts, for downloads: a run of any length takes little memory. */
  open(runId: string, options?: EveryPointQuery): Promise<EveryPoint>;
  /** The newest points of one line by metric; metrics without a point on it are missing. */
  readLine(runId: string, query: LineQuery): Promise<Map<string, Columns>>;
  /** Changes whenever the run's log or points change. */
  version(runId: string): Promise<{ generation: number; rev: number }>;
}

/** Reads the marks of runs, and keeps the user's notes. */
export interface MarkStore {
  /** What the run's log told of the run itself, in the order of the log; at most `RUN_MARKS_MAX`. */
  read(runId: string): Promise<RunMark[]>;
  /** Adds the user's note at a step, or at a line and the step of its points. Throws NotFound; throws InvalidInput for a text or a step that can't be used, and for too many. */
  addNote(runId: string, note: Pick<StepNote, "step" | "line" | "text">): Promise<StepNote>;
  /** Throws NotFound when the run has no note of this id. */
  removeNote(runId: string, noteId: string): Promise<void>;
}

/** Reads logs. */
export interface LogStore {
  /** At most `limit` lines (default 1000): those after `afterLine` (default 0), or the last `tail`. */
  read(runId: string, options: LinesQuery): Promise<{ lines: StoredLine[]; lastLine: number }>;
  /** Every line after one, in order. */
  lines(runId: string, options?: { after?: number; signal?: AbortSignal | undefined }): AsyncGenerator<StoredLine>;
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
  append(runId: string, draft: Draft, part: DraftPart): Promise<void>;
  /** False when the log has grown beyond `offset`: read the rest and try again. */
  switch(runId: string, draft: Draft, options: { offset: number; end: DraftEnd; reopens?: boolean }): Promise<boolean>;
  /** Deletes a draft that is not switched to. */
  discard(runId: string, draft: Draft): Promise<void>;
}
