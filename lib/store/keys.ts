/**
 * Every key of the store, and nothing else. docs/storage.md says what is stored under each.
 *
 * @module
 */

/** Version of this layout. A file of an older one is migrated, one of a newer one is refused. */
export const SCHEMA_VERSION = 3;

/** Key of the layout version, a `KvU64`. */
export const schemaKey: Deno.KvKey = ["schema"];

/** True for keys whose values are raw bytes or counters, not MessagePack. */
export const hasRawValue = ([folder]: Deno.KvKey): boolean =>
  folder === "log" || folder === "points" || folder === "versions";

const encoder = new TextEncoder();

/** Upper estimate of the bytes that a key takes in a commit: KV adds a type byte and an end byte to each part. */
export const countKeyBytes = (key: Deno.KvKey): number =>
  key.reduce<number>((sum, part) => sum + 2 + (typeof part === "string" ? encoder.encode(part).length : 8), 0);

/** Key of an experiment. */
export const experimentKey = (id: string): Deno.KvKey => ["experiments", id];
/** Prefix of all experiments. */
export const experimentsPrefix: Deno.KvKey = ["experiments"];
/** Pointer from an experiment's name to its id. */
export const experimentNameKey = (name: string): Deno.KvKey => ["experiments_by_name", name];

/** Key of a run's record. */
export const runKey = (id: string): Deno.KvKey => ["runs", id];
/** Prefix of all runs. */
export const runsPrefix: Deno.KvKey = ["runs"];
/** Pointer from an experiment to one of its runs. */
export const experimentRunKey = (experimentId: string, id: string): Deno.KvKey => [
  "runs_by_experiment",
  experimentId,
  id,
];
/** Key of what a list shows of a run's record. */
export const recordRowKey = (experimentId: string, id: string): Deno.KvKey => ["record_rows", experimentId, id];
/** Prefix of what a list shows of the records of an experiment's runs. */
export const recordRowsPrefix = (experimentId: string): Deno.KvKey => ["record_rows", experimentId];
/** Key of what a list shows of a run's facts and summaries. */
export const factsRowKey = (experimentId: string, id: string): Deno.KvKey => ["facts_rows", experimentId, id];
/** Prefix of what a list shows of the facts of an experiment's runs. */
export const factsRowsPrefix = (experimentId: string): Deno.KvKey => ["facts_rows", experimentId];
/** Key of the settings that the rows of an experiment leave out where a run has the same. */
export const baseSettingsKey = (experimentId: string): Deno.KvKey => ["base_settings", experimentId];
/** Key of the style that the experiment's next run gets. */
export const nextStyleKey = (experimentId: string): Deno.KvKey => ["next_styles", experimentId];
/** Key of the counter of an experiment's changes, a `KvU64`. */
export const versionKey = (experimentId: string): Deno.KvKey => ["versions", experimentId];
/** Key of the counter of changes of the list of experiments, a `KvU64`. */
export const listVersionKey: Deno.KvKey = ["versions"];
/** Folders that can be made again from the others. A copy leaves them out. */
export const DERIVED_FOLDERS: readonly string[] = ["record_rows", "facts_rows", "base_settings", "versions"];
/** Prefix of the pointers to all runs of an experiment. */
export const experimentRunsPrefix = (id: string): Deno.KvKey => ["runs_by_experiment", id];
/** Pointer to a run that is not complete. */
export const liveRunKey = (id: string): Deno.KvKey => ["live_runs", id];
/** Prefix of the pointers to all runs that are not complete. */
export const liveRunsPrefix: Deno.KvKey = ["live_runs"];

/** Key of what capture knows about a run. */
export const factsKey = (id: string): Deno.KvKey => ["facts", id];
/** Key of the record that says how far a run's log is stored. */
export const ingestKey = (id: string): Deno.KvKey => ["ingest", id];
/** Key of the point reader's state. */
export const readerKey = (id: string): Deno.KvKey => ["readers", id];
/** Key of one part of a reader's state that is too large for one value. */
export const readerPartKey = (id: string, rev: number, part: number): Deno.KvKey => ["readers", id, rev, part];
/** Prefix of all parts of a run's reader's states. */
export const readerPartsPrefix = (id: string): Deno.KvKey => ["readers", id];
/** Selects the parts of all reader's states before this rev. */
export const earlierReaderParts = (id: string, rev: number): Deno.KvListSelector => ({
  prefix: ["readers", id],
  end: ["readers", id, rev],
});
/** Key of the log chunk that begins at this byte offset, inside or at the start of `firstLine`. */
export const logKey = (id: string, firstLine: number, offset: number): Deno.KvKey => [
  "log",
  id,
  firstLine,
  offset,
];
/** Prefix of all log chunks of a run. */
export const logPrefix = (id: string): Deno.KvKey => ["log", id];
/** Selects all chunks after the one with this key. */
export const logAfter = (id: string, firstLine: number, offset: number): Deno.KvListSelector => ({
  start: ["log", id, firstLine, offset + 1],
  end: ["log", id, Infinity],
});
/** Selects all chunks that begin before a line. The last of them holds the line's start, or the next chunk begins with it. */
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
/** Prefix of all metric pages of one generation. */
export const metricsPrefix = (id: string, generation: number): Deno.KvKey => [
  "metrics",
  id,
  generation,
];
/** Key of a page of marks of a run. */
export const marksKey = (id: string, generation: number, page: number): Deno.KvKey => ["marks", id, generation, page];
/** Prefix of all marks of one generation. */
export const marksPrefix = (id: string, generation: number): Deno.KvKey => ["marks", id, generation];
/** Key of a chunk of points. */
export const pointsKey = (
  id: string,
  generation: number,
  metric: string,
  chunk: number,
): Deno.KvKey => ["points", id, generation, metric, chunk];
/** Part of a key that its pages of stretches have in place of a chunk's number. Texts stand before numbers. */
export const STRETCHES = "stretches";
/** Key of a page of stretches. At level 0 each is one chunk, at the next level one page of the level below. */
export const stretchesKey = (
  id: string,
  generation: number,
  metric: string,
  { level, page }: { level: number; page: number },
): Deno.KvKey => ["points", id, generation, metric, STRETCHES, level, page];
/** Prefix of all points of one generation. */
export const pointsPrefix = (id: string, generation: number): Deno.KvKey => [
  "points",
  id,
  generation,
];

/** Prefix of all points of a run, of every generation. */
export const runPointsPrefix = (id: string): Deno.KvKey => ["points", id];

/** Selects the metrics, marks and points of all generations before this one. */
export const earlierGenerations = (id: string, generation: number): Deno.KvListSelector[] => [
  { prefix: ["points", id], end: ["points", id, generation] },
  { prefix: ["metrics", id], end: ["metrics", id, generation] },
  { prefix: ["marks", id], end: ["marks", id, generation] },
];

/** Selects the metrics, marks and points of all generations after this one. */
export const laterGenerations = (id: string, generation: number): Deno.KvListSelector[] => [
  { start: ["points", id, generation + 1], end: ["points", id, Infinity] },
  { start: ["metrics", id, generation + 1], end: ["metrics", id, Infinity] },
  { start: ["marks", id, generation + 1], end: ["marks", id, Infinity] },
];

/** Key of a run's owner. */
export const ownerKey = (id: string): Deno.KvKey => ["owners", id];
/** Key of the mark that somebody looks. */
export const looksKey: Deno.KvKey = ["looks"];
/** Key of the request to cancel a run. */
export const cancelKey = (id: string): Deno.KvKey => ["cancels", id];
/** Key of the mark that an experiment, a run or its log is being deleted. */
export const deletingKey = (id: string): Deno.KvKey => ["deleting", id];
/** Prefix of all deletions to finish. */
export const deletingPrefix: Deno.KvKey = ["deleting"];
/** Key of what was deleted at a time and can be restored. */
export const tombstoneKey = (deletedAt: number, id: string): Deno.KvKey => ["tombstones", deletedAt, id];
/** Prefix of all that can be restored, the oldest first. */
export const tombstonesPrefix: Deno.KvKey = ["tombstones"];
/** Selects what was deleted before a time. */
export const tombstonesBefore = (ms: number): Deno.KvListSelector => ({
  prefix: ["tombstones"],
  end: ["tombstones", ms],
});
/** Folders whose keys have the id of a run as their second part. Names of experiments and marks of deletions are not among them. */
export const RUN_FOLDERS: readonly string[] = [
  "runs",
  "live_runs",
  "facts",
  "ingest",
  "readers",
  "owners",
  "cancels",
  "log",
  "metrics",
  "marks",
  "points",
];
/** Prefix of the pointers to the runs of all experiments. */
export const runPointersPrefix: Deno.KvKey = ["runs_by_experiment"];
/** Prefix of the pointers from all names to experiments. */
export const experimentNamesPrefix: Deno.KvKey = ["experiments_by_name"];
/** Key of a request that a client may send again, by the hash of the client's own key. */
export const requestKey = (hash: string): Deno.KvKey => ["requests", hash];
/** Prefixes of a run's log, points, summaries and parts of the reader's state, which are too many to delete in one commit. */
export const runSweepPrefixes = (id: string): Deno.KvKey[] => [
  ["readers", id],
  ["log", id],
  ["points", id],
  ["metrics", id],
  ["marks", id],
];
