/**
 * Keeps the metrics of some runs up to date: requests what is new while a run is live, and a metric when it is first shown.
 * The page keeps what it holds when the server stops answering.
 *
 * @module
 */
import { signal } from "@preact/signals";
import type { Columns, MetricKind } from "../../model.ts";
import type { WireColumns, WireMetadata, WireMetrics } from "../../wire.ts";
import { isDeletion, noteDeletion } from "../server/deleted_runs.ts";
import { type PollSurroundings, startPolling } from "../server/poll.ts";
import { type Query, readJson, runPath } from "../server/read.ts";
import { addPoints, createHeldRun, type HeldRun, readingOf, receiveMetric, receiveNews } from "./held_run.ts";
import { decodeColumns } from "./metric_columns.ts";

/** Which runs, and what the server sent with the page. */
export interface MetricFeedOptions {
  experimentId: string;
  runIds: readonly string[];
  isLive: boolean;
  /** Answers by run. */
  initial: Record<string, WireMetrics>;
  surroundings?: PollSurroundings;
  /** Origin of the API; "" = the page's own. */
  origin?: string;
}

/** An inclusive range of steps; null = from the first, to the last. */
export interface StepRange {
  minStep: number | null;
  maxStep: number | null;
}

/** Metrics of some runs, and the requests for them. It requests nothing until it is started or a metric is wanted. */
export class MetricFeed {
  readonly runs: readonly HeldRun[];
  /** Kinds by metric. A metric that is missing is of kind `metric`. */
  readonly kinds = new Map<string, MetricKind>();
  /** Counts the changes of `runs`. Read it to be rendered again. */
  readonly version = signal(0);
  /** When the server stopped answering, milliseconds since the epoch; null while it answers. */
  readonly failingSince = signal<number | null>(null);
  readonly #options: MetricFeedOptions;
  readonly #stops: (() => void)[] = [];
  readonly #rangesRequested = new Set<string>();

  constructor(options: MetricFeedOptions) {
    this.#options = options;
    this.runs = options.runIds.map((id) => createHeldRun(id, options.initial[id], options.isLive));
    for (const { metadata } of Object.values(options.initial)) this.#noteKinds(metadata);
  }

  /** Requests what is new while a run is live. Returns a function that stops this and every open request. */
  start(): () => void {
    if (this.#options.isLive && this.runs.some((run) => !run.isComplete)) {
      this.#poll(async (abort) => {
        await this.#requestNews(this.runs.filter((run) => !run.isComplete), abort);
        return this.runs.some((run) => !run.isComplete);
      });
    }
    return () => {
      for (const stop of this.#stops.splice(0)) stop();
      for (const run of this.runs) run.loading.clear();
    };
  }

  /** Requests what is new once, of complete runs too: their logs may have been read again. */
  refresh(): void {
    this.#requestOnce((abort) => this.#requestNews(this.runs.filter((run) => !run.isDeleted), abort));
  }

  /** Requests a metric of each run that lacks it. */
  want(metric: string): void {
    for (const run of this.runs) {
      if (run.isDeleted || run.metrics.has(metric) || run.loading.has(metric) || run.totals.get(metric) === 0) continue;
      run.loading.add(metric);
      this.version.value++;
      this.#requestOnce(async (abort) => {
        const answer = await this.#requestMetrics(run, { metric_type: [metric] }, abort);
        if (!answer) return;
        receiveMetric(run, metric, answer);
        this.#noteKinds(answer.metadata);
      });
    }
  }

  /** Requests more points of a range of steps, once for each range, where the page holds a thinned metric. */
  wantRange(metric: string, { minStep, maxStep }: StepRange): void {
    for (const run of this.runs) {
      const count = run.metrics.get(metric)?.step.length;
      const key = [run.id, readingOf(run.next), metric, minStep, maxStep].join(" ");
      const isWhole = count !== undefined && count >= (run.totals.get(metric) ?? 0);
      if (run.isDeleted || count === undefined || isWhole || this.#rangesRequested.has(key)) continue;
      this.#rangesRequested.add(key);
      this.#requestOnce(async (abort) => {
        const query = { metric_type: [metric], min_step: minStep, max_step: maxStep };
        const metrics = (await this.#requestMetrics(run, query, abort))?.metrics ?? {};
        if (Object.hasOwn(metrics, metric)) addPoints(run, metric, decodeColumns(metrics[metric]!));
      });
    }
  }

  /** Adds a point to a metric. Returns false when the page doesn't hold that metric. */
  add(runId: string, metric: string, point: Columns): boolean {
    const run = this.runs.find((each) => each.id === runId);
    const isAdded = run !== undefined && addPoints(run, metric, point);
    if (isAdded) this.version.value++;
    return isAdded;
  }

  async #requestNews(runs: readonly HeldRun[], abort: AbortSignal): Promise<void> {
    const answers = await Promise.all(runs.map((run) => this.#requestMetrics(run, { after: run.next }, abort)));
    for (const [at, answer] of answers.entries()) {
      if (!answer) continue;
      receiveNews(runs[at]!, answer);
      this.#noteKinds(answer.metadata);
      this.version.value++;
    }
    this.failingSince.value = null;
  }

  /** Null when the run was deleted. */
  async #requestMetrics(run: HeldRun, query: Query, abort: AbortSignal): Promise<WireMetrics<WireColumns> | null> {
    const { origin = "", experimentId } = this.#options;
    const path = `${origin}${runPath(experimentId, run.id)}/metrics`;
    try {
      return await readJson<WireMetrics<WireColumns>>(path, { ...query, format: "columns" }, abort);
    } catch (error) {
      if (!isDeletion(error)) throw error;
      noteDeletion(run.id);
      run.isDeleted = run.isComplete = true;
      run.loading.clear();
      this.version.value++;
      return null;
    }
  }

  /** Makes a request now, and again after growing pauses until it succeeds. */
  #requestOnce(request: (abort: AbortSignal) => Promise<void>): void {
    this.#poll(async (abort) => {
      await request(abort);
      this.failingSince.value = null;
      this.version.value++;
      return false;
    }, true);
  }

  #poll(ask: (abort: AbortSignal) => Promise<boolean>, atOnce = false): void {
    const { surroundings } = this.#options;
    this.#stops.push(startPolling({
      ask,
      atOnce,
      onError: () => this.failingSince.value ??= Date.now(),
      ...(surroundings ? { surroundings } : {}),
    }));
  }

  #noteKinds({ kinds }: WireMetadata): void {
    for (const [name, kind] of Object.entries(kinds)) this.kinds.set(name, kind);
  }
}
