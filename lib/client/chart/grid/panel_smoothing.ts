/**
 * Smoothed lines of the panels in sight: averages over every point, which only the server has where a panel holds fewer. All metrics in sight
 * are asked for together, one request after the other. Draws nothing.
 *
 * @module
 */
import { effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { MANY_METRICS_MAX } from "../../../limits.ts";
import type { Columns } from "../../../model.ts";
import { type PollSurroundings, startPolling } from "../../server/poll.ts";
import { decodeColumns } from "../metric_columns.ts";
import { smoothKey } from "../range_summary.ts";
import type { PanelFeed, PanelPoints } from "./panel_feed.ts";
import { type PanelRange, pointsOfSeries } from "./request_panels.ts";

/** What is shown of the axis, and how much it is smoothed. */
export type SmoothedView = PanelRange & { smoothing: number };

/** Smoothed points of a metric by run, and of which view they are. */
export interface SmoothedLines {
  key: string;
  runs: ReadonlyMap<string, Columns>;
}

/** Which runs. */
export interface PanelSmoothingOptions {
  runIds: readonly string[];
  feed: PanelFeed;
  surroundings?: PollSurroundings;
  /** Origin of the API; "" = the page's own. */
  origin?: string;
}

/** After the last change of the view, so long passes before lines are asked for: a slider moves on. */
const CHANGE_PAUSE_MS = 200;

const keyOf = ({ x, low, high, smoothing }: SmoothedView) => smoothKey({ x, minX: low, maxX: high, smoothing });

/** Smoothed lines, and the requests for them. */
export class PanelSmoothing {
  readonly #options: PanelSmoothingOptions;
  readonly #signals = new Map<string, Signal<SmoothedLines | null>>();
  /** What was asked for last, by metric: of which view, and for which points. */
  readonly #asked = new Map<string, { key: string; points: PanelPoints }>();
  #view: SmoothedView | null = null;
  #stop: (() => void) | null = null;

  constructor(options: PanelSmoothingOptions) {
    this.#options = options;
  }

  /** The lines of a metric; null until there are some. */
  linesOf(metric: string): Signal<SmoothedLines | null> {
    const known = this.#signals.get(metric) ?? signal(null);
    this.#signals.set(metric, known);
    return known;
  }

  /** The line of a run in this view; null where none is there, and where nothing is smoothed. */
  lineOf(metric: string, runId: string, view: SmoothedView): Columns | null {
    const lines = view.smoothing > 0 ? this.#signals.get(metric)?.peek() : null;
    return lines?.key === keyOf(view) ? lines.runs.get(runId) ?? null : null;
  }

  /** Asks for the lines of a view that lack, and gives up a request for another one. */
  want(view: SmoothedView): void {
    if (this.#view && keyOf(this.#view) !== keyOf(view)) this.close();
    this.#view = view;
    if (this.#stop === null) this.#askNext(view);
  }

  /** Gives up the open request. */
  close(): void {
    if (this.#stop) this.#asked.clear();
    this.#stop?.();
    this.#stop = null;
  }

  #askNext(view: SmoothedView): void {
    const key = keyOf(view),
      lacking = this.#options.feed.listThinned().filter(([metric, points]) => {
        const asked = this.#asked.get(metric);
        return asked?.key !== key || asked.points !== points;
      }).slice(0, MANY_METRICS_MAX);
    if (lacking.length === 0) return;
    const metrics = lacking.map(([metric]) => metric), { surroundings } = this.#options;
    for (const [metric, points] of lacking) this.#asked.set(metric, { key, points });
    this.#stop = startPolling({
      ask: async (abort) => {
        const found = await this.#ask(metrics, view, abort);
        for (const metric of metrics) this.linesOf(metric).value = { key, runs: found.get(metric) ?? new Map() };
        this.#stop = null;
        this.#askNext(view);
        return false;
      },
      onError: () => {}, // the feed says that the server doesn't answer, and this asks again
      atOnce: true,
      ...(surroundings ? { surroundings } : {}),
    });
  }

  async #ask(
    metrics: readonly string[],
    { x, low, high, smoothing }: SmoothedView,
    abort: AbortSignal,
  ): Promise<Map<string, Map<string, Columns>>> {
    const { runIds, origin = "" } = this.#options, { requestMany } = await import("../many_metrics.ts");
    const query = { x, minX: low, maxX: high, smoothing, maxPoints: pointsOfSeries(runIds.length) };
    const found = new Map(metrics.map((metric) => [metric, new Map<string, Columns>()]));
    const paired = this.#options.feed.listPaired(metrics, { x, low, high });
    const parts = [{ ...query, metrics }, { ...query, x: "global_step" as const, metrics: paired }];
    for (const part of parts.filter(({ metrics }) => metrics.length > 0)) {
      const { answers } = await requestMany(runIds, part, { origin, signal: abort });
      for (const [id, answer] of answers) {
        for (const [metric, columns] of Object.entries(answer.metrics)) {
          found.get(metric)?.set(id, decodeColumns(columns));
        }
      }
    }
    return found;
  }
}

/** Asks for lines while a view is smoothed: at once for what comes into sight or grows, after a pause for another view. Call the result to stop. */
export function followSmoothing(
  { view, feed, smoothing }: { view: ReadonlySignal<SmoothedView>; feed: PanelFeed; smoothing: PanelSmoothing },
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined, key = "", isAsked = false;
  const ask = () => {
    isAsked = true;
    smoothing.want(view.peek());
  };
  const stop = effect(() => {
    const now = view.value, before = key;
    void feed.changes.value;
    key = now.smoothing > 0 ? keyOf(now) : "";
    if (key !== before) clearTimeout(timer), isAsked = false;
    if (key === "") return;
    if (key !== before) timer = setTimeout(ask, CHANGE_PAUSE_MS);
    else if (isAsked) ask();
  });
  return () => {
    stop();
    clearTimeout(timer);
    smoothing.close();
  };
}
