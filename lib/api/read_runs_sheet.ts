/**
 * Reads what a file of runs shows: curves of a few hundred points with their extremes, settings, and the ends of the logs, all without
 * secrets. Writes nothing.
 *
 * @module
 */
import { MANY_METRICS_MAX, MANY_RUNS_AT_ONCE } from "../limits.ts";
import type { Run, RunMark } from "../model.ts";
import { orderMetrics } from "../series/choose_metric.ts";
import { isSmallMark } from "../series/mark_places.ts";
import type { Store } from "../store/store.ts";
import { quoteCommand } from "../text/command_line.ts";
import { blankCommand, blankLine, blankRecord, dropEscapes } from "../text/secrets.ts";
import { chooseStyles } from "../series/run_styles.ts";
import type { RunsSheetProps, SheetRun } from "../ui/sheet/RunsSheet.tsx";
import type { SheetChart } from "../ui/sheet/SmallChart.tsx";
import type { WireMark } from "../wire/marks.ts";
import { mapAtOnce } from "./frame/at_once.ts";
import { readChartLines } from "./chart_lines.ts";
import { writeBlankMarks } from "./marks.ts";

/** Lines of a log, marked lines of it, and characters of a line. */
export const SHEET_LINES = 200;
const MARKS_MAX = 100, LINE_MAX_CHARS = 300, TITLE_MAX_CHARS = 80;

/** Some lines of text, each without its secrets. */
const blankTexts = (text: string): string => text.split("\n").map(blankLine).join("\n");

/** A line of a log as the file has it. */
function cutLine(text: string): string {
  const plain = blankLine(dropEscapes(text));
  return plain.length <= LINE_MAX_CHARS ? plain : `${plain.slice(0, LINE_MAX_CHARS)}… (${plain.length} characters)`;
}

/** The metrics to draw, those of speed and memory last, and those for which there is no room. */
function chooseDrawn(runs: readonly Run[]): { drawn: string[]; leftOut: string[] } {
  const all = runs.flatMap(({ metrics }) => metrics),
    namesOf = (kind: string) => all.filter((each) => each.kind === kind);
  const names = orderMetrics([...namesOf("metric"), ...namesOf("throughput")].map(({ name }) => name));
  return { drawn: names.slice(0, MANY_METRICS_MAX), leftOut: names.slice(MANY_METRICS_MAX) };
}

/** When the file is made, and how many points a curve has at most. The signal ends the reading with its reason. */
export interface SheetReading {
  now: number;
  points: number;
  signal?: AbortSignal | undefined;
}

async function readCharts(
  store: Store,
  runs: readonly Run[],
  { names, points, signal }: Omit<SheetReading, "now"> & { names: readonly string[] },
): Promise<SheetChart[]> {
  const having = (name: string) => runs.flatMap(({ metrics }) => metrics.filter((each) => each.name === name));
  const bounds = { low: -Infinity, high: Infinity };
  return await mapAtOnce(names, 1, async (metric) => {
    const lines = await readChartLines(store, runs, { metric, x: "step", bounds, most: points, smoothing: 0, signal });
    return {
      metric: blankLine(metric),
      shown: lines.reduce((sum, { value }) => sum + value.length, 0),
      total: having(metric).reduce((sum, { count }) => sum + count, 0),
      lines: lines.map(({ marks = [], ...line }) => ({
        ...line,
        name: blankLine(line.name),
        marks: marks.filter(({ mark }) => isSmallMark(mark)).map(({ mark, x }) => ({ x, mark: shortenMark(mark) })),
        run: runs.findIndex(({ id }) => id === line.id),
      })),
    };
  });
}

/** A mark whose text fits into each chart's file: the whole line is in the list of marks. */
const shortenMark = (mark: WireMark): WireMark => ({
  ...mark,
  text: mark.text.length <= TITLE_MAX_CHARS ? mark.text : `${mark.text.slice(0, TITLE_MAX_CHARS)}…`,
});

/** What the log told of the run, and the notes at steps. */
const listMarks = (run: Run, marks: readonly RunMark[]): SheetRun["marks"] =>
  writeBlankMarks(run, marks).slice(-MARKS_MAX).map(({ kind, line, text }) => ({
    kind,
    line,
    text: cutLine(text),
  }));

async function readRun(
  store: Store,
  run: Run,
  { style, now, signal }: Omit<SheetReading, "points"> & { style: number },
): Promise<SheetRun> {
  const { lines, lastLine } = run.logDeletedAt === undefined
    ? await store.logs.read(run.id, { tail: SHEET_LINES, limit: SHEET_LINES, signal })
    : { lines: [], lastLine: 0 };
  const startedAt = run.startedAt ?? run.createdAt;
  return {
    id: run.id,
    name: blankLine(run.name),
    style,
    status: run.status,
    reason: blankLine(run.reason),
    startedAt,
    durationMs: run.startedAt === null || run.isImported ? null : Math.max(0, (run.endedAt ?? now) - startedAt),
    command: quoteCommand(blankCommand(run.command)),
    notes: blankTexts(run.notes),
    tags: run.tags.map(blankLine),
    settings: blankRecord(run.settings),
    metrics: run.metrics.map(({ name, last, min, max }) => ({ name: blankLine(name), last, min, max })),
    marks: listMarks(run, await store.marks.read(run.id)),
    lines: lines.map(({ line, text }) => ({ line, text: cutLine(text) })),
    packed: 0,
    lastLine,
  };
}

/** Reads the runs of a file, in the order of the ids. Throws NotFound. */
export async function readRunsSheet(
  store: Store,
  ids: readonly string[],
  { now, points, signal }: SheetReading,
): Promise<RunsSheetProps> {
  const runs = await mapAtOnce(ids, MANY_RUNS_AT_ONCE, (id) => store.runs.get(id));
  const experiments = [...new Set(runs.map(({ experimentId }) => experimentId))];
  const names = await Promise.all(experiments.map(async (id) => blankLine((await store.experiments.get(id)).name)));
  const { drawn, leftOut } = chooseDrawn(runs), styles = chooseStyles(runs);
  return {
    title: names.join(", "),
    madeAt: now,
    runs: await mapAtOnce(
      runs,
      MANY_RUNS_AT_ONCE,
      (run) => readRun(store, run, { style: styles.get(run.id)!, now, signal }),
    ),
    charts: await readCharts(store, runs, { names: drawn, points, signal }),
    leftOut,
  };
}
