/**
 * `stdcurve export`: writes every point of a run, as CSV or as the JSON document of the metrics route.
 *
 * @module
 */
import { Command, Option } from "commander";
import { CSV_HEAD, writeCsv } from "../api/csv.ts";
import { writeMetrics, writePoints } from "../api/write_metrics.ts";
import type { Columns, Run } from "../model.ts";
import { findGaps } from "../series/gaps.ts";
import type { PointAnswer } from "../store/point_chunks.ts";
import { showHidden } from "../text/visible.ts";
import { writeFile } from "./files.ts";
import { findRuns, openKept, reportSilent } from "./find.ts";
import { describeExamples, kvOption, type KvValue } from "./options.ts";
import { openOutput } from "./output.ts";

/** Points per piece of text. A run may have millions of points, so its text is never whole in memory. */
const PART_POINTS = 10_000;

interface ExportValues extends KvValue {
  format: "csv" | "json";
  output: string;
}

/** Declares the command. */
export const declareExport = (): Command =>
  new Command("export")
    .summary("write every point of a run")
    .description("Writes every point of a run to stdout or into a file.")
    .argument("<RUN_ID>", "id of the run; its first or last 6 or more characters are enough")
    .addOption(new Option("--format <FORMAT>", "format of the points").choices(["csv", "json"]).default("csv"))
    .addOption(new Option("-o, --output <FILE>", "the file to write").default("-", "stdout"))
    .addOption(kvOption())
    .addHelpText(
      "after",
      describeExamples("stdcurve export 7f3a9c", "stdcurve export 7f3a9c --format json -o run.json"),
    )
    .action(exportRun);

/** Writes the points. A file is written whole or not at all. */
async function exportRun(id: string, { format, output: path, kv }: ExportValues): Promise<void> {
  using store = await openKept(kv);
  const [run] = await findRuns(store, [id]);
  await reportSilent(store, [run!]);
  const answer = await store.points.read(run!.id);
  const parts = format === "json" ? jsonParts(run!, answer) : csvParts(answer);
  if (path !== "-") return await writeFile(path, ReadableStream.from(parts));
  const output = openOutput(), isTerminal = Deno.stdout.isTerminal();
  for (const part of parts) {
    await output.print(isTerminal ? showHidden(part, { hasLines: true }) : part);
    if (output.closed) break;
  }
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

function* csvParts({ columns }: PointAnswer): Generator<string> {
  yield CSV_HEAD;
  for (const [name, all] of columns) {
    for (const part of slices(all)) yield writeCsv(name, part);
  }
}

/** The same text as `JSON.stringify` of the whole document, in parts. */
function* jsonParts(run: Run, answer: PointAnswer): Generator<string> {
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
