/**
 * The list of experiments with what it shows of their runs: how many there are, how the newest one goes, and a small curve. Reads rows, no
 * run's document. Changes nothing.
 *
 * @module
 */
import { MANY_RUNS_AT_ONCE } from "../limits.ts";
import { type Experiment, isComplete } from "../model.ts";
import { thinColumns } from "../series/downsample.ts";
import type { StampedRow } from "../store/runs/run_rows.ts";
import type { Store } from "../store/store.ts";
import { formatTime } from "../time.ts";
import type { WireExperimentPage, WireListedExperiment, WireRunsOf } from "../wire/experiments.ts";
import { mapAtOnce } from "./frame/at_once.ts";
import { writeValue } from "./write/write_metrics.ts";
import { writeExperiment } from "./write/write_runs.ts";

/** Points of a small curve. */
const SPARK_POINTS = 60;
/** How many of the newest runs are tried for a small curve. */
const SPARK_RUNS = 5;
/** Small curves that are kept in memory, for runs that don't change. */
const SPARKS_KEPT = 500;

type Spark = WireRunsOf["spark"];

/** Reads the small curve of a run; null for a run without two points. */
type ReadSpark = (row: StampedRow, signal: AbortSignal | undefined) => Promise<Spark>;

function createSparkReader(store: Store): ReadSpark {
  const kept = new Map<string, { stamp: string; spark: Spark }>();
  return async ({ row, stamp }, signal) => {
    const known = kept.get(row.id);
    if (known?.stamp === stamp) return known.spark;
    const spark = await readSpark(store, row, signal);
    kept.delete(row.id);
    kept.set(row.id, { stamp, spark });
    if (kept.size > SPARKS_KEPT) kept.delete(kept.keys().next().value!);
    return spark;
  };
}

async function readSpark(
  store: Store,
  { id, metrics }: StampedRow["row"],
  signal: AbortSignal | undefined,
): Promise<Spark> {
  const metric = metrics[0]?.[0];
  if (metric === undefined) return null;
  const { columns } = await store.points.read(id, { metrics: [metric], thinTo: SPARK_POINTS, signal });
  const column = columns.get(metric);
  if (column === undefined || column.value.length < 2) return null;
  return { metric, values: [...thinColumns(column, SPARK_POINTS).value].map(writeValue) };
}

const readers = new WeakMap<Store, ReadSpark>();

/** Reads the small curves of a store's runs. All who ask share what is kept. */
function sparkReaderOf(store: Store): ReadSpark {
  const known = readers.get(store), reader = known ?? createSparkReader(store);
  if (!known) readers.set(store, reader);
  return reader;
}

async function findSpark(store: Store, rows: readonly StampedRow[], signal: AbortSignal | undefined): Promise<Spark> {
  for (const row of rows.filter(({ row: { metrics } }) => metrics.length > 0).slice(0, SPARK_RUNS)) {
    const spark = await sparkReaderOf(store)(row, signal);
    if (spark !== null) return spark;
  }
  return null;
}

async function describeRunsOf(store: Store, experiment: Experiment, signal?: AbortSignal): Promise<WireRunsOf> {
  const { rows } = await store.runs.listRows(experiment.id), newest = rows[0]?.row;
  const times = rows.flatMap(({ row }) => [row.createdAt, row.startedAt ?? 0, row.endedAt ?? 0, row.lastOutputAt ?? 0]);
  return {
    total: rows.length,
    live: rows.filter(({ row }) => !isComplete(row.status)).length,
    older: rows.filter(({ row }) => row.isOlder).length,
    newest: newest ? { id: newest.id, name: newest.name, status: newest.status, reason: newest.reason } : null,
    last_activity: formatTime(times.reduce((a, b) => Math.max(a, b), experiment.updatedAt)),
    spark: await findSpark(store, rows, signal),
  };
}

/** Which page of the list is wanted. */
export interface ExperimentPageQuery {
  limit: number;
  q?: string | undefined;
  cursor?: string | null | undefined;
  /** With what the list shows of the runs. */
  runs?: boolean;
  /** Ends the reading with its reason. */
  signal?: AbortSignal | undefined;
}

/** A page of experiments, newest first. */
export async function pageOfExperiments(
  store: Store,
  { limit, q, cursor, runs = false, signal }: ExperimentPageQuery,
): Promise<WireExperimentPage> {
  const page = await store.experiments.list({ limit, ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) });
  const describe = async (experiment: Experiment): Promise<WireListedExperiment> => ({
    ...writeExperiment(experiment),
    ...(runs ? { runs: await describeRunsOf(store, experiment, signal) } : {}),
  });
  return { experiments: await mapAtOnce(page.items, MANY_RUNS_AT_ONCE, describe), cursor: page.cursor };
}
