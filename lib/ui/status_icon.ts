/**
 * The icon of a page's tab by a run's status: running, done, failed. It stands behind the app's own icon, and browsers use the last. Pure.
 *
 * @module
 */
import type { RunStatus } from "../model.ts";

const KINDS: Readonly<Record<RunStatus, string | null>> = {
  queued: "running",
  running: "running",
  completed: "done",
  failed: "failed",
  cancelled: null,
};

/**
 * The path of the icon for a status; null for the app's own.
 *
 * @example
 * ```ts
 * import { iconPath } from "./status_icon.ts";
 * iconPath("failed"); // "/favicon-failed.svg"
 * ```
 */
export function iconPath(status: RunStatus): string | null {
  const kind = KINDS[status];
  return kind && `/favicon-${kind}.svg`;
}
