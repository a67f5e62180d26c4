/**
 * Every key of the store, and nothing else. One type a position, since KV sorts strings before numbers.
 *
 * Values are MessagePack (`encoding.ts`) unless the table says bytes.
 *
 * | key | value |
 * | --- | --- |
 * | `["schema"]` | version of this layout, a `KvU64` |
 * | `["experiments", id]` | experiment |
 * | `["experiments_by_name", name]` | id |
 * | `["runs", id]` | run as created and updated by people and processes |
 * | `["runs_by_experiment", experimentId, id]` | true: a pointer |
 * | `["live_runs", id]` | true while queued or running |
 * | `["facts", id]` | what capture knows: lines, bytes, rev, generation, settings, progress, warnings |
 * | `["ingest", id]` | where the log stands; its versionstamp fences off a second capturer |
 * | `["readers", id]` | the point reader's state at that place |
 * | `["log", id, firstLine, offset]` | up to 60 KiB of raw log and when its pieces came, as bytes |
 * | `["metrics", id, generation, page]` | up to 90 metric summaries in order of first appearance |
 * | `["points", id, generation, metric, chunk]` | up to 1,024 points in packed columns, in order of arrival, as bytes |
 * | `["owners", id]` | the process that captures the run |
 * | `["cancels", id]` | when cancelling was asked for |
 * | `["deleting", id]` | "run" or "experiment": a deletion to finish |
 *
 * @module
 */

/** Version of the layout above; a file of another one is refused. */
export const SCHEMA_VERSION = 3;

/** Key of the layout's version. */
export const schemaKey: Deno.KvKey = ["schema"];

/** True for keys whose values are bytes as they are. */
export const holdsBytes = ([folder]: Deno.KvKey): boolean => folder === "log" || folder === "points";

const encoder = new TextEncoder();

/** Bytes that a key takes in a commit, or a few more: each part has a mark before and an end behind it. */
export const keyBytes = (key: Deno.KvKey): number =>
  key.reduce<number>((sum, part) => sum + 2 + (typeof part === "string" ? encoder.encode(part).length : 8), 0);

/** Key of an experiment. */
export const experimentKey = (id: string): Deno.KvKey => ["experiments", id];
/** All experiments. */
export const experimentsPrefix: Deno.KvKey = ["experiments"];
/** Pointer from an experiment's name to its id. */
export const experimentNameKey = (name: string): Deno.KvKey => ["experiments_by_name", name];

/** Key of a run's record. */
export const runKey = (id: string): Deno.KvKey => ["runs", id];
/** All runs. */
export const runsPrefix: Deno.KvKey = ["runs"];
/** Pointer to a run of an experiment. */
export const experimentRunKey = (experimentId: string, id: string): Deno.KvKey => [
  "runs_by_experiment",
  experimentId,
  id,
];
/** Pointers to all runs of an experiment. */
export const experimentRunsPrefix = (id: string): Deno.KvKey => ["runs_by_experiment", id];
/** Pointer to a run that is not complete. */
export const liveRunKey = (id: string): Deno.KvKey => ["live_runs", id];
/** Pointers to all runs that are not complete. */
export const liveRunsPrefix: Deno.KvKey = ["live_runs"];

/** Key of what capture knows of a run. */
export const factsKey = (id: string): Deno.KvKey => ["facts", id];
/** Key of where a run's log stands. */
export const ingestKey = (id: string): Deno.KvKey => ["ingest", id];
/** Key of the point reader's state. */
export const readerKey = (id: string): Deno.KvKey => ["readers", id];
/** Key of the log chunk that begins at a byte offset, which lies in a line. */
export const logKey = (id: string, firstLine: number, offset: number): Deno.KvKey => [
  "log",
  id,
  firstLine,
  offset,
];
/** All log chunks of a run. */
export const logPrefix = (id: string): Deno.KvKey => ["log", id];
/** All chunks behind the one of a key. */
export const logBehind = (id: string, firstLine: number, offset: number): Deno.KvListSelector => ({
  start: ["log", id, firstLine, offset + 1],
  end: ["log", id, Infinity],
});
/** All chunks that begin before a line does: the last of them holds the line's start, or the next chunk begins with it. */
export const logBefore = (id: string, line: number): Deno.KvListSelector => ({
  prefix: ["log", id],
  end: ["log", id, line],
});

/** Key of a page of metric summaries. */
export const metricsKey = (id: string, generation: number, page: number): Deno.KvKey => [
  "metrics",
  id,
  generation,
  page,
];
/** All metric pages of one generation. */
export const metricsPrefix = (id: string, generation: number): Deno.KvKey => [
  "metrics",
  id,
  generation,
];
/** Key of a chunk of points. */
export const pointsKey = (
  id: string,
  generation: number,
  metric: string,
  chunk: number,
): Deno.KvKey => ["points", id, generation, metric, chunk];
/** All points of one generation. */
export const pointsPrefix = (id: string, generation: number): Deno.KvKey => [
  "points",
  id,
  generation,
];

/** All metrics and points of the generations before one. */
export const generationsBelow = (id: string, generation: number): Deno.KvListSelector[] => [
  { prefix: ["points", id], end: ["points", id, generation] },
  { prefix: ["metrics", id], end: ["metrics", id, generation] },
];

/** Key of a run's owner. */
export const ownerKey = (id: string): Deno.KvKey => ["owners", id];
/** Key of the wish to cancel a run. */
export const cancelKey = (id: string): Deno.KvKey => ["cancels", id];
/** Key of the mark that something is being deleted. */
export const deletingKey = (id: string): Deno.KvKey => ["deleting", id];
/** All deletions to finish. */
export const deletingPrefix: Deno.KvKey = ["deleting"];
/** Everything of a run that is swept key by key. */
export const runSweepPrefixes = (id: string): Deno.KvKey[] => [
  ["log", id],
  ["points", id],
  ["metrics", id],
];
