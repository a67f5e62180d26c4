/**
 * Runs that were deleted while this page shows them. The API answers 404 for such a run, and the page stops requesting it.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import { ReadRefused } from "./read.ts";

/** Ids of the runs that are known to be deleted. */
export const deletedRuns: Signal<ReadonlySet<string>> = signal(new Set());

/** Marks a run as deleted. */
export function noteDeletion(runId: string): void {
  if (!deletedRuns.peek().has(runId)) deletedRuns.value = new Set(deletedRuns.peek()).add(runId);
}

/** True when the server answered that there is no such run; false when it failed or can't be reached. */
export function isDeletion(error: unknown): boolean {
  return error instanceof ReadRefused && error.status === 404;
}
