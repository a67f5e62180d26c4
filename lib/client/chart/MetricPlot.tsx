/**
 * One chart with its cursor: pointer, touch and keys move it from point to point, and what it stands on is said exactly,
 * beside it and to screen readers.
 *
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ChartMarks } from "./chart_marks.ts";
import type { ChartView } from "./chart_view.ts";
import { createLineChart, type LineChart } from "./line_chart.ts";
import { usePlotDrag } from "./plot_drag.ts";
import { findCursor, moveCursor, type PlotCursor, type PlottedRun, stepOf } from "./plot_cursor.ts";
import { nearestPoint } from "./plot_points.ts";
import { describePoint, PointTip } from "./PointTip.tsx";

/** What is drawn and who is told. */
export interface MetricPlotProps {
  metric: string;
  /** Says its metric: there is more than one chart. */
  isTitled: boolean;
  runs: readonly PlottedRun[];
  view: ChartView;
  marks: ChartMarks;
  /** CSS pixels; undefined = the style sheet's. */
  height: number | undefined;
  cursor: Signal<PlotCursor | null>;
  /** Where the cursor goes when the pointer leaves. */
  pinned: PlotCursor | null;
  formatX(value: number): string;
  /** The pointer or a key is on a point; null when it is on none any more. */
  onGlance(cursor: PlotCursor | null): void;
  /** A point was pressed. */
  onChoose(cursor: PlotCursor): void;
  /** A range was drawn: inclusive steps; null = all. */
  onRange(minStep: number | null, maxStep: number | null): void;
}

/** The chart. */
export function MetricPlot(props: MetricPlotProps): JSX.Element {
  const { metric, runs, view, marks, cursor, formatX } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<LineChart | null>(null);
  const isSpoken = useSignal(false);
  /** Counts new sizes and scales: the cursor moves with its point. */
  const layout = useSignal(0);
  void layout.value;

  useLayoutEffect(() => {
    const made = createLineChart(canvas.current!, () => layout.value++);
    chart.current = made;
    return () => {
      chart.current = null;
      made.close();
    };
  }, []);

  useLayoutEffect(() => {
    chart.current?.update({
      lines: runs.flatMap((run) => linesOf(run)),
      y: view.y,
      formatX,
      minX: view.x === "step" ? view.minStep : null,
      maxX: view.x === "step" ? view.maxStep : null,
      marks,
    });
    if (cursor.peek()) layout.value++;
  }, [runs, view.y, view.x, view.minStep, view.maxStep, marks]);

  const at = findCursor(runs, cursor.value);
  const pixel = at && chart.current ? chart.current.pixelOf(at.point) : null;

  const wasDrawn = useRef(false);
  const drag = usePlotDrag((from, to) => {
    const clientY = canvas.current!.getBoundingClientRect().bottom;
    const steps = [from, to].map((clientX) => stepOf(runs, pointAt({ clientX, clientY })));
    if (steps[0] !== steps[1]) props.onRange(steps[0] ?? null, steps[1] ?? null);
  });

  /** The nearest point of any run; among runs equally near in x, the one nearest in y. */
  function pointAt(event: { clientX: number; clientY: number }): PlotCursor | null {
    const drawn = chart.current;
    if (!drawn) return null;
    const box = canvas.current!.getBoundingClientRect();
    const place = { x: event.clientX - box.left, y: event.clientY - box.top };
    const found = runs.map((run) => ({
      run,
      nearest: nearestPoint(run.points, place, drawn.pixelOf),
    })).filter((each) => each.nearest !== null);
    found.sort((a, b) => Math.round((a.nearest!.dx - b.nearest!.dx) / 8) || a.nearest!.dy - b.nearest!.dy);
    const best = found[0];
    return best ? { runId: best.run.id, place: best.nearest!.point.place } : null;
  }

  function onPointer(event: PointerEvent): void {
    if (event.type === "pointerdown") drag.onDown(event);
    else drag.onMove(event);
    isSpoken.value = false;
    cursor.value = pointAt(event);
    props.onGlance(cursor.peek());
  }

  function onLeave(event: PointerEvent): void {
    if (event.pointerType === "mouse") cursor.value = props.pinned;
    props.onGlance(null);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const next = moveCursor(runs, cursor.peek(), event.key);
    if (next) {
      isSpoken.value = true;
      cursor.value = next;
      props.onGlance(next);
    } else if (event.key === "Escape") {
      cursor.value = null;
      props.onGlance(null);
    } else if ((event.key === "Enter" || event.key === " ") && cursor.peek()) {
      props.onChoose(cursor.peek()!);
    } else {
      return;
    }
    event.preventDefault();
  }

  return (
    <div
      class="plot"
      role="application"
      aria-roledescription="chart"
      aria-label={`${metric}: arrow keys go from point to point, Enter shows the line in the terminal`}
      tabIndex={0}
      style={typeof document === "undefined" || !props.height ? undefined : { height: `${props.height}px` }}
      onPointerMove={onPointer}
      onPointerDown={onPointer}
      onPointerLeave={onLeave}
      onPointerUp={(event) => {
        wasDrawn.current = drag.onUp(event);
        // A finger that slid to a point chooses it by letting go.
        if (event.pointerType !== "mouse" && cursor.peek()) props.onChoose(cursor.peek()!);
      }}
      onClick={(event) => {
        const chosen = wasDrawn.current ? null : pointAt(event);
        if (chosen) props.onChoose(chosen);
      }}
      onDblClick={() => props.onRange(null, null)}
      onKeyDown={onKeyDown}
      onBlur={() => {
        isSpoken.value = false;
        props.onGlance(null);
      }}
    >
      {props.isTitled && <span class="plot-title">{metric}</span>}
      <canvas ref={canvas} aria-hidden="true" />
      {drag.band.value && <Band {...drag.band.value} />}
      <p class="hidden-text" role="status">
        {at && isSpoken.value ? describePoint(metric, at.run, at.place) : ""}
      </p>
      {at && pixel && (
        <>
          <CursorMark {...pixel} {...chart.current!.edges()} />
          <PointTip
            metric={metric}
            run={at.run}
            runCount={runs.length}
            place={at.place}
            at={pixel}
            width={canvas.current!.clientWidth}
          />
        </>
      )}
    </div>
  );
}

/** A line through the point and a ring on it, above the canvas, so that moving it draws nothing anew; no ring for what is no number. */
function CursorMark({ x, y, top, bottom }: { x: number; y: number; top: number; bottom: number }): JSX.Element {
  return (
    <>
      <span
        class="plot-cursor"
        style={{ transform: `translateX(${Math.round(x)}px)`, top: `${top}px`, height: `${bottom - top}px` }}
      />
      {Number.isFinite(y) && <span class="plot-ring" style={{ transform: `translate(${x}px, ${y}px)` }} />}
    </>
  );
}

function Band({ left, width }: { left: number; width: number }): JSX.Element {
  return <span class="plot-band" style={{ left: `${left}px`, width: `${width}px` }} />;
}

function linesOf(run: PlottedRun) {
  const raw = { key: `${run.id} raw`, style: run.style, points: run.points };
  if (!run.smoothed) return [{ ...raw, isFaint: false }];
  return [
    { ...raw, isFaint: true },
    { key: `${run.id} smooth`, style: run.style, points: run.smoothed, isFaint: false },
  ];
}
