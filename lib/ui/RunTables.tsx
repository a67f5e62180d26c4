/**
 * What is listed of one run below its chart: its metrics in numbers, its settings.
 *
 * @module
 */
import type { JSX } from "preact";
import type { MetricSummary, Run } from "../model.ts";
import { formatNumber } from "../text/format.ts";
import { Notice } from "./Notice.tsx";

/** What could not be read or kept of a run; nothing when all was. */
export function RunWarnings({ run }: { run: Run }): JSX.Element | null {
  if (run.warnings.length === 0) return null;
  return (
    <Notice tone="warn">
      {run.warnings.map((warning) => <p key={warning}>{warning}</p>)}
    </Notice>
  );
}

/** Count, last, lowest and highest of every metric, speeds and memory folded away; nothing when there is none. */
export function MetricTable({ run }: { run: Run }): JSX.Element | null {
  if (run.metrics.length === 0) return null;
  const metrics = run.metrics.filter((each) => each.kind === "metric");
  const speeds = run.metrics.filter((each) => each.kind === "throughput");
  return (
    <section class="panel" aria-labelledby="metrics-title">
      <div class="panel-head">
        <h3 id="metrics-title">Metrics</h3>
        <span class="end muted">{metrics.length}</span>
      </div>
      {metrics.length > 0 && <SummaryTable label="Metrics" run={run} summaries={metrics} />}
      {speeds.length > 0 && (
        <details class="disclosure panel-body">
          <summary>Speed and memory ({speeds.length})</summary>
          <SummaryTable label="Speed and memory" run={run} summaries={speeds} />
        </details>
      )}
    </section>
  );
}

/** Names are links to the page with that metric in its chart, which the chart's island follows in place. */
function SummaryTable(
  { label, run, summaries }: { label: string; run: Run; summaries: MetricSummary[] },
): JSX.Element {
  const href = (name: string) => `/experiments/${run.experimentId}?run=${run.id}&metric=${encodeURIComponent(name)}`;
  return (
    <div class="table-scroll table-tall" role="region" aria-label={`${label}, table`} tabindex={0}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Metric</th>
            <th scope="col" class="number">Last</th>
            <th scope="col" class="number">Min</th>
            <th scope="col" class="number">Max</th>
            <th scope="col" class="number">Points</th>
          </tr>
        </thead>
        <tbody>
          {summaries.map((each) => (
            <tr key={each.name} id={`metric-${each.name}`}>
              <th scope="row">
                <a href={href(each.name)} data-metric={each.name} aria-current={false}>{each.name}</a>
              </th>
              <td class="number">{formatNumber(each.last)}</td>
              <td class="number">{formatNumber(each.min)}</td>
              <td class="number">{formatNumber(each.max)}</td>
              <td class="number">{each.count.toLocaleString("en")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What the log printed once before training. */
export function SettingsList({ settings }: { settings: Record<string, string> }): JSX.Element {
  const entries = Object.entries(settings);
  return (
    <section class="panel" aria-labelledby="settings-title">
      <div class="panel-head">
        <h3 id="settings-title">Settings</h3>
        <span class="end muted">{entries.length}</span>
      </div>
      {entries.length === 0
        ? (
          <p class="panel-body muted">
            The log printed none. What a program prints once before training, such as{" "}
            <code>lr: 0.1</code>, is listed here.
          </p>
        )
        : (
          <dl class="settings" tabindex={0} aria-label="Settings">
            {entries.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
    </section>
  );
}
