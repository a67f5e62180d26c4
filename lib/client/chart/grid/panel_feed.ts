/**
 * The points of a grid's panels. Everything that comes into sight together is requested together, in one answer for all runs and metrics.
 * While a run is live, what is new of the metrics in sight follows. What has been out of sight for long is given up. Draws nothing.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import { MANY_METRICS_MAX } from "../../../limits.ts";
import type { Columns } from "../../../model.ts";
import { thinColumns } from "../../../series/downsample.ts";
import { mergeColumns } from "../../../series/merge_columns.ts";
import type { WireManyMetrics, WireRunPoints } from "../../../wire/points.ts";
import { noteDeletion } from "../../server/deleted_runs.ts";
import { followedPauseMs, type PollSurroundings, startPolling } from "../../server/poll.ts";
import { readingOf } from "../held_run.ts";
import { decodeColumns } from "../metric_columns.ts";
import { type PanelQuestion, type PanelRange, pointsOfSeries, requestPanels } from "./request_panels.ts";

/** Which runs. */
export interface PanelFeedOptions {
  runIds: readonly string[];
  isLive: boolean;
  surroundings?: PollSurroundings;
  /** Origin of the API; "" = the page's own. */
  origin?: string;
}

/** What is held of a metric. */
export interface PanelPoints {
  /** Points by run. A run without the metric is missing. */
  runs: ReadonlyMap<string, Columns>;
  /** The range that was asked for. Outside of it there may be points of an earlier answer. */
  range: PanelRange;
}

interface Held {
  points: PanelPoints;
  /** False when it may have missed something: it was out of sight, or the range is another one. */
  isFresh: boolean;
}

/** A live series that has grown to so many times as many points is thinned again. */
const GROWTH_MAX = 3;
/** Metrics that are kept though they are out of sight. */
const KEPT_METRICS = 60;

/** Points of the metrics in sight, and the requests for them. */
export class PanelFeed {
  /** When each run began, milliseconds since the epoch. */
  readonly starts = new Map<string, number>();
  /** When the server stopped answering, milliseconds since the epoch; null while it answers. */
  readonly failingSince: Signal<number | null> = signal(null);
  /** Counts the changes of what is held and in sight. */
  readonly changes: Signal<number> = signal(0);
  readonly #options: PanelFeedOptions;
  readonly #held = new Map<string, Held>();
  readonly #signals = new Map<string, Signal<PanelPoints | null>>();
  readonly #loading = new Set<string>();
  readonly #stops = new Set<() => void>();
  readonly #complete = new Set<string>();
  /** Which reading of its log each run's points are from. */
  readonly #readings = new Map<string, string | null>();
  /** Numbers of stored points by run, and by metric. */
  readonly #totals = new Map<string, Map<string, number>>();
  #inSight: ReadonlySet<string> = new Set();
  #paired: ReadonlySet<string> = new Set();
  #range: PanelRange = { x: "step", low: null, high: null };
  /** `next` of the earliest answer that some held points are from; null before the first. */
  #next: string | null = null;
  #isOver: boolean;

  constructor(options: PanelFeedOptions) {
    this.#options = options;
    this.#isOver = !options.isLive;
  }

  /** The points of a metric; null until they are there. */
  pointsOf(metric: string): Signal<PanelPoints | null> {
    const known = this.#signals.get(metric) ?? signal(this.#held.get(metric)?.points ?? null);
    this.#signals.set(metric, known);
    return known;
  }

  /** How many points of a metric of a run there are, as far as is known; 0 before the first answer. */
  totalOf(metric: string, runId: string): number {
    return this.#totals.get(runId)?.get(metric) ?? 0;
  }

  /** The metrics in sight of which fewer points are held than there are, with what is held. */
  listThinned(): [metric: string, points: PanelPoints][] {
    return [...this.#inSight].flatMap((metric): [string, PanelPoints][] => {
      const { points, isFresh = false } = this.#held.get(metric) ?? {};
      if (!points || !isFresh) return [];
      const isThinned = [...points.runs].some(([id, { step }]) => step.length < this.totalOf(metric, id));
      return isThinned ? [[metric, points]] : [];
    });
  }

  /** Follows what is new while a run is live. Returns a function that stops this and every open request. */
  start(): () => void {
    if (!this.#isOver) this.#poll((abort) => this.#requestNews(abort), false);
    return () => this.#stopAll();
  }

  /**
   * These metrics are in sight from now on. Requests at once, together, those that are not held. Of `paired` ones, training and validation
   * share a panel.
   */
  show(metrics: ReadonlySet<string>, paired: ReadonlySet<string> = new Set()): void {
    this.#paired = paired;
    for (const metric of this.#inSight) {
      const held = this.#held.get(metric);
      if (held && !metrics.has(metric) && this.#options.isLive) held.isFresh = false;
    }
    this.#inSight = metrics;
    this.changes.value++;
    this.#requestLacking();
  }

  /** Shows another part of the axis, and requests its points for all metrics in sight. */
  setRange(range: PanelRange): void {
    const { x, low, high } = this.#range;
    if (x === range.x && low === range.low && high === range.high) return;
    this.#range = range;
    this.#invalidate();
  }

  /** Requests everything again: logs have been read again. */
  refresh(): void {
    for (const held of this.#held.values()) held.points = { ...held.points, runs: new Map() };
    this.#invalidate();
  }

  #invalidate(): void {
    for (const held of this.#held.values()) held.isFresh = false;
    this.#stopAll();
    this.#next = null;
    if (!this.#isOver) this.#poll((abort) => this.#requestNews(abort), false);
    this.#requestLacking();
  }

  #stopAll(): void {
    for (const stop of this.#stops) stop();
    this.#stops.clear();
    this.#loading.clear();
  }

  #requestLacking(): void {
    const lacking = [...this.#inSight].filter((metric) =>
      !this.#loading.has(metric) && !this.#held.get(metric)?.isFresh
    );
    for (let from = 0; from < lacking.length; from += MANY_METRICS_MAX) {
      const metrics = lacking.slice(from, from + MANY_METRICS_MAX);
      for (const metric of metrics) this.#loading.add(metric);
      this.#poll(async (abort) => {
        const range = this.#range, answers = await this.#ask({ metrics, range, after: null }, abort);
        this.#next ??= joinNext(answers);
        for (const metric of metrics) this.#loading.delete(metric);
        this.#receive(answers, { metrics, range, isWhole: true });
        return false;
      }, true);
    }
  }

  async #requestNews(abort: AbortSignal): Promise<boolean> {
    const metrics = [...this.#inSight].filter((metric) => this.#held.get(metric)?.isFresh).slice(0, MANY_METRICS_MAX);
    if (this.#next === null || metrics.length === 0) return true;
    const range = this.#range, answers = await this.#ask({ metrics, range, after: this.#next }, abort);
    this.#next = joinNext(answers);
    for (const [metric, held] of this.#held) if (!metrics.includes(metric)) held.isFresh = false;
    this.#receive(answers, { metrics, range, isWhole: false });
    this.#isOver = this.#options.runIds.every((id) => this.#complete.has(id));
    return !this.#isOver;
  }

  /** The metrics of which a range of steps is one of training steps, as far as is known: validation by epoch stands beside the training there. */
  listPaired(metrics: readonly string[], { x, low, high }: PanelRange): string[] {
    const isRange = x === "step" && (low !== null || high !== null);
    return isRange ? metrics.filter((each) => this.#paired.has(each) && !this.#isByTraining(each)) : [];
  }

  /** True where the steps of the held points are training steps. */
  #isByTraining(metric: string): boolean {
    const held = [...this.#held.get(metric)?.points.runs.values() ?? []].filter(({ step }) => step.length > 0);
    return held.length > 0 && held.every(({ step, globalStep }) => step.every((each, at) => each === globalStep[at]));
  }

  async #ask(asked: Omit<PanelQuestion, "runIds" | "paired">, abort: AbortSignal): Promise<WireManyMetrics[]> {
    const { runIds, origin = "" } = this.#options, paired = this.listPaired(asked.metrics, asked.range);
    return await requestPanels({ ...asked, runIds, paired }, { origin, signal: abort });
  }

  #receive(
    answers: readonly WireManyMetrics[],
    { metrics, range, isWhole }: { metrics: readonly string[]; range: PanelRange; isWhole: boolean },
  ): void {
    const runs = answers.flatMap((answer) => answer.runs), reread = this.#noteRuns(runs);
    for (const id of answers.flatMap(({ metadata }) => metadata.unknown_runs)) noteDeletion(id);
    for (const metric of metrics) {
      const held = this.#held.get(metric)?.points.runs ?? new Map<string, Columns>();
      const before = new Map([...held].filter(([id]) => !reread.has(id)));
      const received = runs.filter((run) => Object.hasOwn(run.metrics, metric));
      if (!isWhole && received.length === 0) continue;
      const points = { range, runs: isWhole ? readRuns(received, metric) : this.#addRuns(before, received, metric) };
      this.#held.delete(metric);
      this.#held.set(metric, { points, isFresh: true });
      this.pointsOf(metric).value = points;
    }
    this.failingSince.value = null;
    this.changes.value++;
    this.#giveUpOld();
  }

  /** Notes what is known of runs. Returns those whose logs were read again since: what is held of them counts no more. */
  #noteRuns(runs: readonly WireRunPoints[]): Set<string> {
    const reread = new Set<string>();
    for (const { run_id, started_at, metadata } of runs) {
      const reading = readingOf(metadata.next);
      if (this.#readings.has(run_id) && this.#readings.get(run_id) !== reading) reread.add(run_id);
      this.#readings.set(run_id, reading);
      this.starts.set(run_id, Date.parse(started_at));
      const totals = this.#totals.get(run_id) ?? new Map<string, number>();
      for (const [name, count] of Object.entries(metadata.totals)) totals.set(name, count);
      this.#totals.set(run_id, totals);
      if (metadata.is_complete) this.#complete.add(run_id);
    }
    return reread;
  }

  #addRuns(held: ReadonlyMap<string, Columns>, runs: readonly WireRunPoints[], metric: string): Map<string, Columns> {
    const added = new Map(held), most = pointsOfSeries(this.#options.runIds.length);
    for (const [id, columns] of readRuns(runs, metric)) {
      const before = held.get(id), all = before ? mergeColumns(before, columns) : columns;
      added.set(id, all.step.length > GROWTH_MAX * most ? thinColumns(all, most) : all);
    }
    return added;
  }

  #giveUpOld(): void {
    let extra = this.#held.size - this.#inSight.size - KEPT_METRICS;
    for (const metric of this.#held.keys()) {
      if (extra <= 0) return;
      if (this.#inSight.has(metric)) continue;
      this.#held.delete(metric);
      this.#signals.delete(metric);
      extra--;
    }
  }

  #poll(ask: (abort: AbortSignal) => Promise<boolean>, atOnce: boolean): void {
    const { surroundings } = this.#options;
    const stop = startPolling({
      ask: async (abort) => {
        const isMore = await ask(abort);
        if (!isMore) this.#stops.delete(stop);
        return isMore;
      },
      atOnce,
      intervalMs: followedPauseMs,
      onError: () => this.failingSince.value ??= Date.now(),
      ...(surroundings ? { surroundings } : {}),
    });
    this.#stops.add(stop);
  }
}

const joinNext = (answers: readonly WireManyMetrics[]): string =>
  answers.map(({ metadata }) => metadata.next).filter(Boolean).join("_");

function readRuns(runs: readonly WireRunPoints[], metric: string): Map<string, Columns> {
  return new Map(runs.map(({ run_id, metrics }) => [run_id, decodeColumns(metrics[metric]!)]));
}
