/**
 * Runs that were deleted while this page showed them: the API answers 404 for them, and whoever asked asks no more.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import { ReadRefused } from "./read.ts";

/** Ids of the runs that are known to be gone. */
export const deletedRuns: Signal<ReadonlySet<string>> = signal(new Set());

/** Takes note that a run is gone. */
export function noteDeletion(runId: string): void {
  if (!deletedRuns.peek().has(runId)) deletedRuns.value = new Set(deletedRuns.peek()).add(runId);
}

/** True for the answer that there is no such run, false for a server that fails or can't be reached. */
export function isDeletion(error: unknown): boolean {
  return error instanceof ReadRefused && error.status === 404;
}
