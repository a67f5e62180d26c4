/**
 * Reading all runs of an experiment again, so that what was taught by one of them holds for each.
 *
 * @module
 */
import { Conflict, NotFound } from "../errors.ts";
import { rereadRun } from "./reread.ts";
import type { Store } from "../store/store.ts";

/** Runs on one page of the list. */
const RUNS_PER_PAGE = 100;

/** What became of reading many runs again. */
export interface RereadAll {
  /** Runs that were read. */
  read: number;
  /** Runs that could not be, and why. */
  failed: { runId: string; detail: string }[];
}

/**
 * Reads the logs of all runs of an experiment again, newest first, one after another. A run that can't be read now is told,
 * and the others are read; one that was deleted meanwhile is passed over.
 *
 * @throws {NotFound} for an unknown experiment
 */
export async function rereadRuns(store: Store, experimentId: string): Promise<RereadAll> {
  await store.experiments.get(experimentId);
  const done: RereadAll = { read: 0, failed: [] };
  let cursor: string | null = null;
  do {
    const page = await store.runs.list(experimentId, { limit: RUNS_PER_PAGE, ...(cursor ? { cursor } : {}) });
    for (const { id } of page.items) {
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
