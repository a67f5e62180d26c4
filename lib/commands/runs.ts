/**
 * `stdcurve ls`, `export`, `rm` and `reread`: what is kept.
 *
 * @module
 */
import { CSV_HEAD, writeCsv } from "../api/csv.ts";
import { writeExperiment, writeMetrics, writeRun } from "../api/wire.ts";
import { NotFound } from "../errors.ts";
import { type Experiment, isComplete, type Run } from "../model.ts";
import { kvLocation } from "../place.ts";
import { rereadRun } from "../reread.ts";
import { formatDuration, formatNumber } from "../series/format.ts";
import { openStore, type Store } from "../store/store.ts";
import { openOutput } from "./output.ts";
import { alignColumns, shorten } from "./table.ts";
import { onlyWord, parseWords, textOf, UsageError } from "./usage.ts";

async function* listAll(store: Store): AsyncGenerator<{ experiment: Experiment; runs: Run[] }> {
  for (let cursor: string | null = ""; cursor !== null;) {
    const page = await store.experiments.list(cursor ? { cursor } : {});
    for (const experiment of page.items) yield { experiment, runs: await listRuns(store, experiment.id) };
    cursor = page.cursor;
  }
}

async function listRuns(store: Store, experimentId: string): Promise<Run[]> {
  const runs: Run[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const page = await store.runs.list(experimentId, cursor ? { cursor } : {});
    runs.push(...page.items);
    cursor = page.cursor;
  }
  return runs;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SHORT_CHARS = 6;

/** The run of an id, or of the beginning or end of one. Throws NotFound and UsageError. */
async function findRun(store: Store, word: string): Promise<Run> {
  if (UUID.test(word)) return await store.runs.get(word.toLowerCase());
  if (word.length < SHORT_CHARS || !/^[0-9a-f-]+$/i.test(word)) {
    throw new UsageError(
      `${word} is no run id; stdcurve ls shows them (its first or last ${SHORT_CHARS} or more characters are enough)`,
    );
  }
  const found: Run[] = [], part = word.toLowerCase();
  for await (const { runs } of listAll(store)) {
    found.push(...runs.filter(({ id }) => id.endsWith(part) || id.startsWith(part)));
  }
  if (found.length > 1) throw new UsageError(`${found.length} runs have ids like ${word}; give more of the id`);
  if (!found[0]) throw new NotFound(`there is no run ${word}; stdcurve ls shows what there is`);
  return found[0];
}

const MARKS: Record<Run["status"], string> = { queued: "○", running: "●", completed: "✓", failed: "✗", cancelled: "–" };

function describeRun(run: Run, now: number): string[] {
  const { step, total } = run.progress;
  const loss = run.metrics.find(({ name }) => name === "loss") ?? run.metrics.find(({ name }) => /loss/.test(name)) ??
    run.metrics[0];
  const from = run.startedAt ?? run.createdAt;
  return [
    `  ${MARKS[run.status]} ${run.status}`,
    run.id.slice(-8),
    shorten(run.name, 40),
    step === null ? "" : total === null ? formatNumber(step) : `${formatNumber(step)}/${formatNumber(total)}`,
    loss ? `${shorten(loss.name, 16)} ${formatNumber(loss.last)}` : "",
    formatDuration((run.endedAt ?? now) - from),
    `${formatDuration(now - from)} ago`,
    isComplete(run.status)
      ? shorten(run.reason, 50)
      : run.updatedAt
      ? `last output ${formatDuration(now - run.updatedAt)} ago`
      : "",
  ];
}

/** Lists experiments and runs. */
export async function lsCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseWords("ls", args, { json: { type: "boolean" } });
  if (positionals.length > 1) onlyWord("ls", positionals, "EXPERIMENT");
  using store = await openStore(kvLocation(textOf(values.kv)));
  const name = positionals[0];
  if (name !== undefined && !await store.experiments.getByName(name)) {
    throw new NotFound(`there is no experiment ${name}; stdcurve ls shows what there is`);
  }
  const output = openOutput();
  const listed: { experiment: Experiment; runs: Run[] }[] = [];
  for await (const each of listAll(store)) if (name === undefined || each.experiment.name === name) listed.push(each);
  if (values.json) {
    const experiments = listed.map(({ experiment, runs }) => ({
      ...writeExperiment(experiment),
      runs: runs.map(writeRun),
    }));
    await output.print(JSON.stringify({ experiments }) + "\n");
    return 0;
  }
  if (listed.length === 0) await output.print("Nothing yet. Begin with: stdcurve run -- python train.py\n");
  const now = Date.now();
  for (const { experiment, runs } of listed) {
    await output.print(`${experiment.name}  (${runs.length} ${runs.length === 1 ? "run" : "runs"})\n`);
    const head = ["    status", "id", "name", "step", "last", "took", "started", ""];
    if (runs.length > 0) {
      await output.print(alignColumns([head, ...runs.map((run) => describeRun(run, now))], { right: [3, 5, 6] }));
    }
  }
  return 0;
}

/** Writes every point of a run. */
export async function exportCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseWords("export", args, {
    format: { type: "string", default: "csv" },
    output: { type: "string", short: "o" },
  });
  const { format } = values;
  if (format !== "csv" && format !== "json") throw new UsageError(`--format is csv or json, not ${format}`);
  using store = await openStore(kvLocation(textOf(values.kv)));
  const run = await findRun(store, onlyWord("export", positionals, "RUN_ID"));
  const answer = await store.points.read(run.id);
  const parts = format === "json"
    ? [JSON.stringify(writeMetrics(run, answer)) + "\n"]
    : [CSV_HEAD, ...[...answer.columns].map(([name, columns]) => writeCsv(name, columns))];
  const path = textOf(values.output);
  if (path === undefined) {
    const output = openOutput();
    for (const part of parts) await output.print(part);
    return 0;
  }
  const unfinished = `${path}.part-${Deno.pid}`;
  try {
    await Deno.writeTextFile(unfinished, ReadableStream.from(parts));
    await Deno.rename(unfinished, path);
  } catch (error) {
    await Deno.remove(unfinished).catch(() => null);
    throw new Error(`cannot write ${path}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
  return 0;
}

/** Deletes runs. */
export async function rmCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseWords("rm", args, {});
  if (positionals.length === 0) onlyWord("rm", positionals, "RUN_ID");
  using store = await openStore(kvLocation(textOf(values.kv)));
  const runs = await Promise.all(positionals.map((word) => findRun(store, word)));
  for (const { id } of runs) await store.runs.delete(id);
  return 0;
}

/** Reads stored logs again. */
export async function rereadCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseWords("reread", args, { all: { type: "boolean" } });
  if (positionals.length === 0 && !values.all) throw new UsageError("name the runs to read again, or --all");
  using store = await openStore(kvLocation(textOf(values.kv)));
  const runs: Run[] = await Promise.all(positionals.map((word) => findRun(store, word)));
  if (values.all) { for await (const each of listAll(store)) runs.push(...each.runs); }
  for (const run of runs) {
    await rereadRun(store, run.id);
    const { metrics } = await store.runs.get(run.id);
    const count = metrics.reduce((sum, each) => sum + each.count, 0);
    await openOutput().print(`${run.id.slice(-8)}  ${run.name}: ${metrics.length} metrics, ${count} points\n`);
  }
  return 0;
}
