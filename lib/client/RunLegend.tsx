/**
 * The legend of a chart, which is its text alternative too: each run's line, its final value, and what lies behind it.
 *
 * @module
 */
import type { JSX } from "preact";

/** A run's line in numbers; texts are ready to be shown. */
export interface LegendRow {
  id: string;
  name: string;
  /** 1 to 8: colour and dash in chart.css. */
  style: number;
  last: string;
  lastStep: string;
  min: string;
  max: string;
  mean: string;
  points: string;
}

/** The table. */
export function RunLegend({ metric, rows }: { metric: string; rows: readonly LegendRow[] }): JSX.Element {
  return (
    <div class="legend" tabIndex={0} role="region" aria-label={`${metric} in numbers`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{metric}</th>
            <th scope="col">Last</th>
            <th scope="col">Step</th>
            <th scope="col">Min</th>
            <th scope="col">Max</th>
            <th scope="col">Mean</th>
            <th scope="col">Points</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <svg class="legend-key" viewBox="0 0 28 10" aria-hidden="true">
                  <path class={`series run-${row.style}`} d="M1 5H27" />
                </svg>
                <span class="legend-name">{row.name}</span>
              </th>
              <td class="legend-last">{row.last}</td>
              <td>{row.lastStep}</td>
              <td>{row.min}</td>
              <td>{row.max}</td>
              <td>{row.mean}</td>
              <td>{row.points}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
