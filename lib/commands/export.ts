/**
 * `stdcurve export`: every point of a run, as CSV or as the document that the metrics route gives.
 *
 * @module
 */
import { CSV_HEAD, writeCsv } from "../api/csv.ts";
import { writeMetrics, writePoints } from "../api/write_metrics.ts";
import type { Columns, Run } from "../model.ts";
import { findGaps } from "../series/gaps.ts";
import type { PointAnswer } from "../store/point_chunks.ts";
import { writeFile } from "./files.ts";
import { findRuns, openKept } from "./find.ts";
import { openOutput } from "./output.ts";
import { onlyWord, parseWords, textOf, UsageError } from "./usage.ts";

/** Points in one piece of text: a run of millions is never text as a whole. */
const PART_POINTS = 10_000;

function* slices({ step, value, time, line, epoch }: Columns): Generator<Columns> {
  for (let from = 0; from < step.length; from += PART_POINTS) {
    const to = from + PART_POINTS;
    yield {
      step: step.subarray(from, to),
      value: value.subarray(from, to),
      time: time.subarray(from, to),
      line: line.subarray(from, to),
      epoch: epoch.subarray(from, to),
    };
  }
}

function* csvParts({ columns }: PointAnswer): Generator<string> {
  yield CSV_HEAD;
  for (const [name, all] of columns) {
    for (const part of slices(all)) yield writeCsv(name, part);
  }
}

/** The text that `JSON.stringify` would give of the whole answer, in parts. */
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

/** Writes every point of a run. */
export async function exportCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseWords("export", args, {
    format: { type: "string", default: "csv" },
    output: { type: "string", short: "o" },
  });
  const { format } = values, path = textOf(values.output);
  if (format !== "csv" && format !== "json") throw new UsageError(`--format is csv or json, not ${format}`);
  if (path === "") throw new UsageError("--output is empty; name a file, or leave it out to write to stdout");
  const word = onlyWord("export", positionals, "RUN_ID");
  using store = await openKept(values);
  const [run] = await findRuns(store, [word]);
  const answer = await store.points.read(run!.id);
  const parts = format === "json" ? jsonParts(run!, answer) : csvParts(answer);
  if (path !== undefined && path !== "-") {
    await writeFile(path, ReadableStream.from(parts));
    return 0;
  }
  const output = openOutput();
  for (const part of parts) {
    await output.print(part);
    if (output.closed) break;
  }
  return 0;
}
