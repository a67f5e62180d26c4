import assert from "node:assert/strict";
import { decodePoints } from "../../../lib/client/chart/metric_columns.ts";
import { findCursor, findCursorAt, moveCursor, readCursorKey } from "../../../lib/client/chart/plot_cursor.ts";
import type { PlottedRun } from "../../../lib/client/chart/plotted_run.ts";

/** A run with these points; the value is the step unless `values` says otherwise. */
function runOf(id: string, steps: number[], values = steps): PlottedRun {
  const columns = decodePoints(
    steps.map((step, at) => ({
      step,
      value: values[at]!,
      timestamp: "2026-01-28T12:00:00.000Z",
      line: step,
      epoch: null,
      global_step: null,
    })),
  );
  const points = steps.map((x, index) => ({ x, y: values[index]!, index }));
  return { id, name: id, style: 1, columns, points, smoothed: null, holes: [], positions: columns.step, markCount: 0 };
}

const runs = [runOf("a", [1, 2, 3, 4]), runOf("b", [2, 40])];
const at = (runId: string, index: number) => ({ runId, index });

Deno.test("moveCursor() moves along the points of a run and stays at its ends", () => {
  assert.deepEqual(moveCursor(runs, at("a", 1), "ArrowRight"), at("a", 2));
  assert.deepEqual(moveCursor(runs, at("a", 3), "ArrowRight"), at("a", 3));
  assert.deepEqual(moveCursor(runs, at("a", 2), "ArrowLeft"), at("a", 1));
  assert.deepEqual(moveCursor(runs, at("a", 0), "ArrowLeft"), at("a", 0));
  assert.deepEqual(moveCursor(runs, at("a", 2), "Home"), at("a", 0));
  assert.deepEqual(moveCursor(runs, at("a", 1), "End"), at("a", 3));
});

Deno.test("moveCursor() starts at the first or the last point when the cursor is on none", () => {
  assert.deepEqual(moveCursor(runs, null, "ArrowRight"), at("a", 0));
  assert.deepEqual(moveCursor(runs, null, "ArrowLeft"), at("a", 3));
  assert.equal(moveCursor(runs, null, "ArrowDown"), null);
});

Deno.test("moveCursor() passes ten points with PageUp and PageDown", () => {
  const long = [runOf("a", Array.from({ length: 30 }, (_, step) => step))];
  assert.deepEqual(moveCursor(long, at("a", 3), "PageDown"), at("a", 13));
  assert.deepEqual(moveCursor(long, at("a", 25), "PageDown"), at("a", 29));
  assert.deepEqual(moveCursor(long, at("a", 13), "PageUp"), at("a", 3));
  assert.deepEqual(moveCursor(long, at("a", 3), "PageUp"), at("a", 0));
});

Deno.test("moveCursor() goes to the point of the next run that is nearest in x", () => {
  assert.deepEqual(moveCursor(runs, at("a", 3), "ArrowDown"), at("b", 0));
  assert.deepEqual(moveCursor(runs, at("b", 1), "ArrowDown"), at("a", 3));
  assert.deepEqual(moveCursor(runs, at("a", 0), "ArrowUp"), at("b", 0));
});

Deno.test("moveCursor() gives null for other keys and for charts without points", () => {
  assert.equal(moveCursor(runs, at("a", 0), "x"), null);
  assert.equal(moveCursor([runOf("c", [])], null, "ArrowRight"), null);
});

Deno.test("readCursorKey() moves with arrows, leaves with Escape, and chooses with Enter and space", () => {
  assert.deepEqual(readCursorKey(runs, at("a", 1), "ArrowRight"), { does: "move", to: at("a", 2) });
  assert.deepEqual(readCursorKey(runs, at("a", 1), "Escape"), { does: "leave" });
  assert.deepEqual(readCursorKey(runs, at("a", 1), "Enter"), { does: "choose", at: at("a", 1) });
  assert.deepEqual(readCursorKey(runs, at("a", 1), " "), { does: "choose", at: at("a", 1) });
});

Deno.test("readCursorKey() gives null for other keys, and for Enter when the cursor is on no drawn point", () => {
  assert.equal(readCursorKey(runs, at("a", 1), "Tab"), null);
  assert.equal(readCursorKey(runs, null, "Enter"), null);
  assert.equal(readCursorKey(runs, at("hidden", 1), "Enter"), null);
});

Deno.test("findCursorAt() gives the run that is nearest in x", () => {
  const far = [runOf("a", [0, 100]), runOf("b", [50])];
  assert.deepEqual(findCursorAt(far, { x: 60, y: 0 }, (point) => point), at("b", 0));
  assert.deepEqual(findCursorAt(far, { x: 90, y: 0 }, (point) => point), at("a", 1));
});

Deno.test("findCursorAt() gives the run that is nearest in y when both are equally near in x", () => {
  const near = [runOf("a", [10], [0]), runOf("b", [13], [80])];
  assert.deepEqual(findCursorAt(near, { x: 10, y: 75 }, (point) => point), at("b", 0));
  assert.deepEqual(findCursorAt(near, { x: 10, y: 5 }, (point) => point), at("a", 0));
});

Deno.test("findCursorAt() gives null when no run has a point", () => {
  assert.equal(findCursorAt([runOf("a", [])], { x: 0, y: 0 }, (point) => point), null);
});

Deno.test("findCursor() finds the drawn point, and null when the point is not drawn", () => {
  assert.equal(findCursor(runs, at("b", 1))?.point.x, 40);
  assert.equal(findCursor(runs, at("b", 7)), null);
  assert.equal(findCursor(runs, null), null);
});
