/**
 * Rereads all runs of an experiment, after the user has changed its patterns.
 *
 * @module
 */
import { Conflict, NotFound } from "../errors.ts";
import { rereadRun } from "./reread.ts";
import type { Store } from "../store/store.ts";

/** Runs on one page of the list. */
const RUNS_PER_PAGE = 100;

/** The result of rereading many runs. */
export interface RereadSummary {
  /** Number of runs that were reread. */
  read: number;
  /** Runs that could not be reread, and why. */
  failed: { runId: string; detail: string }[];
}

/**
 * Rereads the logs of all runs of an experiment one after another, newest first. A run whose log grows too fast is added to `failed`;
 * a run that is deleted meanwhile is skipped, and so is one without its log.
 *
 * @throws {NotFound} for an unknown experiment
 */
export async function rereadRuns(store: Store, experimentId: string): Promise<RereadSummary> {
  await store.experiments.get(experimentId);
  const done: RereadSummary = { read: 0, failed: [] };
  let cursor: string | null = null;
  do {
    const page = await store.runs.list(experimentId, { limit: RUNS_PER_PAGE, ...(cursor ? { cursor } : {}) });
    for (const { id } of page.items.filter(({ logDeletedAt }) => logDeletedAt === undefined)) {
      try {
        await rereadRun(store, id);
        done.read++;
      } catch (error) {
        if (error instanceof Conflict) done.failed.push({ runId: id, detail: error.message });
        else if (!(error instanceof NotFound)) throw error;
      }
    }
    cursor = page.cursor;
  } while (cursor !== null);
  return done;
}
