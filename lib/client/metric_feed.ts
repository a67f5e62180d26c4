/**
 * Keeps the metrics a page holds of some runs up to date: what is new while a run is live, a metric when it is looked at
 * for the first time. What was read stays when the server stops answering.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import type { Columns, MetricKind } from "../model.ts";
import {
  type ColumnsOnWire,
  decodeColumns,
  decodePoints,
  emptyColumns,
  mergeColumns,
  type PointOnWire,
} from "./metric_columns.ts";
import { type PollSurroundings, startPolling } from "./poll.ts";
import { readJson, runPath } from "./read.ts";

/** What an answer says beside its points. */
export interface MetricsMetadata {
  last_updated: string;
  is_complete: boolean;
  status: string;
  /** Points there are of each metric, thinned or not. */
  totals: Record<string, number>;
  /** For `after`. */
  next: string;
  /** Stretches of steps without points. */
  gaps: Record<string, [number, number][]>;
  kinds: Record<string, MetricKind>;
}

/** An answer of the metrics route with points. */
export interface MetricsAnswer {
  metrics: Record<string, readonly PointOnWire[]>;
  metadata: MetricsMetadata;
}

/** The same in columns. */
export interface MetricsColumnsAnswer {
  metrics: Record<string, ColumnsOnWire>;
  metadata: MetricsMetadata;
}

/** A run as the page holds it. */
export interface HeldRun {
  id: string;
  /** Points by metric; a metric that nobody looked at is missing. */
  metrics: Map<string, Columns>;
  totals: Record<string, number>;
  gaps: Record<string, [number, number][]>;
  next: string | null;
  isComplete: boolean;
  /** Metrics on their way. */
  loading: Set<string>;
}

/** Which runs, and what the server sent with the page. */
export interface MetricFeedOptions {
  experimentId: string;
  runIds: readonly string[];
  isLive: boolean;
  initial: Record<string, MetricsAnswer>;
  /** Fewer points that keep the shape, for a run that stays open for days. */
  thin(columns: Columns, maxPoints: number): Columns;
  surroundings?: PollSurroundings;
  /** Where the API is; "" = where the page is. */
  origin?: string;
}

/** Points of a metric that the page holds; more are thinned. */
export const POINTS_HELD = 4_000;
const POINTS_THINNED = 2_000;

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
  /** Puts one point among those held of a metric; false when that metric isn't held. */
  add(runId: string, metric: string, point: Columns): boolean;
  /** Asks for what is new once, whether a run is live or not: its log may have been read again. */
  refresh(): void;
  /** Asks for what is new while a run is live; the answer stops that and every question under way. */
  start(): () => void;
}

/** A feed that has asked nothing yet. Points of a new reading of the log come whole, if thinned, and take the place of all others. */
export function createMetricFeed(options: MetricFeedOptions): MetricFeed {
  const runs = options.runIds.map((id) => createHeldRun(id, options));
  const kinds = new Map<string, MetricKind>();
  for (const answer of Object.values(options.initial)) noteKinds(kinds, answer.metadata);
  const version = signal(0);
  const failingSince = signal<number | null>(null);
  const stops: (() => void)[] = [];
  const surroundings = options.surroundings ? { surroundings: options.surroundings } : {};

  async function ask(
    run: HeldRun,
    query: { metric_type?: string[]; after?: string | null },
    signal: AbortSignal,
  ): Promise<MetricsColumnsAnswer> {
    const path = `${options.origin ?? ""}${runPath(options.experimentId, run.id)}/metrics`;
    return await readJson<MetricsColumnsAnswer>(path, { ...query, format: "columns" }, signal);
  }

  async function poll(signal: AbortSignal): Promise<boolean> {
    await askAll(runs.filter((run) => !run.isComplete), signal);
    return runs.some((run) => !run.isComplete);
  }

  async function askAll(asked: readonly HeldRun[], signal: AbortSignal): Promise<void> {
    const answers = await Promise.all(asked.map((run) => ask(run, { after: run.next }, signal)));
    for (const [at, answer] of answers.entries()) take(asked[at]!, answer);
    failingSince.value = null;
  }

  function take(run: HeldRun, answer: MetricsColumnsAnswer): void {
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
        hold(run, name, mergeColumns(held ?? emptyColumns(), decodeColumns(wire)));
      }
    }
    noteMetadata(run, answer.metadata);
    noteKinds(kinds, answer.metadata);
    run.next = answer.metadata.next;
    version.value++;
  }

  function hold(run: HeldRun, name: string, columns: Columns): void {
    const isLong = columns.step.length > POINTS_HELD;
    run.metrics.set(name, isLong ? options.thin(columns, POINTS_THINNED) : columns);
  }

  /** Asks until there is an answer; `loading` keeps it from being asked for twice. */
  function load(run: HeldRun, metric: string): void {
    run.loading.add(metric);
    stops.push(startPolling({
      atOnce: true,
      async ask(signal) {
        const answer = await ask(run, { metric_type: [metric] }, signal);
        const wire = answer.metrics[metric];
        const fresh = wire ? decodeColumns(wire) : emptyColumns();
        hold(run, metric, mergeColumns(run.metrics.get(metric) ?? emptyColumns(), fresh));
        noteMetadata(run, answer.metadata);
        noteKinds(kinds, answer.metadata);
        run.next ??= answer.metadata.next;
        run.loading.delete(metric);
        failingSince.value = null;
        version.value++;
        return false;
      },
      onError: noteFailure,
      ...surroundings,
    }));
    version.value++;
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
        !run.metrics.has(metric) && !run.loading.has(metric) && run.totals[metric] !== 0
      );
      for (const run of missing) load(run, metric);
    },
    add(runId, metric, point) {
      const run = runs.find((each) => each.id === runId);
      const held = run?.metrics.get(metric);
      if (!run || !held) return false;
      run.metrics.set(metric, mergeColumns(held, point));
      version.value++;
      return true;
    },
    refresh() {
      stops.push(startPolling({
        atOnce: true,
        ask: async (signal) => {
          await askAll(runs, signal);
          return false;
        },
        onError: noteFailure,
        ...surroundings,
      }));
    },
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

function createHeldRun(id: string, { initial, isLive }: MetricFeedOptions): HeldRun {
  const run: HeldRun = {
    id,
    metrics: new Map(),
    totals: {},
    gaps: {},
    next: null,
    isComplete: !isLive,
    loading: new Set(),
  };
  const answer = initial[id];
  if (!answer) return run;
  for (const [name, points] of Object.entries(answer.metrics)) {
    if (points.length > 0 || (answer.metadata.totals[name] ?? 0) === 0) {
      run.metrics.set(name, decodePoints(points));
    }
  }
  noteMetadata(run, answer.metadata);
  run.next = answer.metadata.next;
  return run;
}

/** True when the log was read again in between: then the answer has everything, and what is held is of the past. */
function isReread(before: string | null, now: string): boolean {
  const reading = (token: string) => token.split(".")[0];
  return before !== null && reading(before) !== reading(now);
}

function noteKinds(kinds: Map<string, MetricKind>, metadata: MetricsMetadata): void {
  for (const [name, kind] of Object.entries(metadata.kinds)) kinds.set(name, kind);
}

function noteMetadata(run: HeldRun, metadata: MetricsMetadata): void {
  Object.assign(run.totals, metadata.totals);
  Object.assign(run.gaps, metadata.gaps);
  run.isComplete = metadata.is_complete;
}
