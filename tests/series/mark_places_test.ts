import assert from "node:assert/strict";
import { placeMark, placeSigns } from "../../lib/series/mark_places.ts";
import type { RunMarkKind } from "../../lib/model.ts";
import { createColumns } from "../../lib/series/columns.ts";
import type { WireMark } from "../../lib/wire/marks.ts";

const mark = (kind: RunMarkKind, line: number, step: number | null = null): WireMark => ({
  id: null,
  kind,
  line,
  step,
  timestamp: "2026-01-28T12:00:00.000Z",
  text: `text of ${line}`,
});

/** Points at x 10, 20 … 50 that were printed on the lines 2, 4 … 10, when the training had reached the steps 100, 200 … 500. */
function makeRun() {
  const columns = createColumns(5);
  for (let at = 0; at < 5; at++) {
    columns.step[at] = 10 * (at + 1);
    columns.line[at] = 2 * (at + 1);
    columns.globalStep[at] = 100 * (at + 1);
  }
  const points = [0, 1, -1, 2, 3, 4].map((index) => ({
    x: index < 0 ? 20 : columns.step[index]!,
    y: index < 0 ? NaN : 1,
    index,
  }));
  return { id: "r", columns, points };
}

Deno.test("placeMark() is the x of the newest point that was printed before the line", () => {
  const places = [1, 2, 5, 10, 99].map((line) => placeMark(mark("checkpoint", line), makeRun()));
  assert.deepEqual(places, [null, 10, 20, 50, 50]);
});

Deno.test("placeMark() puts a note at the training step it names", () => {
  const places = [50, 100, 350, 900].map((step) => placeMark(mark("note", 0, step), makeRun()));
  assert.deepEqual(places, [null, 10, 30, 50]);
});

Deno.test("placeSigns() makes one sign of marks that are near, of the kind that matters most, and none outside of the chart", () => {
  const marks = [mark("checkpoint", 2), mark("traceback", 4), mark("checkpoint", 6), mark("nan", 10)];
  const signs = placeSigns(marks, makeRun(), { pixelOf: (x) => x, span: { left: 0, right: 45 } });
  assert.deepEqual(signs.map(({ left, kind, marks }) => [left, kind, marks.map(({ line }) => line)]), [
    [10, "traceback", [2, 4]],
    [30, "checkpoint", [6]],
  ]);
});
