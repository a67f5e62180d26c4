/**
 * Experiments and their runs as the text that `stdcurve ls` prints.
 *
 * @module
 */
import { isComplete, type Progress, type Run } from "../model.ts";
import { describeOwnerSilence } from "../runs/run_owner.ts";
import { formatCount } from "../text/count.ts";
import { formatDuration, formatNumber, formatRate } from "../text/format.ts";
import { OLDER_READER_WARNING } from "../text/older_reader.ts";
import { STATUS_MARKS } from "../text/status_mark.ts";
import { chooseMetric } from "../series/choose_metric.ts";
import { writeTime } from "../time.ts";
import type { Listed } from "./find.ts";
import { shorten } from "./shorten.ts";
import { alignColumns, type Colour, paint, widthOf } from "./table.ts";

const COLOURS: Readonly<Record<Run["status"], Colour>> = {
  queued: "dim",
  running: "cyan",
  completed: "green",
  failed: "red",
  cancelled: "yellow",
};
const HEAD = ["  status", "id", "name", "step", "last", "took", "started", ""];
const TITLE_CHARS = 80;
/** Longest name of a run in characters, the widest first. The first that fits the terminal is used. */
const NAME_CHARS = [40, 28, 20, 14];

/** A value with its digits in groups of three, like the steps in the next column. */
const formatValue = (value: number) =>
  formatNumber(value).replace(/^-?\d+(?=\.|$)/, (whole) => Number(whole).toLocaleString("en-US"));

/** A step in full: 12,000 rather than 12k. */
const formatStep = (step: number) => Number.isInteger(step) ? step.toLocaleString("en-US") : formatValue(step);

/** Progress as text: "1,200/5,000", "epoch 3/10", or "". */
function describeStep({ step, total, epoch, epochTotal }: Progress): string {
  const of = (at: number, all: number | null) =>
    all === null || all < at ? formatStep(at) : `${formatStep(at)}/${formatStep(all)}`;
  if (step !== null) return of(step, total);
  return epoch === null ? "" : `epoch ${of(epoch, epochTotal)}`;
}

/** An age as text, in its largest unit: "just now", "3 min ago". */
export function describeAge(ms: number): string {
  return ms < 1000 ? "just now" : `${formatDuration(ms).split(" ").slice(0, 2).join(" ")} ago`;
}

/**
 * What of a run's log is in no curve, in few words; empty when nothing is. `--json` has all of it.
 *
 * @example
 * ```ts
 * import { describeLeftOut } from "./run_table.ts";
 * describeLeftOut({ unread: [], warnings: ["3 lines were read only to character 4,096"] }); // "1 warning"
 * ```
 */
export function describeLeftOut({ unread, warnings }: Pick<Run, "unread" | "warnings">): string {
  const count = warnings.filter((warning) => warning !== OLDER_READER_WARNING).length;
  const parts = [
    unread.length > 0 ? `${formatCount(unread.length, "name")} not charted` : "",
    count > 0 ? formatCount(count, "warning") : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/**
 * How a run ended. For a live run: what keeps it live, or since when nobody captures or stores it, else its speed, the time left and the age of its last
 * output. And what is in no curve.
 */
function describeNote(run: Run, now: number): string {
  const leftOut = describeLeftOut(run), silence = describeOwnerSilence(run.owner);
  if (silence) return silence;
  if (isComplete(run.status) || run.reason !== "") {
    return [run.reason, leftOut].filter((part) => part !== "").join("; ");
  }
  const { rate, secondsLeft } = run.progress;
  const unstored = run.owner?.notStoredSince ?? null;
  if (unstored !== null) {
    return [`not stored since ${writeTime(unstored)}`, leftOut].filter((part) => part !== "").join(", ");
  }
  const parts = [
    rate ? formatRate(rate) : "",
    secondsLeft === null ? "" : `${formatDuration(secondsLeft * 1000)} left`,
    run.lastOutputAt === null ? "no output yet" : `last output ${describeAge(now - run.lastOutputAt)}`,
    leftOut,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** Widths in characters. With 0 `noteChars` the note of a run stands on a line below it. */
interface Layout {
  nameChars: number;
  metricChars: number;
  noteChars: number;
}

/** Layouts for a terminal, the widest first. */
const LAYOUTS: readonly Layout[] = [80, 0].flatMap((noteChars) =>
  NAME_CHARS.map((nameChars) => ({ nameChars, metricChars: 20, noteChars }))
);

/** Layout for a file or a pipe: nothing is shortened. */
const WHOLE: Layout = { nameChars: Infinity, metricChars: Infinity, noteChars: Infinity };

/** A run's cells. The last is its note, unless the note gets a line of its own. */
function describeRun(run: Run, now: number, { nameChars, metricChars, noteChars }: Layout): string[] {
  const chosen = chooseMetric(run.metrics, null), metric = run.metrics.find(({ name }) => name === chosen);
  const from = run.startedAt ?? run.createdAt;
  return [
    `${paint(STATUS_MARKS[run.status], COLOURS[run.status])} ${run.status}`,
    run.id.slice(-8),
    shorten(run.name, nameChars),
    describeStep(run.progress),
    metric ? `${shorten(metric.name, metricChars)} ${formatValue(metric.last)}` : "",
    formatDuration((run.endedAt ?? now) - from),
    describeAge(now - from),
    noteChars > 0 ? shorten(describeNote(run, now), noteChars) : "",
  ];
}

/** Runs as a table that fits the terminal. In a narrow terminal the note of each run stands below it. */
function describeRuns(runs: readonly Run[], now: number, columns: number): string {
  const layouts = columns === Infinity ? [WHOLE] : LAYOUTS;
  const tables = layouts.values().map((layout) => {
    const rows = [HEAD, ...runs.map((run) => describeRun(run, now, layout))];
    const lines = alignColumns(rows, { right: [3, 5, 6] }).trimEnd().split("\n").map((line) => `  ${line}`);
    return { lines, layout, fits: lines.every((line) => widthOf(line) <= columns) };
  });
  const { lines, layout } = tables.find(({ fits, layout }) => fits || layout === layouts.at(-1))!;
  return lines.map((line, index) => {
    const run = runs[index - 1],
      note = run && layout.noteChars === 0 ? shorten(describeNote(run, now), Math.max(20, columns - 4)) : "";
    return note ? `${line}\n    ${paint(note, "dim")}\n` : `${line}\n`;
  }).join("");
}

/** An experiment as a title and a table of its runs. `columns` is the terminal's width; Infinity when stdout is no terminal. */
export function describeExperiment({ experiment, runs }: Listed, now: number, columns: number): string {
  const name = shorten(experiment.name, columns === Infinity ? columns : TITLE_CHARS);
  const title = `${name}  (${formatCount(runs.length, "run")})\n`;
  return runs.length === 0 ? title : title + describeRuns(runs, now, columns);
}
