/**
 * The content of a file of runs, which opens from the disk: what the runs are, their curves, settings and the ends of their logs. Everything
 * in it can be read without its script.
 *
 * @module
 */
import type { JSX } from "preact";
import type { RunMark, RunStatus } from "../../model.ts";
import { formatDuration, formatNumber } from "../../text/format.ts";
import { showHidden } from "../../text/visible.ts";
import { writeTime } from "../../time.ts";
import { listDifferences, listShared } from "../differences.ts";
import { type SheetChart, SmallChart } from "./SmallChart.tsx";

/** A run of the file. Nothing in it is secret: the caller has blanked it. */
export interface SheetRun {
  id: string;
  name: string;
  /** 1 to 12: colour and dash. */
  style: number;
  status: RunStatus;
  reason: string;
  startedAt: number;
  durationMs: number | null;
  /** As typed in a shell; "" for an imported log. */
  command: string;
  notes: string;
  tags: string[];
  settings: Record<string, string>;
  metrics: { name: string; last: number; min: number; max: number }[];
  marks: Pick<RunMark, "kind" | "line" | "text">[];
  /** The last lines of its log, and how many more of them the script unpacks. */
  lines: { line: number; text: string }[];
  packed: number;
  lastLine: number;
}

/** What the file shows. */
export interface RunsSheetProps {
  title: string;
  madeAt: number;
  runs: readonly SheetRun[];
  charts: readonly SheetChart[];
  /** Metrics for which there was no room. */
  leftOut: readonly string[];
}

const show = (text: string): string => showHidden(text, { hasLines: true });

/** The content. */
export function RunsSheet({ title, madeAt, runs, charts, leftOut }: RunsSheetProps): JSX.Element {
  return (
    <main>
      <h1>{show(title)}</h1>
      <p class="muted">
        {`${runs.length} ${runs.length === 1 ? "run" : "runs"} · written by stdcurve, ${writeTime(madeAt)}`}
      </p>
      <section>
        <Wide label="Runs">
          <RunTable runs={runs} />
        </Wide>
      </section>
      <section>
        <h2>Metrics</h2>
        {charts.length === 0 && <p>The runs have no metrics.</p>}
        <div class="charts">{charts.map((chart) => <SmallChart key={chart.metric} chart={chart} />)}</div>
        {leftOut.length > 0 && <p class="muted">{`Not drawn: ${leftOut.map(show).join(", ")}`}</p>}
      </section>
      <Numbers runs={runs} />
      <Settings runs={runs} />
      <section>
        <h2>Logs</h2>
        {runs.map((run, at) => <Log key={run.id} run={run} at={at} />)}
      </section>
    </main>
  );
}

/** A table that scrolls by itself where it is wider than the page. */
function Wide({ label, children }: { label: string; children: JSX.Element }): JSX.Element {
  return <div class="wide" role="region" aria-label={label} tabIndex={0}>{children}</div>;
}

const KEY_PATH = "M1 5H27";

function RunTable({ runs }: Pick<RunsSheetProps, "runs">): JSX.Element {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col">Status</th>
          <th scope="col">Started</th>
          <th scope="col">Took</th>
          <th scope="col">Command</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <th scope="row" class="named">
              <svg class="key" viewBox="0 0 28 10" aria-hidden="true">
                <path class={`run r${run.style}`} d={KEY_PATH} />
              </svg>
              <span class="run-name">{show(run.name)}</span>
              {run.tags.length > 0 && <span class="muted">{` ${run.tags.map(show).join(", ")}`}</span>}
            </th>
            <td>{`${run.status}${run.reason === "" ? "" : `: ${show(run.reason)}`}`}</td>
            <td class="number">{writeTime(run.startedAt)}</td>
            <td class="number">{run.durationMs === null ? "–" : formatDuration(run.durationMs)}</td>
            <td>{run.command === "" ? "an imported log" : <code>{show(run.command)}</code>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A table with a column a run. */
function ByRun({ title, runs, children }: Pick<RunsSheetProps, "runs"> & { title: string; children: JSX.Element[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <Wide label={title}>
        <table>
          <thead>
            <tr>
              <td />
              {runs.map(({ id, name }) => <th key={id} scope="col">{show(name)}</th>)}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </Wide>
    </section>
  );
}

/** The newest value of each metric, with its lowest and highest. */
function Numbers({ runs }: Pick<RunsSheetProps, "runs">): JSX.Element | null {
  const names = [...new Set(runs.flatMap(({ metrics }) => metrics.map(({ name }) => name)))];
  if (names.length === 0) return null;
  return (
    <ByRun title="Last values" runs={runs}>
      {names.map((name) => (
        <tr key={name}>
          <th scope="row">{show(name)}</th>
          {runs.map(({ id, metrics }) => <Numeral key={id} metric={metrics.find((each) => each.name === name)} />)}
        </tr>
      ))}
    </ByRun>
  );
}

function Numeral({ metric }: { metric: SheetRun["metrics"][number] | undefined }): JSX.Element {
  if (!metric) return <td>–</td>;
  return (
    <td>
      {formatNumber(metric.last)}
      <small>{`${formatNumber(metric.min)} to ${formatNumber(metric.max)}`}</small>
    </td>
  );
}

/** The settings: first those that differ. */
function Settings({ runs }: Pick<RunsSheetProps, "runs">): JSX.Element | null {
  const differing = listDifferences(runs.map(({ settings }) => settings));
  const same = listShared(runs.map(({ settings }) => settings));
  if (differing.length + same.length === 0) return null;
  return (
    <ByRun title="Settings" runs={runs}>
      {[
        ...differing.map(({ name, values }) => (
          <tr key={name}>
            <th scope="row">{show(name)}</th>
            {values.map((value, at) => <td key={runs[at]!.id} class="differs">{value === null ? "–" : show(value)}
            </td>)}
          </tr>
        )),
        ...same.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{show(name)}</th>
            {runs.map(({ id }) => <td key={id}>{show(value)}</td>)}
          </tr>
        )),
      ]}
    </ByRun>
  );
}

/** What a log told of its run, and its last lines. */
function Log({ run, at }: { run: SheetRun; at: number }): JSX.Element {
  const { lines, packed, lastLine, marks } = run, all = lines.length + packed;
  return (
    <article>
      <h3>{show(run.name)}</h3>
      {run.notes !== "" && <p>{show(run.notes)}</p>}
      {marks.length > 0 && (
        <ol aria-label={`Marked lines of ${show(run.name)}`}>
          {marks.map(({ kind, line, text }, index) => (
            <li key={index}>
              <span class="muted">{`${line > 0 ? `line ${line} · ` : ""}${kind.replaceAll("_", " ")}: `}</span>
              {show(text)}
            </li>
          ))}
        </ol>
      )}
      {all === 0 ? <p class="muted">It has no log.</p> : (
        <details>
          <summary>{all < lastLine ? `The last ${all} of ${lastLine} lines` : `All ${all} lines`}</summary>
          <pre tabIndex={0} aria-label={`Log of ${show(run.name)}`} data-run={at}>
            {packed > 0 && <span class="cut">{`(${packed} earlier lines need the file’s script)\n`}</span>}
            {lines.map(({ text }) => show(text)).join("\n")}
          </pre>
        </details>
      )}
    </article>
  );
}
