/**
 * One chart with a cursor. Mouse, finger and arrow keys move the cursor from point to point, and a tip shows the exact point.
 * Screen readers say the point when a key moved the cursor.
 *
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { ChartMarks } from "./chart_marks.ts";
import type { ChartView } from "./chart_view.ts";
import { findCursor, type PlotCursor, readCursorKey } from "./plot_cursor.ts";
import type { Band } from "./plot_drag.ts";
import { usePlotPointer } from "./plot_pointer.ts";
import type { PlottedRun } from "./plotted_run.ts";
import { describePoint, PointTip } from "./PointTip.tsx";
import { useLineChart } from "./use_line_chart.ts";
import { showHidden } from "../../text/visible.ts";

/** What the chart shows, and its callbacks. */
export interface MetricPlotProps {
  metric: string;
  /** Shows the metric's name, because there is more than one chart. */
  isTitled: boolean;
  runs: readonly PlottedRun[];
  view: ChartView;
  marks: ChartMarks;
  /** CSS pixels; undefined = as in the style sheet. */
  height: number | undefined;
  cursor: Signal<PlotCursor | null>;
  /** Where the cursor goes when the mouse leaves the chart. */
  pinned: PlotCursor | null;
  formatX(value: number): string;
  /** The pointer or a key is on a point; null when it is on none. */
  onGlance(cursor: PlotCursor | null): void;
  /** A point was clicked, touched, or chosen with Enter. */
  onChoose(cursor: PlotCursor): void;
  /** A range was dragged: inclusive steps; null = all. */
  onRange(minStep: number | null, maxStep: number | null): void;
}

/** The chart. */
export function MetricPlot(props: MetricPlotProps): JSX.Element {
  const { metric, runs, cursor, height, onGlance, onChoose } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useLineChart(canvas, props);
  const isSpoken = useSignal(false);
  const { band, listeners } = usePlotPointer({ ...props, canvas, chart, isSpoken });
  const at = findCursor(runs, cursor.value);
  const pixel = at && chart.current ? chart.current.pixelOf(at.point) : null;

  function onKeyDown(event: KeyboardEvent): void {
    const action = readCursorKey(runs, cursor.peek(), event.key);
    if (!action) return;
    event.preventDefault();
    if (action.does === "choose") return onChoose(action.at);
    isSpoken.value = action.does === "move";
    cursor.value = action.does === "move" ? action.to : null;
    onGlance(cursor.peek());
  }

  return (
    <div
      class="plot"
      role="application"
      aria-roledescription="chart"
      aria-label={`${showHidden(metric)}: arrow keys go from point to point, Enter shows the line in the terminal`}
      tabIndex={0}
      style={typeof document === "undefined" || !height ? undefined : { height: `${height}px` }}
      {...listeners}
      onKeyDown={onKeyDown}
      onBlur={() => {
        isSpoken.value = false;
        onGlance(null);
      }}
    >
      {props.isTitled && <span class="plot-title">{showHidden(metric)}</span>}
      <canvas ref={canvas} aria-hidden="true" />
      {band.value && <DragBand {...band.value} />}
      <p class="hidden-text" role="status">
        {at && isSpoken.value ? describePoint(metric, at.run, at.index) : ""}
      </p>
      {at && pixel && (
        <>
          <CursorMark {...pixel} {...chart.current!.edges()} />
          <PointTip
            metric={metric}
            run={at.run}
            runCount={runs.length}
            index={at.index}
            at={pixel}
            width={canvas.current!.clientWidth}
          />
        </>
      )}
    </div>
  );
}

/**
 * A line through the point and a ring around it. They lie above the canvas, so that a move of the cursor does not redraw it.
 * A point without a value has no ring.
 */
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

function DragBand({ left, width }: Band): JSX.Element {
  return <span class="plot-band" style={{ left: `${left}px`, width: `${width}px` }} />;
}
