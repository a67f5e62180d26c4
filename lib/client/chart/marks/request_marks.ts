/**
 * Requests the marks of runs when there are new ones.
 *
 * @module
 */
import { MARKED_RUNS_MAX } from "../../../series/mark_places.ts";
import type { WireMarks } from "../../../wire/marks.ts";
import { runMarks } from "../../run/run_marks.ts";
import { readJson, runPath } from "../../server/read.ts";

/** How long a request may take. */
const REQUEST_MAX_MS = 15_000;

/** A run, and how many marks its log gave. */
export interface MarkedRun {
  id: string;
  markCount: number;
}

/** Numbers of marks that were requested, by run. */
const asked = new Map<string, number>();

/** Requests the marks of runs that have others than those that are held. A request that fails is made again with the next ones. */
export function requestMarks(experimentId: string, runs: readonly MarkedRun[]): void {
  if (runs.length > MARKED_RUNS_MAX) return;
  for (const { id, markCount } of runs) {
    if (asked.get(id) === markCount) continue;
    asked.set(id, markCount);
    readJson<WireMarks>(`${runPath(experimentId, id)}/marks`, {}, AbortSignal.timeout(REQUEST_MAX_MS)).then(
      ({ marks }) => runMarks.value = new Map([...runMarks.peek(), [id, marks]]),
      () => asked.delete(id),
    );
  }
}
