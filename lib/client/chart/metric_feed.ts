/**
 * Keeps the metrics a page holds of some runs up to date: what is new while a run is live, a metric when it is looked at
 * for the first time. What was read stays when the server stops answering.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import type { Columns, MetricKind } from "../../model.ts";
import type { WireColumns, WireMetadata, WireMetrics } from "../../wire.ts";
import { isDeletion, noteDeletion } from "../server/deleted_runs.ts";
import { createHeldRun, type HeldRun, isReread, noteMetadata } from "./held_run.ts";
import { createColumns } from "../../series/columns.ts";
import { decodeColumns, mergeColumns } from "./metric_columns.ts";
import { type PollSurroundings, startPolling } from "../server/poll.ts";
import { type Query, readJson, runPath } from "../server/read.ts";

/** Which runs, and what the server sent with the page. */
export interface MetricFeedOptions {
  experimentId: string;
  runIds: readonly string[];
  isLive: boolean;
  initial: Record<string, WireMetrics>;
  /** Fewer points that keep the shape, for a run that stays open for days. */
  thin(columns: Columns, maxPoints: number): Columns;
  surroundings?: PollSurroundings;
  /** Where the API is; "" = where the page is. */
  origin?: string;
}

/** Points of a metric that the page holds; more are thinned. */
export const POINTS_HELD = 8_000;
const POINTS_THINNED = 4_000;

/** Inclusive range of steps; null = from the first, to the last. */
export interface StepRange {
  minStep: number | null;
  maxStep: number | null;
}

/** Metrics and what is going on with them. */
export interface MetricFeed {
  runs: readonly HeldRun[];
  /** What sort of metric a name is; a missing one is of kind `metric`. */
  kinds: Map<string, MetricKind>;
  /** Counts changes of `runs`; read it to be drawn again. */
  version: Signal<number>;
  /** When the server stopped answering, milliseconds since the epoch; null while it answers. */
  failingSince: Signal<number | null>;
  /** Looks at a metric: what isn't held of it is asked for. */
  want(metric: string): void;
  /** Looks at a range of steps closely: where points of it were thinned away, more are asked for. */
  wantRange(metric: string, range: StepRange): void;
  /** Puts one point among those held of a metric; false when that metric isn't held. */
  add(runId: string, metric: string, point: Columns): boolean;
  /** Asks for what is new once, whether a run is live or not: its log may have been read again. */
  refresh(): void;
  /** Asks for what is new while a run is live; the answer stops that and every question under way. */
  start(): () => void;
}

/** A feed that has asked nothing yet. Points of a new reading of the log come whole, if thinned, and take the place of all others. */
export function createMetricFeed(options: MetricFeedOptions): MetricFeed {
  const runs = options.runIds.map((id) => createHeldRun(id, options.initial[id], options.isLive));
  const kinds = new Map<string, MetricKind>();
  for (const answer of Object.values(options.initial)) noteKinds(kinds, answer.metadata);
  const version = signal(0);
  const failingSince = signal<number | null>(null);
  const stops: (() => void)[] = [];
  const rangesAsked = new Set<string>();
  const surroundings = options.surroundings ? { surroundings: options.surroundings } : {};

  /** Null when the run was deleted. */
  async function ask(
    run: HeldRun,
    query: Query,
    signal: AbortSignal,
  ): Promise<WireMetrics<WireColumns> | null> {
    const path = `${options.origin ?? ""}${runPath(options.experimentId, run.id)}/metrics`;
    try {
      return await readJson<WireMetrics<WireColumns>>(path, { ...query, format: "columns" }, signal);
    } catch (error) {
      if (!isDeletion(error)) throw error;
      noteDeletion(run.id);
      run.isDeleted = run.isComplete = true;
      run.loading.clear();
      version.value++;
      return null;
    }
  }

  async function poll(signal: AbortSignal): Promise<boolean> {
    await askAll(runs.filter((run) => !run.isComplete), signal);
    return runs.some((run) => !run.isComplete);
  }

  async function askAll(asked: readonly HeldRun[], signal: AbortSignal): Promise<void> {
    const answers = await Promise.all(asked.map((run) => ask(run, { after: run.next }, signal)));
    for (const [at, answer] of answers.entries()) if (answer) take(asked[at]!, answer);
    failingSince.value = null;
  }

  function take(run: HeldRun, answer: WireMetrics<WireColumns>): void {
    const isAnew = isReread(run.next, answer.metadata.next);
    if (isAnew) {
      run.metrics.clear();
      run.totals = {};
      run.gaps = {};
    }
    for (const [name, wire] of Object.entries(answer.metrics)) {
      const held = run.metrics.get(name);
      const isWhole = answer.metadata.totals[name] === wire.step.length;
      if (isAnew || held || isWhole || run.loading.has(name)) {
        hold(run, name, mergeColumns(held ?? createColumns(0), decodeColumns(wire)));
      }
    }
    noteMetadata(run, answer.metadata);
    noteKinds(kinds, answer.metadata);
    run.isComplete = answer.metadata.is_complete;
    run.next = answer.metadata.next;
    version.value++;
  }

  function hold(run: HeldRun, name: string, columns: Columns): void {
    const isLong = columns.step.length > POINTS_HELD;
    run.metrics.set(name, isLong ? options.thin(columns, POINTS_THINNED) : columns);
  }

  /** Asks once, again and again until there is an answer. */
  function askUntil(answered: (signal: AbortSignal) => Promise<void>): void {
    stops.push(startPolling({
      atOnce: true,
      ask: async (signal) => {
        await answered(signal);
        failingSince.value = null;
        version.value++;
        return false;
      },
      onError: noteFailure,
      ...surroundings,
    }));
  }

  /** `loading` keeps it from being asked for twice. Whether the run is over is for `take` to say: it has all metrics then. */
  function load(run: HeldRun, metric: string): void {
    run.loading.add(metric);
    askUntil(async (signal) => {
      const answer = await ask(run, { metric_type: [metric] }, signal);
      if (!answer) return;
      const wire = answer.metrics[metric];
      const fresh = wire ? decodeColumns(wire) : createColumns(0);
      hold(run, metric, mergeColumns(run.metrics.get(metric) ?? createColumns(0), fresh));
      noteMetadata(run, answer.metadata);
      noteKinds(kinds, answer.metadata);
      run.next ??= answer.metadata.next;
      run.loading.delete(metric);
    });
    version.value++;
  }

  /** More points of a range of steps, beside the thinned ones of all. */
  function loadRange(run: HeldRun, metric: string, { minStep, maxStep }: StepRange): void {
    askUntil(async (signal) => {
      const query = { metric_type: [metric], min_step: minStep, max_step: maxStep };
      const wire = (await ask(run, query, signal))?.metrics[metric];
      const held = run.metrics.get(metric);
      if (wire && held) run.metrics.set(metric, mergeColumns(held, decodeColumns(wire)));
    });
  }

  function noteFailure(): void {
    failingSince.value ??= Date.now();
  }

  return {
    runs,
    kinds,
    version,
    failingSince,
    want(metric) {
      const missing = runs.filter((run) =>
        !run.isDeleted && !run.metrics.has(metric) && !run.loading.has(metric) && run.totals[metric] !== 0
      );
      for (const run of missing) load(run, metric);
    },
    wantRange(metric, range) {
      for (const run of runs) {
        const count = run.metrics.get(metric)?.step.length;
        const key = [run.id, run.next?.split(".")[0], metric, range.minStep, range.maxStep].join(" ");
        if (run.isDeleted || count === undefined || count >= (run.totals[metric] ?? 0) || rangesAsked.has(key)) {
          continue;
        }
        rangesAsked.add(key);
        loadRange(run, metric, range);
      }
    },
    add(runId, metric, point) {
      const run = runs.find((each) => each.id === runId);
      const held = run?.metrics.get(metric);
      if (!run || !held) return false;
      run.metrics.set(metric, mergeColumns(held, point));
      version.value++;
      return true;
    },
    refresh: () => askUntil((signal) => askAll(runs.filter((run) => !run.isDeleted), signal)),
    start() {
      if (options.isLive && runs.some((run) => !run.isComplete)) {
        stops.push(startPolling({ ask: poll, onError: noteFailure, ...surroundings }));
      }
      return () => {
        for (const stop of stops.splice(0)) stop();
        for (const run of runs) run.loading.clear();
      };
    },
  };
}

function noteKinds(kinds: Map<string, MetricKind>, metadata: WireMetadata): void {
  for (const [name, kind] of Object.entries(metadata.kinds)) kinds.set(name, kind);
}
