/**
 * `stdcurve export`: writes every point of a run, as CSV or as the JSON document of the metrics route, or of many runs as one table; or a
 * chart as SVG, or runs as one HTML file.
 *
 * @module
 */
import { Command, Option } from "commander";
import { chooseChart, drawChart } from "../api/chart_svg.ts";
import { CSV_HEAD, writeCsv } from "../api/write/csv.ts";
import { listIdsOf } from "../api/export_csv.ts";
import { makeRunsSheet } from "../api/export_html.ts";
import { chartQuery } from "../api/schemas/schemas.ts";
import { listTidyCsv } from "../api/write/tidy_csv.ts";
import { writeMetrics, writePoints } from "../api/write/write_metrics.ts";
import { NotFound } from "../errors.ts";
import type { Columns } from "../model.ts";
import { findGaps } from "../series/gaps.ts";
import type { Store } from "../store/store.ts";
import { showHidden } from "../text/visible.ts";
import { writeFile } from "./files.ts";
import { findExperiment, findRuns, openKept, reportSilent } from "./find.ts";
import { describeExamples, kvOption, type KvValue } from "./options.ts";
import { openOutput } from "./output.ts";
import { UsageError } from "./usage.ts";

/** Points per piece of text. A run may have millions of points, so its text is never whole in memory. */
const PART_POINTS = 10_000;

interface ExportValues extends KvValue {
  format: "csv" | "json" | "svg" | "html";
  metric?: string;
  output: string;
  experiment?: string;
  tidy?: true;
}

/** Declares the command. */
export const declareExport = (): Command =>
  new Command("export")
    .summary("write every point of runs, a chart, or a file to send")
    .description(
      "Writes every point to stdout or into a file. One run gives its points. Several runs, an experiment or --tidy give one table " +
        "with a line a point: experiment, run, run_id, the settings, metric, step, global_step, epoch, timestamp, value. " +
        "The format svg is a chart of one metric, and html one file with curves, settings and the ends of the logs, without " +
        "secrets of a known form, which opens from the disk.",
    )
    .usage("[options] RUN_ID... | --experiment NAME")
    .argument("[RUN_ID...]", "ids of the runs; the first or last 6 or more characters of an id are enough")
    .option("--experiment <NAME>", "all runs of an experiment; its name or id")
    .option("--tidy", "the table of several runs also for one run")
    .addOption(new Option("--format <FORMAT>", "what to write").choices(["csv", "json", "svg", "html"]).default("csv"))
    .option("--metric <NAME>", "the metric of the chart, for svg; by default the loss that trains")
    .addOption(new Option("-o, --output <FILE>", "the file to write").default("-", "stdout"))
    .addOption(kvOption())
    .addHelpText(
      "after",
      describeExamples(
        "stdcurve export 7f3a9c",
        "stdcurve export 7f3a9c --format json -o run.json",
        "stdcurve export --experiment tiny-gpt -o runs.csv",
        "stdcurve export --experiment tiny-gpt --format html -o runs.html",
        "stdcurve export 7f3a9c 81be02 --format svg --metric val_loss -o val_loss.svg",
      ),
    )
    .action(exportRuns);

/** Writes the points. A file is written whole or not at all. */
async function exportRuns(words: string[], values: ExportValues): Promise<void> {
  const { experiment, output: path, kv, format, metric } = values;
  if ((words.length > 0) === (experiment !== undefined)) {
    throw new UsageError("name the runs to export, or use --experiment NAME, not both");
  }
  if (metric !== undefined && format !== "svg") throw new UsageError("--metric is for --format svg");
  using store = await openKept(kv);
  const ids = experiment === undefined
    ? (await findRuns(store, words)).map(({ id }) => id)
    : await listIdsOf(store, (await findExperiment(store, experiment)).id);
  for (const id of ids) await reportSilent(store, [await store.runs.get(id)]);
  const parts = listParts(store, ids, values);
  if (path !== "-") return await writeFile(path, parts);
  const output = openOutput(), isTerminal = Deno.stdout.isTerminal();
  for await (const part of parts) {
    await output.print(isTerminal ? showHidden(part, { hasLines: true }) : part);
    if (output.closed) break;
  }
}

/** The text in parts. Several runs as JSON are `{"runs": [ … ]}`, each as it is alone. */
async function* listParts(store: Store, ids: readonly string[], values: ExportValues): AsyncGenerator<string> {
  const { format, experiment, tidy, metric } = values;
  if (format === "html") return yield await makeRunsSheet(store, ids);
  if (format === "svg") return yield await makeChart(store, ids, metric);
  const isOne = ids.length === 1 && experiment === undefined;
  if (format === "csv") {
    yield* isOne && !tidy ? csvParts(store, ids[0]!) : listTidyCsv(store, ids);
    return;
  }
  if (isOne) return yield* jsonParts(store, ids[0]!);
  yield '{"runs":[';
  for (const [index, id] of ids.entries()) {
    if (index > 0) yield ",";
    yield* jsonParts(store, id);
  }
  yield "]}\n";
}

/** A chart of a metric of the runs, as the chart's route draws it. */
async function makeChart(store: Store, ids: readonly string[], metric: string | undefined): Promise<string> {
  if (ids.length === 0) throw new NotFound("the experiment has no runs");
  return await drawChart(store, await chooseChart(store, ids, metric), { query: chartQuery.parse({ theme: "light" }) });
}

async function* csvParts(store: Store, id: string): AsyncGenerator<string> {
  const { parts } = await store.points.open(id);
  yield CSV_HEAD;
  for await (const { name, columns } of parts) yield writeCsv(name, columns);
}

function* slices({ step, value, time, line, epoch, globalStep }: Columns): Generator<Columns> {
  for (let from = 0; from < step.length; from += PART_POINTS) {
    const to = from + PART_POINTS;
    yield {
      step: step.subarray(from, to),
      value: value.subarray(from, to),
      time: time.subarray(from, to),
      line: line.subarray(from, to),
      epoch: epoch.subarray(from, to),
      globalStep: globalStep.subarray(from, to),
    };
  }
}

/** The same text as `JSON.stringify` of the whole document, in parts. */
async function* jsonParts(store: Store, id: string): AsyncGenerator<string> {
  const run = await store.runs.get(id), answer = await store.points.read(id);
  const gaps = new Map([...answer.columns].map(([name, { step }]) => [name, findGaps(step)]));
  const { run_id, metadata } = writeMetrics(run, { ...answer, columns: new Map() }, { gaps });
  yield `{"run_id":${JSON.stringify(run_id)},"metrics":{`;
  let first = true;
  for (const [name, all] of answer.columns) {
    yield `${first ? "" : ","}${JSON.stringify(name)}:[`;
    first = true;
    for (const part of slices(all)) {
      yield (first ? "" : ",") + JSON.stringify(writePoints(part)).slice(1, -1);
      first = false;
    }
    yield "]";
    first = false;
  }
  yield `},"metadata":${JSON.stringify(metadata)}}\n`;
}
