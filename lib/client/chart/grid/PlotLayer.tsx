/**
 * What lies above the canvas of a large chart: the cursor with its tip, and what pointer and keys do. The cursor's x is that of all charts.
 * Screen readers say the point when a key moved the cursor.
 *
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX, RefObject } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { PlacedOnChart } from "../plot_props.ts";
import { placeMark } from "../../../series/mark_places.ts";
import { columnOnAxis } from "../../../series/x_axis.ts";
import { findPoints } from "../../teach/points_of_line.ts";
import { MarkStrip } from "../marks/MarkStrip.tsx";
import { findCursor } from "../plot_cursor.ts";
import { selection } from "../../run/selection.ts";
import { describePoint, PointTip } from "../PointTip.tsx";
import { forwardRun, sharedCursor } from "../shared_cursor.ts";
import { followRows } from "./board_rows.ts";
import { exactAt, type ExactSource, exactValues, followExact, followLine } from "./exact_cursor.ts";
import { legendReadingOf } from "./legend_readings.ts";
import { ForwardLine } from "./ForwardLine.tsx";
import { type CursorPlace, placeElsewhere, valuesOfRuns } from "./large_values.ts";
import { type ActedPlot, PlotActs } from "./plot_acts.ts";
import { followGestures } from "./plot_gestures.ts";
import { type TipRow, TipRows } from "./TipRows.tsx";

/** The chart below the layer. */
export interface PlotLayerProps extends ActedPlot {
  plot: RefObject<HTMLDivElement>;
  /** Changes with the chart's size and scale. */
  layout: number;
  /** Stops keeping early events, and repeats them; null when none were kept. */
  early: { current: (() => () => void) | null };
}

type Band = { left: number; width: number };

/** The layer. */
export function PlotLayer(props: PlotLayerProps): JSX.Element | null {
  const { metric, runs, cursor, canvas, chart, layout } = props;
  const band = useSignal<Band | null>(null), isSpoken = useSignal(false);
  useListeners(props, { band, isSpoken });
  const at = findCursor(runs, cursor.value), shared = sharedCursor.value;
  const pixel = at && chart.current ? chart.current.pixelOf(at.point) : null;
  const run = runs.find(({ id }) => id === selection.value?.runId);
  const lineAt = run && placeMark({ line: selection.value!.line, step: null }, run);
  const elsewhere = at ? null : placeElsewhere(runs, shared),
    here = at ? { x: at.point.x, runId: at.run.id } : elsewhere;
  const listRows = useReading(props, here), forward = runs.find(({ id }) => id === forwardRun.value);
  return (
    <>
      {forward && runs.length > 1 && chart.current && (
        <ForwardLine run={forward} chart={chart.current} layout={layout} />
      )}
      {band.value && (
        <span
          class="plot-band"
          style={{ left: `${band.value.left}px`, width: `${band.value.width}px` }}
        />
      )}
      <p class="hidden-text" role="status">
        {at && isSpoken.value && describePoint(metric, at.run, at.index)}
      </p>
      {chart.current && (
        <MarkStrip experimentId={props.experimentId} runs={runs} chart={chart.current} layout={layout} />
      )}
      {lineAt != null && chart.current && (
        <CursorLine className="plot-line-mark" chart={chart.current} layout={layout} x={lineAt} />
      )}
      {elsewhere && chart.current && <CursorLine chart={chart.current} layout={layout} x={elsewhere.x} />}
      {at && pixel && (
        <>
          <CursorLine chart={chart.current!} layout={layout} x={at.point.x} />
          {Number.isFinite(pixel.y) && (
            <span class="plot-ring" style={{ transform: `translate(${pixel.x}px, ${pixel.y}px)` }} />
          )}
          <PointTip
            metric={metric}
            run={at.run}
            runCount={runs.length}
            index={at.index}
            x={props.view.x}
            at={pixel}
            width={canvas.current!.clientWidth}
          >
            {listRows && <TipRows rows={listRows()} />}
          </PointTip>
        </>
      )}
    </>
  );
}

/** The line of the cursor. It lies above the canvas, so that a move of the cursor does not redraw it. */
function CursorLine(
  { chart, x, className = "plot-cursor" }: PlacedOnChart & { x: number; className?: string },
): JSX.Element | null {
  const { top, bottom } = chart.edges(), { left, right } = chart.span(), at = chart.pixelOf({ x, y: 0 }).x;
  if (at < left - 1 || at > right + 1) return null;
  return (
    <span
      class={className}
      style={{ transform: `translateX(${Math.round(at)}px)`, top: `${top}px`, height: `${bottom - top}px` }}
    />
  );
}

/** Finds every run's value at the cursor, which the chart's legend shows too. Null for a single run, and without a cursor. */
function useReading(props: PlotLayerProps, here: CursorPlace | null): (() => readonly TipRow[]) | null {
  const { metric, runs, view: { x: axis } } = props, x = here?.x ?? null, runId = here?.runId ?? null;
  const isOne = runs.length < 2, now = useRef(props), known = exactValues.value;
  now.current = props;
  useEffect(() => isOne ? undefined : followExact(exactSourceOf(() => now.current)), [isOne]);
  const listRows = useMemo(() => {
    if (x === null || runId === null || isOne) return null;
    let rows: readonly TipRow[] | undefined;
    return () => rows ??= valuesOfRuns(runs, { x, runId }, (id) => exactAt(known, x, { axis, runId: id, metric }));
  }, [runs, x, runId, axis, known]);
  useLayoutEffect(() => {
    const reading = legendReadingOf(metric);
    reading.value = listRows && { listRows, nearest: runId! };
    return () => void (reading.value = null);
  }, [metric, listRows]);
  return listRows;
}

/** The large chart, for the exact values at the cursor. */
function exactSourceOf(now: () => PlotLayerProps): ExactSource {
  return {
    runIds: () => now().runs.map(({ id }) => id),
    wanted: () => {
      const { metric, runs, view: { x } } = now();
      return new Map([[x, new Set(runs.some(({ isThinned }) => isThinned) ? [metric] : [])]]);
    },
    range: () => {
      const { x, minX, maxX } = now().view;
      return { x, low: minX, high: maxX };
    },
  };
}

/** Where the points of a line stand, those of the chart's metric before others. The server says it where only some of the points are drawn. */
async function placeOfLine(
  { metric, runs, experimentId, view: { x } }: PlotLayerProps,
  { runId, line }: { runId: string; line: number },
  signal: AbortSignal,
): Promise<number | null> {
  const run = runs.find(({ id }) => id === runId), drawn = run?.columns.line.lastIndexOf(line) ?? -1;
  if (!run || drawn >= 0 || !run.isThinned) return run?.positions[drawn] ?? null;
  const { points } = await findPoints({ experimentId, runId, line, signal });
  const { columns } = points.findLast((each) => each.metric === metric) ?? points.at(-1) ?? {};
  const startMs = run.columns.time[0]! - 1000 * run.positions[0]!; // as the elapsed seconds of what is drawn have it; no other axis asks
  const [place = NaN] = columns ? columnOnAxis(columns, { x, startMs }) : [];
  return Number.isNaN(place) ? null : place;
}

interface LayerState {
  band: Signal<Band | null>;
  isSpoken: Signal<boolean>;
}

/** Listens to the chart's element. The listeners see the props of the newest rendering. */
function useListeners(props: PlotLayerProps, { band, isSpoken }: LayerState): void {
  const now = useRef(props);
  now.current = props;
  useEffect(() => {
    const element = props.plot.current!, acts = new PlotActs(() => now.current, isSpoken);
    const stop = new AbortController(), { signal } = stop, repeat = props.early.current?.();
    const stopRows = followRows(() => now.current.runs.length === 1 ? now.current.runs[0]!.id : null);
    const stopLine = followLine({ placeOf: (line, abort) => placeOfLine(now.current, line, abort) });
    props.early.current = null;
    const stopGestures = followGestures(element, acts.createTarget((each) => band.value = each));
    element.addEventListener("pointermove", acts.onPoint, { signal });
    element.addEventListener("pointerdown", acts.onPoint, { signal });
    element.addEventListener("pointerup", acts.onUp, { signal });
    element.addEventListener("pointerleave", acts.onLeave, { signal });
    element.addEventListener("click", acts.onClick, { signal });
    element.addEventListener("keydown", acts.onKey, { signal });
    element.addEventListener("blur", acts.onBlur, { signal });
    repeat?.();
    return () => {
      stop.abort();
      stopGestures();
      stopRows();
      stopLine();
    };
  }, []);
}
