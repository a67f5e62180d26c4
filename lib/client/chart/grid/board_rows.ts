/**
 * Rows elsewhere on the page that belong to a curve: a run's row in the table or the legend brings its curve forward, a line of the terminal
 * puts the cursor on the points that it printed.
 *
 * @module
 */
import { forwardRun, sharedCursor } from "../shared_cursor.ts";

const ROWS = "tr[data-run], .terminal-row[data-line]";

/** Follows the pointer over rows of the page. `runId` is the run of the terminal. Returns a function that stops this. */
export function followRows(runId: string | null): () => void {
  const stop = new AbortController(), { signal } = stop;
  document.addEventListener("pointerover", ({ target }) => {
    const row = target instanceof Element ? target.closest<HTMLElement>(ROWS) : null;
    const { run = null, line } = row?.dataset ?? {};
    if (forwardRun.peek() !== run) forwardRun.value = run;
    const isOnLine = line !== undefined && runId !== null;
    if (isOnLine) sharedCursor.value = { x: null, line: Number(line), runId, from: "terminal" };
    else if (sharedCursor.peek()?.from === "terminal") sharedCursor.value = null;
  }, { signal });
  return () => {
    stop.abort();
    forwardRun.value = null;
  };
}
