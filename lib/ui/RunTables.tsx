/**
 * The lists below the chart of a run: warnings, names that aren't charted, metrics and settings.
 *
 * @module
 */
import type { JSX } from "preact";
import type { MetricSummary } from "../model.ts";
import type { ShownRun } from "../series/decode_run.ts";
import { formatCount } from "../text/count.ts";
import { formatNumber } from "../text/format.ts";
import { OLDER_READER_WARNING } from "../text/older_reader.ts";
import { Notice } from "./Notice.tsx";
import { showHidden } from "../text/visible.ts";

/** All lists of a run. */
export function RunTables({ run, mayChange }: { run: ShownRun; mayChange: boolean }): JSX.Element {
  return (
    <>
      <RunWarnings run={run} />
      <UnreadList run={run} mayChange={mayChange} />
      <div class="columns columns-uneven">
        <MetricTable run={run} />
        <SettingsList settings={run.settings} />
      </div>
    </>
  );
}

/** The warnings of a run: what could not be read or stored. `OlderReaderNotice` has one more. Null when there are none. */
export function RunWarnings({ run }: { run: ShownRun }): JSX.Element | null {
  const warnings = run.warnings.filter((warning) => warning !== OLDER_READER_WARNING);
  if (warnings.length === 0) return null;
  return (
    <Notice tone="warn">
      {warnings.map((warning) => <p key={warning}>{showHidden(warning)}</p>)}
    </Notice>
  );
}

/**
 * Names that recur in the log and aren't charted, folded: where, how often, why, and a button that charts the name for those who may change
 * something. Null when there are none.
 */
export function UnreadList({ run, mayChange }: { run: ShownRun; mayChange: boolean }): JSX.Element | null {
  if (run.unread.length === 0) return null;
  return (
    <details class="disclosure panel unread">
      <summary>Printed and not charted ({run.unread.length})</summary>
      <ul>
        {run.unread.map(({ name, count, line, reason }) => (
          <li key={name} id={`unread-${name}`}>
            <div>
              <code>{showHidden(name)}</code>
              <span class="muted">
                {`${formatCount(count, "time")} from `}
                <a href={`#L${line}`}>{`line ${line.toLocaleString("en")}`}</a> on
              </span>
              <p>{showHidden(reason)}</p>
            </div>
            {mayChange && (
              <button
                type="button"
                class="button"
                data-press="chart"
                data-name={name}
                data-line={line}
                aria-label={`Chart it: ${showHidden(name)}`}
              >
                Chart it
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A table of all metrics, in which throughput is folded. Null when there is no metric. */
export function MetricTable({ run }: { run: ShownRun }): JSX.Element | null {
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

/** Each name is a link to the page that charts this metric. With scripts, the chart on this page shows it instead. */
function SummaryTable(
  { label, run, summaries }: { label: string; run: ShownRun; summaries: MetricSummary[] },
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
                <a href={href(each.name)} data-metric={each.name} aria-current={false}>{showHidden(each.name)}</a>
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

/** The settings that the log printed before training. */
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
            The log printed none. Settings that a program prints before training, such as{" "}
            <code>lr: 0.1</code>, are listed here.
          </p>
        )
        : (
          <dl class="settings" tabindex={0} aria-label="Settings">
            {entries.map(([name, value]) => (
              <div key={name}>
                <dt>{showHidden(name)}</dt>
                <dd>{showHidden(value)}</dd>
              </div>
            ))}
          </dl>
        )}
    </section>
  );
}
