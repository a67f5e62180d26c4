/**
 * Rows elsewhere on the page that belong to a curve: a run's row in the table or the legend brings its curve forward, a line of the terminal
 * puts the cursor on the points that it printed.
 *
 * @module
 */
import { forwardRun, sharedCursor } from "../shared_cursor.ts";

const ROWS = "tr[data-run], .terminal-row[data-line]";

/** Follows pointer and focus over rows of the page. `runOf` gives the run of the terminal. Returns a function that stops this. */
export function followRows(runOf: () => string | null): () => void {
  const stop = new AbortController(), { signal } = stop;
  const onOver = ({ target }: Event) => {
    const row = target instanceof Element ? target.closest<HTMLElement>(ROWS) : null;
    const { run = null, line } = row?.dataset ?? {}, runId = runOf();
    if (forwardRun.peek() !== run) forwardRun.value = run;
    const isOnLine = line !== undefined && runId !== null;
    if (isOnLine) sharedCursor.value = { x: null, line: Number(line), runId, from: "terminal" };
    else if (sharedCursor.peek()?.from === "terminal") sharedCursor.value = null;
  };
  for (const type of ["pointerover", "focusin"]) document.addEventListener(type, onOver, { signal });
  return () => {
    stop.abort();
    forwardRun.value = null;
  };
}
