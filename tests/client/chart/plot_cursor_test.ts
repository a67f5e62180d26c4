import assert from "node:assert/strict";
import { decodePoints } from "../../../lib/client/chart/metric_columns.ts";
import { findCursor, moveCursor, type PlottedRun, stepOf } from "../../../lib/client/chart/plot_cursor.ts";

function runOf(id: string, steps: number[]): PlottedRun {
  const columns = decodePoints(
    steps.map((step) => ({ step, value: step, timestamp: "2026-01-28T12:00:00.000Z", line: step, epoch: null })),
  );
  const points = steps.map((x, place) => ({ x, y: x, place }));
  return { id, name: id, style: 1, columns, points, smoothed: null };
}

const runs = [runOf("a", [1, 2, 3, 4]), runOf("b", [2, 40])];
const at = (runId: string, place: number) => ({ runId, place });

Deno.test("moveCursor() goes along the points of a run and stays at its ends", () => {
  assert.deepEqual(moveCursor(runs, null, "ArrowRight"), at("a", 0));
  assert.deepEqual(moveCursor(runs, at("a", 1), "ArrowRight"), at("a", 2));
  assert.deepEqual(moveCursor(runs, at("a", 3), "ArrowRight"), at("a", 3));
  assert.deepEqual(moveCursor(runs, at("a", 0), "ArrowLeft"), at("a", 0));
  assert.deepEqual(moveCursor(runs, at("a", 1), "End"), at("a", 3));
});

Deno.test("moveCursor() goes to the next run's point that is nearest in x", () => {
  assert.deepEqual(moveCursor(runs, at("a", 3), "ArrowDown"), at("b", 0));
  assert.deepEqual(moveCursor(runs, at("b", 1), "ArrowDown"), at("a", 3));
});

Deno.test("moveCursor() leaves other keys, and charts without points, alone", () => {
  assert.equal(moveCursor(runs, at("a", 0), "x"), null);
  assert.equal(moveCursor([runOf("c", [])], null, "ArrowRight"), null);
});

Deno.test("findCursor() finds the drawn point, and none that isn't drawn any more", () => {
  assert.equal(findCursor(runs, at("b", 1))?.point.x, 40);
  assert.equal(findCursor(runs, at("b", 7)), null);
  assert.equal(findCursor(runs, null), null);
  assert.equal(stepOf(runs, at("b", 1)), 40);
});
