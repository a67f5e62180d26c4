/**
 * Answers about metrics of many runs, an entry a run. The ETag is made of the runs' versions, so a client that has the answer gets 304 before
 * a point is read.
 *
 * @module
 */
import { MANY_RUNS_AT_ONCE } from "../limits.ts";
import type { Run } from "../model.ts";
import type { Store } from "../store/store.ts";
import { mapAtOnce } from "./frame/at_once.ts";
import { digestTag, isKnown, notModified, taggedResponse } from "./frame/tagged.ts";
import { chooseNames, findStoredRun } from "./many_metrics.ts";

/** What is asked for. */
export interface RunsQuery {
  runs: string[];
  metric_type?: string[] | undefined;
}

/** How an answer is made. */
export interface RunsReading<Entry> {
  /** Tells the ETags of different routes apart. */
  kind: string;
  /** Reads the entry of a run; `names` are the metrics that were asked for. */
  read(run: Run, names: readonly string[]): Promise<Entry>;
}

/** Answers with an entry for each run, and with the ids of those that don't exist. */
export async function answerRuns<Entry>(
  store: Store,
  { query, request }: { query: RunsQuery; request: Request },
  { kind, read }: RunsReading<Entry>,
): Promise<Response> {
  const all = await mapAtOnce(query.runs, MANY_RUNS_AT_ONCE, (id) => findStoredRun(store, id));
  const found = all.filter((each) => each !== null);
  const tag = await digestTag([kind, query, found.map(({ run: { id }, version }) => [id, version])]);
  if (isKnown(request, tag)) return notModified(request, tag);
  const { names } = chooseNames(found.map(({ run }) => run), query.metric_type);
  const answer = {
    runs: await mapAtOnce(found, MANY_RUNS_AT_ONCE, ({ run }) => read(run, names)),
    unknown_runs: query.runs.filter((_, index) => all[index] === null),
  };
  return taggedResponse(request, {
    body: JSON.stringify(answer),
    tag,
    headers: { "content-type": "application/json" },
  });
}
