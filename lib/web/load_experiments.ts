/**
 * Reads what the first page shows: experiments, and of the runs of each what their rows say. Changes nothing.
 *
 * @module
 */
import { pageOfExperiments } from "../api/listed_experiments.ts";
import { LIST_ROWS } from "../limits.ts";
import type { Store } from "../store/store.ts";
import { type ExperimentItem, sortItems } from "../ui/ExperimentList.tsx";

/** A page of experiments, those with the newest activity first. `cursor` asks for the next page; null on the last one. */
export async function loadExperiments(
  store: Store,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<{ items: ExperimentItem[]; cursor: string | null }> {
  const page = await pageOfExperiments(store, { limit: LIST_ROWS, cursor, runs: true, signal });
  return { items: sortItems(page.experiments), cursor: page.cursor };
}
