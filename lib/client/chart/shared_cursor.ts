/**
 * The one cursor of a page's charts: the same x in all of them. Also which run is brought forward while its row is under the pointer.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";

/** Where the cursor is. */
export interface SharedCursor {
  /** In units of the x axis; null where only the line is known. */
  x: number | null;
  /** The line of the log whose points the cursor is on. */
  line?: number;
  /** The run whose curve is nearest. */
  runId: string;
  /** Its metric; missing where any will do. */
  metric?: string;
  /** What set it: a panel's key, "large" or "terminal". */
  from: string;
}

/** The cursor; null for none. */
export const sharedCursor: Signal<SharedCursor | null> = signal(null);

/** The run that is drawn before all others; null for none. */
export const forwardRun: Signal<string | null> = signal(null);

/** Moves the cursor. Most moves of a pointer stay at the same point: then nothing follows. True when it moved. */
export function moveSharedCursor(to: SharedCursor | null): boolean {
  const now = sharedCursor.peek(), keys = ["x", "line", "runId", "metric", "from"] as const;
  if (now === to || (now && to && keys.every((key) => now[key] === to[key]))) return false;
  sharedCursor.value = to;
  return true;
}
