/**
 * How a command ended, and what that makes of its run.
 *
 * @module
 */
import type { Run } from "../model.ts";
import type { OutputWatch } from "../process/output_end.ts";
import type { RunChange } from "../store/runs/runs.ts";

/** How a command ended. An `Exit` is one. */
export interface Ending {
  /** Null when nobody knows it. */
  code: number | null;
  /** Empty after success. */
  reason: string;
  /** When, in milliseconds since the epoch, if known. */
  at?: number;
  /** True when nobody saw the end, so that something may still write to the spool. */
  isUnseen?: boolean;
  /** True when the command runs where this process sees no processes, so that nothing could be signalled. */
  isOutOfSight?: boolean;
}

/**
 * How the command ended, and when its output did: now, when something of it was left. A command whose shell was killed was not killed itself
 * when its output went on.
 */
export function findLastEnding(ending: Ending, { wasLate }: Pick<OutputWatch, "wasLate">): Ending {
  if (!wasLate) return ending;
  const { at: _, ...late } = ending;
  return ending.code === null && !ending.isUnseen
    ? { ...late, reason: `exit code unknown: the shell that started the command was ${ending.reason}` }
    : late;
}

/** Other reasons why a command may have ended. */
export interface Interference {
  isCancelled: boolean;
  interrupt: Deno.Signal | null;
}

/** What the end of a command changes in its run. */
export function describeEnd(
  { code, reason, at, isOutOfSight }: Ending,
  { run, isCancelled, interrupt }: Interference & { run: Pick<Run, "startedAt"> },
): RunChange {
  const end = { endedAt: Math.max(at ?? Date.now(), run.startedAt ?? 0), exitCode: code };
  if (isCancelled) return { ...end, status: "cancelled", reason: isOutOfSight ? `cancelled; ${reason}` : "cancelled" };
  if (interrupt && code !== 0) return { ...end, status: "cancelled", reason: `stopped by ${interrupt}` };
  return { ...end, status: code === 0 ? "completed" : "failed", reason };
}
