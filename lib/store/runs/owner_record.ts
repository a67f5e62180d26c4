/**
 * The record of the process that captures a run: a lease, which its holder renews every few seconds. Only the record; `owners.ts` reads and
 * changes it.
 *
 * @module
 */
import { RENEW_MS } from "../../limits.ts";

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

const textOr = <T>(value: unknown, other: T): string | T => typeof value === "string" ? value : other;
const wholeOr = <T>(value: unknown, other: T): number | T => Number.isSafeInteger(value) ? value as number : other;
/** The last time that a `Date` can have. */
const LAST_TIME_MS = 8.64e15;

/**
 * An owner record as it should be, whoever has written it: what is missing or of a wrong type counts as unknown, and a time that is none as
 * long ago.
 */
export function readOwnerRecord(stored: unknown): Owner | null {
  if (typeof stored !== "object" || stored === null) return null;
  const { instance, host, boot, uid, pid, pidMark, nonce, spools, at } = stored as Record<keyof Owner, unknown>;
  const time = wholeOr(at, 0);
  return {
    instance: textOr(instance, ""),
    host: textOr(host, "unknown"),
    boot: textOr(boot, null),
    uid: wholeOr(uid, null),
    pid: wholeOr(pid, 0),
    pidMark: textOr(pidMark, null),
    nonce: textOr(nonce, null),
    spools: textOr(spools, null),
    at: Math.abs(time) <= LAST_TIME_MS ? time : 0,
  };
}

/** True when a lease is due to be renewed at this age. A time to come, of a clock that was set back, is due too. */
export const isDue = ({ at }: Owner, ageMs: number = RENEW_MS): boolean => !(Math.abs(Date.now() - at) < ageMs); // what is no number, too
