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
const TITLE_COLUMNS = 80, TITLE_MIN_COLUMNS = 8;
/** Longest name of a run in columns of the terminal, the widest first. The first that fits the terminal is used. */
const NAME_COLUMNS = [40, 28, 20, 14];

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

/** What a row of the table may have, with its head. `mark` is the status as one character. */
const HEADS = {
  mark: "",
  status: "  status",
  id: "id",
  name: "name",
  step: "step",
  last: "last",
  took: "took",
  started: "started",
  note: "",
} as const;

type Cell = keyof typeof HEADS;

const RIGHT: ReadonlySet<Cell> = new Set(["step", "took", "started"]);
const CELLS: readonly Cell[] = ["status", "id", "name", "step", "last", "took", "started"];

/** What a table shows, and its widths. Without the cell `note`, the note of a run stands on a line below it. */
interface Layout {
  shown: readonly Cell[];
  nameColumns: number;
  metricChars: number;
}

const METRIC_CHARS = 20, NOTE_CHARS = 80, NARROW_METRIC_CHARS = 8;

/** Layouts for a terminal, the widest first. The narrowest leave out what the page and `--json` have. */
const LAYOUTS: readonly Layout[] = [
  ...[[...CELLS, "note" as const], CELLS].flatMap((shown) =>
    NAME_COLUMNS.map((nameColumns) => ({ shown, nameColumns, metricChars: METRIC_CHARS }))
  ),
  ...([
    ["status", "id", "name", "step", "last", "took"],
    ["status", "id", "name", "step", "last"],
    ["mark", "id", "name", "step", "last"],
    ["mark", "id", "name", "last"],
  ] as const).map((shown) => ({ shown, nameColumns: NAME_COLUMNS.at(-1)!, metricChars: METRIC_CHARS })),
  { shown: ["mark", "id", "name", "last"], nameColumns: 12, metricChars: NARROW_METRIC_CHARS },
  { shown: ["mark", "id", "name", "last"], nameColumns: 8, metricChars: NARROW_METRIC_CHARS },
  { shown: ["mark", "id", "name"], nameColumns: 8, metricChars: 0 },
];

/** Layout for a file or a pipe: nothing is shortened. */
const WHOLE: Layout = { shown: [...CELLS, "note"], nameColumns: Infinity, metricChars: Infinity };

/** Shortens a text to so many columns of a terminal, where some characters take two. */
function shortenTo(text: string, columns: number): string {
  let short = shorten(text, columns);
  for (let chars = Math.min(columns, short.length) - 1; chars > 0 && widthOf(short) > columns; chars--) {
    short = shorten(text, chars);
  }
  return short;
}

/** A run's cells. */
function describeRun(run: Run, now: number, { shown, nameColumns, metricChars }: Layout): string[] {
  const chosen = chooseMetric(run.metrics, null), metric = run.metrics.find(({ name }) => name === chosen);
  const from = run.startedAt ?? run.createdAt, mark = paint(STATUS_MARKS[run.status], COLOURS[run.status]);
  const cells: Record<Cell, string> = {
    mark,
    status: `${mark} ${run.status}`,
    id: run.id.slice(-8),
    name: shortenTo(run.name, nameColumns),
    step: describeStep(run.progress),
    last: metric ? `${shorten(metric.name, metricChars)} ${formatValue(metric.last)}` : "",
    took: run.isImported ? "imported" : formatDuration((run.endedAt ?? now) - from),
    started: describeAge(now - from),
    note: shorten(describeNote(run, now), metricChars === Infinity ? Infinity : NOTE_CHARS),
  };
  return shown.map((cell) => cells[cell]);
}

/** Runs as a table that fits the terminal. In a narrow terminal the note of each run stands below it. */
function describeRuns(runs: readonly Run[], now: number, columns: number): string {
  const layouts = columns === Infinity ? [WHOLE] : LAYOUTS;
  const tables = layouts.values().map((layout) => {
    const { shown } = layout, right = shown.flatMap((cell, at) => RIGHT.has(cell) ? [at] : []);
    const rows = [shown.map((cell) => HEADS[cell]), ...runs.map((run) => describeRun(run, now, layout))];
    const lines = alignColumns(rows, { right }).trimEnd().split("\n").map((line) => `  ${line}`);
    return { lines, layout, fits: lines.every((line) => widthOf(line) <= columns) };
  });
  const { lines, layout } = tables.find(({ fits, layout }) => fits || layout === layouts.at(-1))!;
  return lines.map((line, index) => {
    const run = runs[index - 1], isApart = run && !layout.shown.includes("note");
    const note = isApart ? shortenTo(describeNote(run, now), Math.max(1, columns - 4)) : "";
    return note ? `${line}\n    ${paint(note, "dim")}\n` : `${line}\n`;
  }).join("");
}

/** An experiment as a title and a table of its runs. `columns` is the terminal's width; Infinity when stdout is no terminal. */
export function describeExperiment(
  { experiment, runs, of = runs.length }: Listed,
  now: number,
  columns: number,
): string {
  const part = runs.length < of ? `${runs.length.toLocaleString("en")} of ` : "";
  const count = `  (${part}${formatCount(of, "run")})`, room = Math.max(columns - count.length, TITLE_MIN_COLUMNS);
  const name = columns === Infinity
    ? shorten(experiment.name, columns)
    : shortenTo(experiment.name, Math.min(TITLE_COLUMNS, room));
  const title = `${name}${count}\n`;
  return runs.length === 0 ? title : title + describeRuns(runs, now, columns);
}
