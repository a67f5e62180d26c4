/**
 * The head of the charts: the metrics to choose from, the settings of the view, and the menu of what can be taken away.
 *
 * @module
 */
import type { JSX } from "preact";
import { ChartControls } from "./ChartControls.tsx";
import type { ChartView } from "../../series/chart_view.ts";
import type { MetricPlotted } from "./metric_plots.ts";
import { MetricTabs } from "./MetricTabs.tsx";
import { chartAddress, ShareButton } from "./ShareButton.tsx";

/** What is shown, what could be shown, and the callbacks that change it. */
export interface ChartHeadProps {
  experimentId: string;
  runIds: readonly string[];
  /** Every metric, and those of speed and memory. */
  names: readonly string[];
  throughput: readonly string[];
  /** The metric of the first chart; null for none. */
  metric: string | null;
  plots: readonly MetricPlotted[];
  view: ChartView;
  /** Id of the element with the charts. */
  panelId: string;
  onMetric(name: string): void;
  onChange(change: Partial<ChartView>, isStep?: boolean): void;
}

/** The head. */
export function ChartHead(props: ChartHeadProps): JSX.Element {
  const { names, throughput, metric, view, onChange } = props, plots = props.plots.filter((plot) => plot.isDrawn);
  return (
    <div class="chart-head">
      <MetricTabs
        metrics={names.filter((name) => !throughput.includes(name))}
        throughput={throughput}
        chosen={metric}
        panelId={props.panelId}
        onChoose={props.onMetric}
      />
      {names.length > 0 && (
        <ChartControls
          view={view}
          plots={props.plots}
          others={names.filter((name) => name !== metric)}
          onChange={onChange}
        />
      )}
      {plots.length > 0 && (
        <ShareButton
          href={chartAddress({ ...props, plots })}
          runIds={props.runIds}
          charts={() => plots.map((plot) => ({ plot, view }))}
        />
      )}
    </div>
  );
}
