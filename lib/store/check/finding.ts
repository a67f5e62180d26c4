/**
 * What a check of the store finds, and how it is mended.
 *
 * @module
 */

/** Something that is wrong in the store. */
export interface Finding {
  /** The run that it is about; null for experiments and the store itself. */
  runId: string | null;
  /** What is wrong, as a sentence without a full stop. */
  what: string;
  /** What to do about it. */
  todo: string;
  /** Mends it. `"reread"`: the run's log is to be read again; `"adopt"`: it is to be continued from its spool. Null when nothing surely does. */
  mend: (() => Promise<void>) | "reread" | "adopt" | null;
}

/** What to do about a finding that is mended surely. */
export const REPAIR = "stdcurve doctor --repair mends it";

/** What to do about bytes that the store no longer has. */
export const RESTORE = "restore a backup if you have one; what is left stays readable";
