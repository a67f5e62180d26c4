/**
 * A run's status as one character, for a window's title and for a terminal.
 *
 * @module
 */
import type { Run, RunStatus } from "../model.ts";

/** The marks. Each has a form of its own, so that nobody depends on a colour. */
export const STATUS_MARKS: Readonly<Record<RunStatus, string>> = {
  queued: "○",
  running: "●",
  completed: "✓",
  failed: "✗",
  cancelled: "–",
};

/**
 * A run as the beginning of the window's title.
 *
 * @example
 * ```ts
 * import { nameWithStatus } from "./status_mark.ts";
 * nameWithStatus({ name: "warmup", status: "completed" }); // "✓ warmup · "
 * ```
 */
export const nameWithStatus = ({ name, status }: Pick<Run, "name" | "status">): string =>
  `${STATUS_MARKS[status]} ${name} · `;
