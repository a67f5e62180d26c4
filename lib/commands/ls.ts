/**
 * `stdcurve ls`: experiments and their runs, where each stands and how it ended.
 *
 * @module
 */
import { writeExperiment, writeRun } from "../api/write_runs.ts";
import { isComplete, type Progress, type Run } from "../model.ts";
import { formatDuration, formatNumber, formatRate } from "../text/format.ts";
import { chooseMetric } from "../series/choose_metric.ts";
import { findExperiment, listAll, type Listed, listRuns, openKept } from "./find.ts";
import { openOutput } from "./output.ts";
import { alignColumns, type Colour, count, paint, shorten, terminalColumns, widthOf } from "./table.ts";
import { onlyWord, parseWords } from "./usage.ts";

const MARKS: Record<Run["status"], [mark: string, colour: Colour]> = {
  queued: ["○", "dim"],
  running: ["●", "cyan"],
  completed: ["✓", "green"],
  failed: ["✗", "red"],
  cancelled: ["–", "yellow"],
};
const HEAD = ["  status", "id", "name", "step", "last", "took", "started", ""];
const TITLE_CHARS = 80;
/** Characters of a run's name: the first that fit into the terminal. */
const NAME_CHARS = [40, 28, 20, 14];

/** A value with its digits in groups, as steps have them: they stand side by side. */
const formatValue = (value: number) =>
  formatNumber(value).replace(/^-?\d+(?=\.|$)/, (whole) => Number(whole).toLocaleString("en-US"));

/** A count in full: 12,000 of 50,000 steps are no 12k. */
const formatStep = (step: number) => Number.isInteger(step) ? step.toLocaleString("en-US") : formatValue(step);

/** "1,200/5,000", "epoch 3/10", or nothing. */
function describeStep({ step, total, epoch, epochTotal }: Progress): string {
  const of = (at: number, all: number | null) =>
    all === null || all < at ? formatStep(at) : `${formatStep(at)}/${formatStep(all)}`;
  if (step !== null) return of(step, total);
  return epoch === null ? "" : `epoch ${of(epoch, epochTotal)}`;
}

/** "just now", "3 min ago": the largest unit is enough. */
function describeAge(ms: number): string {
  return ms < 1000 ? "just now" : `${formatDuration(ms).split(" ").slice(0, 2).join(" ")} ago`;
}

/** How a run ended; of a live one how fast it goes, how long it still takes and when it printed last. */
function describeNote(run: Run, now: number): string {
  if (isComplete(run.status)) return run.reason;
  const { rate, secondsLeft } = run.progress;
  const parts = [
    rate ? formatRate(rate) : "",
    secondsLeft === null ? "" : `${formatDuration(secondsLeft * 1000)} left`,
    run.lastOutputAt === null ? "no output yet" : `last output ${describeAge(now - run.lastOutputAt)}`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** Characters that a table has room for. Without any for how a run ended, that stands below it. */
interface Layout {
  nameChars: number;
  metricChars: number;
  noteChars: number;
}

/** How a table may look in a terminal, the roomiest way first. */
const LAYOUTS: readonly Layout[] = [80, 0].flatMap((noteChars) =>
  NAME_CHARS.map((nameChars) => ({ nameChars, metricChars: 20, noteChars }))
);

/** Elsewhere lines have no end, and whoever reads them wants all of it. */
const WHOLE: Layout = { nameChars: Infinity, metricChars: Infinity, noteChars: Infinity };

/** A run's cells; the last is how it ended or goes, unless that gets a line of its own. */
function describeRun(run: Run, now: number, { nameChars, metricChars, noteChars }: Layout): string[] {
  const chosen = chooseMetric(run.metrics, null), metric = run.metrics.find(({ name }) => name === chosen);
  const from = run.startedAt ?? run.createdAt;
  const [mark, colour] = MARKS[run.status];
  return [
    `${paint(mark, colour)} ${run.status}`,
    run.id.slice(-8),
    shorten(run.name, nameChars),
    describeStep(run.progress),
    metric ? `${shorten(metric.name, metricChars)} ${formatValue(metric.last)}` : "",
    formatDuration((run.endedAt ?? now) - from),
    describeAge(now - from),
    noteChars > 0 ? shorten(describeNote(run, now), noteChars) : "",
  ];
}

/** Runs as a table that fits into the terminal; where it is narrow, with what is noted of a run below it. */
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

/** An experiment as a table. */
function describeExperiment({ experiment, runs }: Listed, now: number): string {
  const columns = terminalColumns(), name = shorten(experiment.name, columns === Infinity ? columns : TITLE_CHARS);
  const title = `${name}  (${count(runs.length, "run")})\n`;
  return runs.length === 0 ? title : title + describeRuns(runs, now, columns);
}

/** Lists experiments and runs. */
export async function lsCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseWords("ls", args, { json: { type: "boolean" } });
  const name = positionals.length === 0 ? undefined : onlyWord("ls", positionals, "EXPERIMENT");
  using store = await openKept(values, { mayBeMissing: true });
  const listed: Listed[] = [];
  if (name === undefined) {
    for await (const each of listAll(store)) listed.push(each);
  } else {
    const experiment = await findExperiment(store, name);
    listed.push({ experiment, runs: await listRuns(store, experiment.id) });
  }
  const output = openOutput();
  if (values.json) {
    const experiments = listed.map(({ experiment, runs }) => ({
      ...writeExperiment(experiment),
      runs: runs.map(writeRun),
    }));
    await output.print(JSON.stringify({ experiments }) + "\n");
    return 0;
  }
  const now = Date.now();
  await output.print(
    listed.length === 0
      ? "Nothing yet. Begin with: stdcurve run -- python train.py\n"
      : listed.map((each) => describeExperiment(each, now)).join("\n"),
  );
  return 0;
}
