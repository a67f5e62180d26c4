/**
 * The record of the process that captures a run: a lease, which its holder renews every few seconds. Only the record; `owners.ts` reads and
 * changes it.
 *
 * @module
 */
import { RENEW_MS } from "../limits.ts";

/**
 * The process that captures a run. Others use it to see whether that process is alive. It is only data: which command is the run's and where
 * its output is, is said by the note of the machine that has started it.
 */
export interface Owner {
  /** UUID of the process. Only its flushes are accepted. */
  instance: string;
  host: string;
  /** Start of the machine and namespace of process ids for which `pid` counts; null where the system does not say. */
  boot: string | null;
  /** Id of the user; null where the system has none. */
  uid: number | null;
  pid: number;
  /** Start mark of the process, to detect a reused pid. */
  pidMark: string | null;
  /** The same as in the run's note on `host`; null for an import. */
  nonce: string | null;
  /** Directory of the spools of that process; null for an import. It is only compared, never opened. */
  spools: string | null;
  /** When the process last renewed its lease, milliseconds since the epoch by its own clock. */
  at: number;
}

/** True when a lease is due to be renewed. A time to come, of a clock that was set back, is due too. */
export const isDue = ({ at }: Owner): boolean => !(Math.abs(Date.now() - at) < RENEW_MS); // what is no number, too
