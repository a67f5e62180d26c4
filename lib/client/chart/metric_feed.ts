/**
 * Keeps the metrics of some runs up to date: requests what is new while a run is live, and a metric when it is first shown.
 * The page keeps what it holds when the server stops answering.
 *
 * @module
 */
import { signal } from "@preact/signals";
import { MANY_METRICS_MAX } from "../../limits.ts";
import type { Columns, MetricKind } from "../../model.ts";
import { rangeKey } from "../../series/chart_view.ts";
import type { WireColumns, WireMetadata, WireMetrics, WirePlot } from "../../wire/points.ts";
import { isDeletion, noteDeletion } from "../server/deleted_runs.ts";
import { type PollSurroundings, startPolling } from "../server/poll.ts";
import { type Query, readJson, runPath } from "../server/read.ts";
import { addPoints, createHeldRun, type HeldRun, readingOf, receiveMetric, receiveNews } from "./held_run.ts";
import type { ManyQuery } from "./many_metrics.ts";
import { decodeColumns } from "./metric_columns.ts";
import { type AxisRange, smoothKey, type SmoothRange } from "./range_summary.ts";

/** Which runs, and what the server sent with the page. */
export interface MetricFeedOptions {
  experimentId: string;
  runIds: readonly string[];
  isLive: boolean;
  /** Answers by run. */
  initial: Record<string, WirePlot>;
  /** Runs that a feed before this one holds. This one goes on with them. */
  known?: readonly HeldRun[];
  surroundings?: PollSurroundings;
  /** Origin of the API; "" = the page's own. */
  origin?: string;
}

/** A run and the answer about it. */
type Answered = [run: HeldRun, answer: WireMetrics<WireColumns>];

/** Metrics of some runs, and the requests for them. It requests nothing until it is started or a metric is wanted. */
export class MetricFeed {
  readonly runs: readonly HeldRun[];
  /** Kinds by metric. A metric that is missing is of kind `metric`. */
  readonly kinds = new Map<string, MetricKind>();
  /** Metrics that runs have of which the page brought no answer. */
  readonly names = new Set<string>();
  /** Counts the changes of `runs`. Read it to be rendered again. */
  readonly version = signal(0);
  /** When the server stopped answering, milliseconds since the epoch; null while it answers. */
  readonly failingSince = signal<number | null>(null);
  readonly #options: MetricFeedOptions;
  readonly #stops: (() => void)[] = [];
  readonly #rangesRequested = new Set<string>();
  /** Of which view and versions of runs `wantExact` requested last, by metric. */
  readonly #exactAsked = new Map<string, string>();
  /** Of several runs: `next` of the newest answer about what is new; null before the first. */
  #next: string | null = null;

  constructor(options: MetricFeedOptions) {
    this.#options = options;
    const known = new Map(options.known?.map((run) => [run.id, run]));
    this.runs = options.runIds.map((id) => known.get(id) ?? createHeldRun(id, options.initial[id], options.isLive));
    for (const { metadata } of Object.values(options.initial)) this.#noteKinds(metadata);
  }

  /** Requests what is new while a run is live. Returns a function that stops this and every open request. */
  start(): () => void {
    this.#nameMetrics();
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

  /** Requests which metrics the runs have of which the page brought no answer: another answer says it of the metrics only that were asked for. */
  #nameMetrics(): void {
    const { initial, origin = "" } = this.#options;
    const unknown = this.runs.filter(({ id }) => !Object.hasOwn(initial, id)).map(({ id }) => id);
    if (unknown.length === 0) return;
    this.#requestOnce(async (signal) => {
      const { requestNames } = await import("./many_metrics.ts"),
        kinds = await requestNames(unknown, { origin, signal });
      this.#noteKinds({ kinds });
      for (const name of Object.keys(kinds)) this.names.add(name);
    });
  }

  /** Requests what is new once, of complete runs too: their logs may have been read again. */
  refresh(): void {
    this.#requestOnce((abort) => this.#requestNews(this.runs.filter((run) => !run.isDeleted), abort));
  }

  /** Requests a metric of the runs that lack it. */
  want(metric: string): void {
    const lacking = this.runs.filter((run) =>
      !run.isDeleted && !run.metrics.has(metric) && !run.loading.has(metric) && run.totals.get(metric) !== 0
    );
    if (lacking.length === 0) return;
    for (const run of lacking) run.loading.add(metric);
    this.version.value++;
    this.#requestOnce(async (abort) => {
      for (const [run, answer] of await this.#ask(lacking, { metrics: [metric] }, abort)) {
        receiveMetric(run, metric, answer);
        this.#noteKinds(answer.metadata);
      }
    });
  }

  /** Requests more points of a range, once for each range, where the page holds a thinned metric. */
  wantRange(metric: string, range: AxisRange): void {
    const thinned = this.runs.filter((run) => {
      const key = [run.id, readingOf(run.next), metric, rangeKey(range)].join(" ");
      if (!this.#isThinned(run, metric) || this.#rangesRequested.has(key)) return false;
      this.#rangesRequested.add(key);
      return true;
    });
    if (thinned.length === 0) return;
    this.#requestOnce(async (abort) => {
      for (const [run, { metrics }] of await this.#ask(thinned, { metrics: [metric], ...range }, abort)) {
        if (Object.hasOwn(metrics, metric)) addPoints(run, metric, decodeColumns(metrics[metric]!));
      }
    });
  }

  /**
   * Requests what only the server knows of a range, where the page holds fewer points: exact numbers, and the smoothed points of a view that is
   * smoothed. Once for what is new of the runs.
   */
  wantExact(metric: string, view: SmoothRange): void {
    const runs = this.runs.filter((run) => this.#isThinned(run, metric)), { origin = "" } = this.#options;
    const key = [smoothKey(view), ...runs.map(({ id, next }) => id + next)].join(" ");
    if (runs.length === 0 || this.#exactAsked.get(metric) === key) return;
    this.#exactAsked.set(metric, key);
    this.#requestOnce(async (signal) => {
      const { requestExact } = await import("./request_exact.ts");
      const hold = await requestExact(runs, { metric, view, origin }, signal);
      if (this.#exactAsked.get(metric) === key) hold();
    });
  }

  /** True when the page holds some of a run's points of a metric, and not all. */
  #isThinned(run: HeldRun, metric: string): boolean {
    const held = run.metrics.get(metric)?.step.length;
    return !run.isDeleted && held !== undefined && held < (run.totals.get(metric) ?? 0);
  }

  /** Adds a point to a metric. Returns false when the page doesn't hold that metric. */
  add(runId: string, metric: string, point: Columns): boolean {
    const run = this.runs.find((each) => each.id === runId);
    const isAdded = run !== undefined && addPoints(run, metric, point);
    if (isAdded) this.version.value++;
    return isAdded;
  }

  async #requestNews(runs: readonly HeldRun[], abort: AbortSignal): Promise<void> {
    for (const [run, answer] of await this.#askNews(runs, abort)) {
      if (!receiveNews(run, answer)) continue;
      this.#noteKinds(answer.metadata);
      this.version.value++;
    }
    this.failingSince.value = null;
  }

  /** What is new of runs: of one run everything, of several the metrics that the page holds. */
  async #askNews(runs: readonly HeldRun[], abort: AbortSignal): Promise<Answered[]> {
    if (this.runs.length === 1) return await this.#askOne(runs[0]!, { after: runs[0]!.next }, abort);
    const held = [...new Set(runs.flatMap(({ metrics }) => [...metrics.keys()]))].slice(0, MANY_METRICS_MAX);
    return held.length === 0 ? [] : await this.#askMany(runs, { metrics: held, after: this.#next }, abort);
  }

  async #ask(runs: readonly HeldRun[], query: ManyQuery, abort: AbortSignal): Promise<Answered[]> {
    if (this.runs.length > 1) return await this.#askMany(runs, query, abort);
    const { metrics, x, minX, maxX } = query;
    return await this.#askOne(runs[0]!, { metric_type: metrics, x, min_x: minX, max_x: maxX }, abort);
  }

  async #askOne(run: HeldRun, query: Query, abort: AbortSignal): Promise<Answered[]> {
    const { origin = "", experimentId } = this.#options;
    const path = `${origin}${runPath(experimentId, run.id)}/metrics`;
    try {
      return [[run, await readJson<WireMetrics<WireColumns>>(path, { ...query, format: "columns" }, abort)]];
    } catch (error) {
      if (!isDeletion(error)) throw error;
      this.#noteDeletion(run);
      return [];
    }
  }

  async #askMany(runs: readonly HeldRun[], query: ManyQuery, signal: AbortSignal): Promise<Answered[]> {
    const { requestMany } = await import("./many_metrics.ts"), { origin = "" } = this.#options;
    const { answers, deleted, next } = await requestMany(runs.map(({ id }) => id), query, { origin, signal });
    if (query.after !== undefined) this.#next = next;
    for (const run of runs) if (deleted.includes(run.id)) this.#noteDeletion(run);
    return runs.flatMap((run): Answered[] => answers.has(run.id) ? [[run, answers.get(run.id)!]] : []);
  }

  #noteDeletion(run: HeldRun): void {
    noteDeletion(run.id);
    run.isDeleted = run.isComplete = true;
    run.loading.clear();
    this.version.value++;
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

  #noteKinds({ kinds }: Pick<WireMetadata, "kinds">): void {
    for (const [name, kind] of Object.entries(kinds)) this.kinds.set(name, kind);
  }
}
