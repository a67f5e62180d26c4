/**
 * A panel while it is in sight: its chart, and the cursor's line above it. Follows the points, the view and the cursor until it is closed.
 * The cursor moves an element; no chart is drawn again for it.
 *
 * @module
 */
import { effect, type Signal, signal } from "@preact/signals";
import type { Panel } from "../../../series/panels/group_panels.ts";
import type { WireAxis } from "../../../wire/points.ts";
import { listSigns } from "../../../series/list_signs.ts";
import { clipRange } from "../../../series/clip.ts";
import { widthOfLines } from "../../../series/line_width.ts";
import { chooseStyles, listDash } from "../../../series/run_styles.ts";
import { exactAt, exactValues } from "./exact_cursor.ts";
import { forwardRun, moveSharedCursor, type SharedCursor, sharedCursor } from "../shared_cursor.ts";
import type { NamedRun } from "../metric_plots.ts";
import type { BoardScene, BoardView } from "./board_scene.ts";
import type { DrawnCurve } from "./curve_controller.ts";
import {
  axisOf,
  type AxisSpan,
  type Curve,
  type CurveValue,
  drawnAt,
  drawnValues,
  nearestIndex,
  nearestValue,
  positionsOf,
  spanOf,
  valuesAt,
} from "./curves.ts";
import { createPanelChart, type PanelChart } from "./panel_chart.ts";
import { readPanelTheme, readRunColour } from "./panel_theme.ts";

/** What is at the cursor in a panel. */
export interface PanelReading {
  /** The x of the nearest point. */
  x: number;
  /** Every curve's value, highest first: found when they are asked for, since most panels show only the nearest. */
  listValues(): readonly CurveValue[];
  nearest: CurveValue;
  /** CSS pixels from the upper left corner of the canvas. */
  left: number;
  top: number;
  /** True where the pointer or the keys are. */
  isHere: boolean;
}

/** A curve that is brought forward, and the others then. */
const FORWARD_PX = 2.5, BACK_ALPHA = 0.2;
const CURVE_PX = 1.5, SECOND_PX = 3, SECOND_ALPHA = 0.5;

/** A panel in sight, until it is closed. */
export class PanelDrawing {
  /** What is at the cursor; null without one. */
  readonly reading: Signal<PanelReading | null> = signal(null);
  /** True once there is something on the canvas. */
  readonly isDrawn: Signal<boolean> = signal(false);
  readonly chart: PanelChart;
  readonly #box: HTMLElement;
  readonly #panel: Panel;
  readonly #scene: BoardScene;
  /** Counts what moves the points on the canvas. */
  readonly layout: Signal<number> = signal(0);
  readonly #forwardKey = {};
  readonly #stops: (() => void)[];
  #curves: readonly Curve[] = [];

  /** `box` gets the canvas. */
  constructor(box: HTMLElement, panel: Panel, scene: BoardScene) {
    this.#box = box;
    this.#panel = panel;
    this.#scene = scene;
    this.chart = createPanelChart(box, () => this.layout.value++);
    scene.drawings.add(this);
    this.#stops = [
      effect(() => this.#follow()),
      effect(() => this.#bringForward(forwardRun.value)),
      effect(() => {
        void this.layout.value;
        const cursor = sharedCursor.value;
        this.reading.value = cursor && this.isDrawn.peek() ? this.#readAt(cursor) : null;
      }),
    ];
  }

  /** The part of the x axis that is to be shown, drawn or not: a gesture goes on from where the one before it ended. */
  span(): AxisSpan {
    const { view, draft } = this.#scene;
    return shownSpan(this.#curves, view.peek(), draft.peek());
  }

  /** The curves that are drawn. */
  curves(): readonly Curve[] {
    return this.#curves;
  }

  /** The metrics of the curves that are drawn thinned, by their axes. */
  listThinned(): Map<WireAxis, Set<string>> {
    const { axis, isThinned } = this.#of(), thinned = Map.groupBy(this.#curves.filter(isThinned), axis);
    return new Map([...thinned].map(([each, curves]) => [each, new Set(curves.map(({ metric }) => metric))]));
  }

  #of() {
    const { feed, view } = this.#scene, { x } = view.peek();
    return {
      axis: (curve: Curve) => axisOf(curve, x),
      isThinned: ({ columns, metric, runId }: Curve) => columns.step.length < feed.totalOf(metric, runId),
    };
  }

  /** Moves the cursor to the point nearest to a position on the canvas, CSS pixels. */
  pointAt({ x, y }: { x: number; y: number }): void {
    if (!this.isDrawn.peek()) return;
    const values = valuesAt(this.#curves, this.chart.xAt(x));
    const nearest = nearestValue(values, y, (value) => this.chart.pixelOfY(value));
    if (!nearest) return;
    const { curve: { x: xs, runId, metric }, index } = nearest;
    moveSharedCursor({ x: xs[index]!, runId, metric, from: this.#panel.key });
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#scene.drawings.delete(this);
    this.#scene.queue.remove(this);
    this.#scene.queue.remove(this.#forwardKey);
    this.chart.close();
  }

  /** Draws in one of the next frames, and again whenever what is read here changes. */
  #follow(): void {
    const { feed, smoothing, view, named, draft, theme, queue } = this.#scene;
    const shown = { view: view.value, named: named.value, draft: draft.value };
    void theme.value;
    const points = this.#panel.metrics.map((metric) => feed.pointsOf(metric).value);
    for (const metric of this.#panel.metrics) void smoothing.linesOf(metric).value;
    if (points.every((each) => each === null)) return;
    (this.isDrawn.peek() ? queue.add : queue.addFirst)(this, () => this.#draw(shown));
  }

  #draw({ view, named, draft }: { view: BoardView; named: readonly NamedRun[]; draft: AxisSpan | null }): void {
    this.#curves = makeCurves(this.#panel, this.#scene, { view, named });
    const span = shownSpan(this.#curves, view, draft);
    this.chart.update({
      curves: this.#look(forwardRun.peek(), view),
      x: span,
      y: shownValues(this.#curves, span, view),
      axis: view.x,
      isLog: view.isLog,
    }, readPanelTheme(this.#box));
    this.isDrawn.value = true;
    this.layout.value++;
  }

  #look(forward: string | null, { isLog }: BoardView): DrawnCurve[] {
    return lookOf(this.#curves, this.#box, { forward, y: isLog ? "log" : "linear" });
  }

  #bringForward(runId: string | null): void {
    if (!this.isDrawn.peek()) return;
    const redraw = () => this.chart.redraw(this.#look(runId, this.#scene.view.peek()));
    this.#scene.queue.add(this.#forwardKey, redraw);
  }

  #readAt({ x: wanted, line, runId, metric, from }: SharedCursor): PanelReading | null {
    const x = line === undefined ? wanted : positionOfLine(this.#curves, runId, line);
    if (x === null) return null;
    const { axis, isThinned } = this.#of(), known = exactValues.value;
    const curves = this.#curves,
      exact = (curve: Curve) => exactAt(known, x, { axis: axis(curve), runId: curve.runId, metric: curve.metric });
    const find = (some: readonly Curve[]) => valuesAt(some, x, { exact, isThinned });
    const own = find(curves.filter((curve) => curve.runId === runId));
    const nearest = own.find(({ curve }) => curve.metric === metric) ?? own[0] ?? find(curves)[0];
    const area = this.chart.area(), left = this.chart.pixelOfX(x);
    if (!nearest || left < area.left - 1 || left > area.right + 1) return null;
    const top = this.chart.pixelOfY(drawnAt(nearest));
    return { x, listValues: () => find(curves), nearest, left, top, isHere: from === this.#panel.key };
  }
}

/** The curves of a panel as they are shown, from the points that are there. */
export function makeCurves(
  panel: Panel,
  { feed, smoothing }: Pick<BoardScene, "feed" | "smoothing">,
  { view, named }: { view: BoardView; named: BoardScene["named"]["value"] },
): Curve[] {
  const isPaired = panel.metrics.length > 1, styles = chooseStyles(named);
  return named.flatMap(({ id, name }, at) =>
    panel.metrics.flatMap((metric, place): Curve[] => {
      const columns = feed.pointsOf(metric).peek()?.runs.get(id);
      if (!columns || columns.step.length === 0 || view.hidden.includes(at + 1)) return [];
      const options = { x: view.x, startMs: feed.starts.get(id) ?? 0, isPaired }, x = positionsOf(columns, options);
      const average = smoothing.lineOf(metric, id, view);
      return [{
        runId: id,
        metric,
        name: describeCurve({ name, metric, runs: named.length, isPaired }),
        style: styles.get(id)!,
        isSecond: place > 0,
        columns,
        x,
        line: average
          ? { x: positionsOf(average, options), step: average.step, y: average.value }
          : { x, step: columns.step, y: drawnValues(columns, view.smoothing, feed.totalOf(metric, id)) },
      }];
    })
  );
}

/** What sets a curve apart from the others of its panel. */
function describeCurve(
  { name, metric, runs, isPaired }: { name: string; metric: string; runs: number; isPaired: boolean },
): string {
  if (!isPaired) return runs > 1 ? name : metric;
  return runs > 1 ? `${name} ${metric}` : metric;
}

/** The shown part of the axis: that of a gesture, that of the view, or all that there is. */
function shownSpan(curves: readonly Curve[], { low, high }: BoardView, draft: AxisSpan | null): AxisSpan {
  if (draft) return draft;
  const all = spanOf(curves, "x");
  return { low: low ?? all.low, high: high ?? all.high };
}

/** The shown part of the y axis: all values in the range, or those without outliers. */
function shownValues(curves: readonly Curve[], span: AxisSpan, { clip, isLog }: BoardView): AxisSpan {
  if (!clip) return spanOf(curves, "y", span, isLog);
  const inSpan = curves.map(({ line: { x, y } }) => y.filter((_, at) => x[at]! >= span.low && x[at]! <= span.high));
  return clipRange(inSpan, isLog ? "log" : "linear") ?? { low: NaN, high: NaN };
}

/** How curves are drawn: the run that is brought forward last, the others pale. */
function lookOf(
  curves: readonly Curve[],
  box: HTMLElement,
  { forward, y }: { forward: string | null; y: "linear" | "log" },
): DrawnCurve[] {
  const isAny = forward !== null && curves.some(({ runId }) => runId === forward);
  const isFront = ({ runId }: Curve) => isAny && runId === forward, thin = widthOfLines(curves.length, CURVE_PX);
  return [...curves.filter((curve) => !isFront(curve)), ...curves.filter(isFront)].map((curve) => ({
    ...curve.line,
    signs: listSigns({ x: curve.x, value: curve.columns.value }, { y }),
    colour: readRunColour(box, curve.style),
    dash: listDash(curve.style),
    width: (isFront(curve) ? FORWARD_PX : thin) * (curve.isSecond ? SECOND_PX / CURVE_PX : 1),
    alpha: (isAny && !isFront(curve) ? BACK_ALPHA : 1) * (curve.isSecond ? SECOND_ALPHA : 1),
  }));
}

/** The x of the point that a line printed, or the point nearest to it; null without points. */
export function positionOfLine(curves: readonly Curve[], runId: string, line: number): number | null {
  let best: number | null = null, distance = Infinity;
  for (const { runId: id, columns, x } of curves) {
    if (id !== runId) continue;
    const index = nearestIndex(Float64Array.from(columns.line), line);
    if (index < 0 || Math.abs(columns.line[index]! - line) >= distance) continue;
    best = x[index]!;
    distance = Math.abs(columns.line[index]! - line);
  }
  return best;
}
