/**
 * Settings of the chart's view that are used less often: x axis, its range, outliers, and a second metric beside the first. They are loaded when they
 * are opened.
 *
 * @module
 */
import type { JSX } from "preact";
import { type ChartView, readPosition } from "../../series/chart_view.ts";
import { listXAxes } from "../../series/x_axis_choices.ts";
import { showHidden } from "../../text/visible.ts";
import type { WireAxis } from "../../wire/points.ts";
import type { MetricPlotted } from "./metric_plots.ts";
import { writeMoment } from "./PointTip.tsx";

/** The view, and the callback that changes it; `isStep` for what Back undoes. */
export interface RareSettingsProps {
  view: ChartView;
  /** What is drawn: the x axis can show what its points have. */
  plots: readonly Pick<MetricPlotted, "runs">[];
  /** Metrics that can be shown beside the first. */
  others: readonly string[];
  onChange(change: Partial<ChartView>, isStep?: boolean): void;
}

/** What an axis counts: one, and many of them. */
const UNITS: Readonly<Record<WireAxis, readonly [string, string]>> = {
  step: ["step", "steps"],
  global_step: ["global step", "global steps"],
  epoch: ["epoch", "epochs"],
  elapsed: ["second", "seconds"],
  time: ["time", "times"],
};

/** The settings. */
export function RareSettings({ view, plots, others, onChange }: RareSettingsProps): JSX.Element {
  const axes = listXAxes(plots.flatMap(({ runs }) => runs.map(({ columns }) => columns)), view.x);
  const [one, many] = UNITS[view.x], isClock = view.x === "time";
  return (
    <>
      <label class="chart-x">
        <span>x axis</span>
        <select
          class="small-field"
          value={view.x}
          onChange={(event) => onChange({ x: event.currentTarget.value as WireAxis, minX: null, maxX: null }, true)}
        >
          {axes.map(([name, words]) => <option key={name} value={name}>{words}</option>)}
        </select>
      </label>
      <fieldset class="chart-range">
        <legend class="hidden-text">{`Range of ${many}`}</legend>
        <span aria-hidden="true">{many[0]!.toUpperCase() + many.slice(1)}</span>
        <BoundField
          label={`First ${one}`}
          hint="first"
          isClock={isClock}
          value={view.minX}
          onChange={(minX) => onChange({ minX }, true)}
        />
        <span aria-hidden="true">–</span>
        <BoundField
          label={`Last ${one}`}
          hint="last"
          isClock={isClock}
          value={view.maxX}
          onChange={(maxX) => onChange({ maxX }, true)}
        />
      </fieldset>
      <label class="chart-clip">
        <input
          type="checkbox"
          checked={view.clip}
          onChange={(event) => onChange({ clip: event.currentTarget.checked }, true)}
        />
        <span>Clip outliers</span>
      </label>
      {others.length > 0 && (
        <label class="chart-beside">
          <span>Beside</span>
          <select
            class="small-field"
            value={view.beside ?? ""}
            onChange={(event) => onChange({ beside: event.currentTarget.value || null }, true)}
          >
            <option value="">nothing</option>
            {others.map((name) => <option key={name} value={name}>{showHidden(name)}</option>)}
          </select>
        </label>
      )}
    </>
  );
}

interface BoundFieldProps {
  label: string;
  hint: string;
  /** The field holds a date with its time, in the reader's zone. */
  isClock: boolean;
  value: number | null;
  onChange(value: number | null): void;
}

function BoundField({ label, hint, isClock, value, onChange }: BoundFieldProps): JSX.Element {
  return (
    <label>
      <span class="hidden-text">{label}</span>
      <input
        type="text"
        class="small-field"
        inputMode={isClock ? "text" : "decimal"}
        placeholder={hint}
        data-clock={isClock ? "" : undefined}
        value={value === null ? "" : isClock ? writeMoment(value) : String(value)}
        onChange={(event) => onChange(readPosition(event.currentTarget.value, isClock ? "time" : "step"))}
      />
    </label>
  );
}
