/**
 * The canvas of one metric in full size. What pointer and keys do there is in `grid/PlotLayer.tsx`, which is loaded at the first touch.
 *
 * @module
 */
import { useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { keepEarlyEvents } from "./early_events.ts";
import { laterParts, loadLaterParts } from "./later_parts.ts";
import type { MetricPlotProps } from "./plot_props.ts";
import { selection } from "../run/selection.ts";
import { useLineChart } from "./use_line_chart.ts";
import { showHidden } from "../../text/visible.ts";

/** The chart. */
export function MetricPlot(props: MetricPlotProps): JSX.Element {
  const { metric, cursor, height } = props;
  const plot = useRef<HTMLDivElement>(null), canvas = useRef<HTMLCanvasElement>(null);
  const { chart, layout } = useLineChart(canvas, props), Layer = laterParts.value?.PlotLayer;
  const repeat = useRef<(() => () => void) | null>(null);
  useLayoutEffect(() => {
    if (!laterParts.peek()) repeat.current = keepEarlyEvents(plot.current!, loadLaterParts);
    return () => void repeat.current?.();
  }, []);
  useSignalEffect(() => {
    if (cursor.value !== null || selection.value !== null) loadLaterParts();
  });
  return (
    <div
      class="plot"
      ref={plot}
      role="application"
      aria-roledescription="chart"
      aria-label={`${
        showHidden(metric)
      }: arrow keys go from point to point, Enter shows the line in the terminal, N adds a note`}
      tabIndex={0}
      style={typeof document === "undefined" || !height ? undefined : { height }}
    >
      {props.isTitled && <span class="plot-title">{showHidden(metric)}</span>}
      <canvas ref={canvas} aria-hidden="true" />
      {Layer && <Layer {...props} plot={plot} canvas={canvas} chart={chart} layout={layout} early={repeat} />}
    </div>
  );
}
