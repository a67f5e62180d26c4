/**
 * A run's status as one character, for a window's title and for a terminal.
 *
 * @module
 */
import type { RunStatus } from "../model.ts";

/** The marks. Each has a form of its own, so that nobody depends on a colour. */
export const STATUS_MARKS: Readonly<Record<RunStatus, string>> = {
  queued: "○",
  running: "●",
  completed: "✓",
  failed: "✗",
  cancelled: "–",
};
