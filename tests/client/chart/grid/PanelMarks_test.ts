import assert from "node:assert/strict";
import { placeOnCurve } from "../../../../lib/client/chart/grid/PanelMarks.tsx";
import type { RunMarkKind } from "../../../../lib/model.ts";
import { createColumns } from "../../../../lib/series/columns.ts";

const markAt = (line: number, kind: RunMarkKind) => ({ id: null, kind, line, step: null, timestamp: "", text: "" });

/** Points at x = 1, 2, 3 that were printed on the lines 10, 20, 30. */
function curveOf() {
  const columns = createColumns(3);
  columns.line.set([10, 20, 30]);
  return { columns, x: Float64Array.of(1, 2, 3) };
}

Deno.test("placeOnCurve() puts marks at the point before them, and leaves checkpoints out", () => {
  const marks = [markAt(20, "restart"), markAt(25, "checkpoint"), markAt(99, "traceback")];
  const placed = placeOnCurve(marks, curveOf(), false);
  assert.deepEqual(placed.map(({ mark, x }) => [mark.kind, x]), [["restart", 2], ["traceback", 3]]);
});

Deno.test("placeOnCurve() shows no mark behind the last point of a range", () => {
  const marks = [markAt(30, "nan"), markAt(31, "traceback")];
  assert.deepEqual(placeOnCurve(marks, curveOf(), true).map(({ mark }) => mark.line), [30]);
});
