/**
 * The charts of a page, one for each shown metric, or a message where there are no points.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { glance, type Selection, selection } from "../run/selection.ts";
import type { ChartView } from "../../series/chart_view.ts";
import type { MetricPlotted } from "./metric_plots.ts";
import { MetricPlot } from "./MetricPlot.tsx";
import type { PlotCursor } from "./plot_cursor.ts";
import type { ChosenPoint } from "./use_chosen_point.ts";
import { showHidden } from "../../text/visible.ts";

/** What to show, and the callback that changes the view. */
export interface ChartPlotsProps {
  experimentId: string;
  /** Id of the element. */
  id: string;
  plots: readonly MetricPlotted[];
  /** What to say when no chart has a point; null = the charts have points. */
  state: string | null;
  /** Says how to track a number that was not recognized. */
  isHinted: boolean;
  view: ChartView;
  /** Of one chart, a CSS length; undefined = as in the style sheet. */
  height: string | undefined;
  chosen: ChosenPoint;
  onChange(change: Partial<ChartView>, isStep?: boolean): void;
}

/** The charts. The cursor of the chosen point is in the first. */
export function ChartPlots(props: ChartPlotsProps): JSX.Element {
  const { id, plots, state, view, height, chosen, onChange } = props;
  const besideCursor = useSignal<PlotCursor | null>(null);
  const metric = plots[0]?.metric;
  return (
    <div
      id={id}
      class="chart-plots"
      data-count={plots.length}
      {...(metric !== undefined ? { role: "tabpanel", "aria-label": showHidden(metric) } : {})}
    >
      {plots.map((plot, at) => (
        <MetricPlot
          key={at}
          experimentId={props.experimentId}
          metric={plot.metric}
          isTitled={plots.length > 1}
          runs={plot.runs}
          view={view}
          marks={plot.marks}
          height={height}
          cursor={at === 0 ? chosen.cursor : besideCursor}
          pinned={at === 0 ? chosen.pinned.value : null}
          onGlance={(cursor) => glance.value = cursor && selectPoint(plot, cursor)}
          onChoose={(cursor) => {
            chosen.pinned.value = at === 0 ? cursor : null;
            selection.value = selectPoint(plot, cursor);
          }}
          onRange={(minX, maxX) => onChange({ minX, maxX }, true)}
        />
      ))}
      {state !== null && (
        <div class="chart-state">
          <p role="status">{state}</p>
          {props.isHinted && <p class="hint">To track a number that isn’t read, click it in the terminal.</p>}
        </div>
      )}
    </div>
  );
}

/** The point under a cursor, with its line, as the terminal needs it. */
export function selectPoint({ metric, runs }: Pick<MetricPlotted, "metric" | "runs">, cursor: PlotCursor): Selection {
  const { runId, index } = cursor;
  const { line, step, value } = runs.find((run) => run.id === runId)!.columns;
  return { runId, line: line[index]!, point: { metric, step: step[index]!, value: value[index]! }, from: "chart" };
}
