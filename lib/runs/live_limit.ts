/**
 * Limits how many live runs a server may have. Each has a spool, a capture and file descriptors of its own.
 *
 * @module
 */
import { Conflict } from "../errors.ts";

/** The limit of one server. */
export interface LiveLimit {
  /** Throws Conflict when the server has as many live runs as it may have. */
  check(): void;
  /** Starts a run, unless there are too many. A run that is being started counts. */
  start<T>(begin: () => Promise<T>): Promise<T>;
}

/** Limits live runs to `most`; `count` gives how many there are. */
export function limitLiveRuns(most: number, count: () => number): LiveLimit {
  let starting = 0;
  const check = () => {
    if (count() + starting < most) return;
    throw new Conflict(
      `this server has ${most} live runs, the most it may have; wait until one ends, or allow more: stdcurve serve --max-live`,
    );
  };
  return {
    check,
    async start(begin) {
      check();
      starting++;
      try {
        return await begin();
      } finally {
        starting--;
      }
    },
  };
}
