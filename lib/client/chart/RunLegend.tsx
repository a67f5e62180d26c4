/**
 * The legend of a chart: each run's line style with its numbers. It is also the chart's text alternative.
 *
 * @module
 */
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { type DistinctName, distinctNames } from "../../text/distinct_names.ts";
import { RunName } from "../../ui/RunName.tsx";
import { showHidden } from "../../text/visible.ts";
import { laterParts } from "./later_parts.ts";
import type { LegendPoint, LegendRow } from "./legend_rows.ts";
import type { ExtremePoint } from "./range_summary.ts";

/** The rows of a legend, and which runs are hidden. */
export interface RunLegendProps {
  metric: string;
  rows: readonly LegendRow[];
  /** Numbers of the runs that are hidden, counted from 1. */
  hidden: readonly number[];
  /** Hides or shows a run. */
  onToggle(number: number): void;
  /** Shows the lowest or highest point of a run on the chart; undefined where the chart has no cursor of its own. */
  onPoint: ((runId: string, point: ExtremePoint) => void) | undefined;
}

/** The table. With several runs, each has a button that hides its line. */
export function RunLegend({ metric, rows, hidden, onToggle, onPoint }: RunLegendProps): JSX.Element {
  const names = distinctNames(rows.map((row) => row.name)), isOne = rows.length === 1;
  const legend = useRef<HTMLDivElement>(null), Here = laterParts.value?.LegendHere;
  return (
    <div class="legend" ref={legend} tabIndex={0} role="region" aria-label={`${showHidden(metric)} in numbers`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{showHidden(metric)}</th>
            {!isOne && <th scope="col">At the cursor</th>}
            <th scope="col">Last</th>
            <th scope="col">Step</th>
            <th scope="col">Min</th>
            <th scope="col">Max</th>
            <th scope="col">Mean</th>
            <th scope="col">Points</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.id} data-run={row.id} data-hidden={hidden.includes(at + 1) ? "" : undefined}>
              <th scope="row">
                {isOne ? <Key style={row.style} name={names[at]!} /> : (
                  <button
                    type="button"
                    class="legend-toggle"
                    aria-pressed={!hidden.includes(at + 1)}
                    title={`${showHidden(row.name)}: draw this run`}
                    onClick={() => onToggle(at + 1)}
                  >
                    <Key style={row.style} name={names[at]!} />
                  </button>
                )}
              </th>
              {!isOne && <td class="legend-here" />}
              <td class="legend-last">{row.last}</td>
              <td>{row.lastStep}</td>
              <td>
                {showPoint(
                  "lowest",
                  row.min,
                  onPoint && ((point) =>
                    onPoint(row.id, point)),
                )}
              </td>
              <td>
                {showPoint(
                  "highest",
                  row.max,
                  onPoint && ((point) =>
                    onPoint(row.id, point)),
                )}
              </td>
              <td>{row.mean}</td>
              <td>{row.points}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!isOne && Here && <Here metric={metric} legend={legend} />}
      {rows.some(({ isThinned }) => isThinned) && (
        <p class="legend-note">Of each stretch, the lowest and the highest point are drawn.</p>
      )}
    </div>
  );
}

/** A number that is a button when it leads to its point. */
function showPoint(
  which: string,
  { text, point }: LegendPoint,
  onPress: ((point: ExtremePoint) => void) | undefined,
): JSX.Element | string {
  if (!point || !onPress) return text;
  return (
    <button
      type="button"
      class="legend-point"
      title={`The ${which} value, at step ${point.step}: show it`}
      onClick={() => onPress(point)}
    >
      {text}
    </button>
  );
}

function Key({ style, name }: { style: number; name: DistinctName }): JSX.Element {
  return (
    <span class="legend-run">
      <svg class="legend-key" viewBox="0 0 28 10" aria-hidden="true">
        <path class={`series run-${style}`} d="M1 5H27" />
      </svg>
      <RunName {...name} />
    </span>
  );
}
