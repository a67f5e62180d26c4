import assert from "node:assert/strict";
import { groupSigns, placeMark, placeMarks } from "../../lib/series/mark_places.ts";
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
  return { columns, positions: columns.step };
}

Deno.test("placeMark() is between the points that were printed before and behind the line", () => {
  const places = [1, 2, 5, 10, 99].map((line) => placeMark(mark("checkpoint", line), makeRun()));
  assert.deepEqual(places, [null, 10, 25, 50, 50]);
});

Deno.test("placeMark() stays at the newest point when the steps begin anew behind it", () => {
  const run = makeRun(), positions = [10, 20, 5, 10, 15];
  assert.deepEqual([5, 7].map((line) => placeMark(mark("restart", line), { ...run, positions })), [20, 7.5]);
});

Deno.test("placeMark() puts a note at the training step it names", () => {
  const places = [50, 100, 350, 900].map((step) => placeMark(mark("note", 0, step), makeRun()));
  assert.deepEqual(places, [null, 10, 35, 50]);
});

Deno.test("groupSigns() makes one sign of marks that are near, of the kind that matters most, and none outside of the chart", () => {
  const marks = [mark("checkpoint", 2), mark("traceback", 4), mark("checkpoint", 6), mark("nan", 10)];
  const signs = groupSigns(placeMarks(marks, makeRun()), {
    runId: "r",
    pixelOf: (x) => x,
    span: { left: 0, right: 45 },
  });
  assert.deepEqual(signs.map(({ left, kind, marks }) => [left, kind, marks.map(({ line }) => line)]), [
    [10, "traceback", [2, 4]],
    [30, "checkpoint", [6]],
  ]);
});

Deno.test("placeMark() passes over points without a place, and keeps a mark behind the range out of it", () => {
  const run = makeRun(), positions = [10, NaN, 30, NaN, NaN];
  assert.deepEqual([4, 99].map((line) => placeMark(mark("nan", line), { ...run, positions })), [20, 30]);
  const late = placeMarks([mark("traceback", 10)], run), span = { left: 0, right: 30 };
  assert.deepEqual(groupSigns(late, { runId: "r", pixelOf: (x) => x, span }), [], "not at the end of the range");
});
