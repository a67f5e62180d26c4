import assert from "node:assert/strict";
import { placeElsewhere, valuesOfRuns } from "../../../../lib/client/chart/grid/large_values.ts";
import type { PlottedRun } from "../../../../lib/client/chart/plotted_run.ts";
import { createColumns } from "../../../../lib/series/columns.ts";

/** A run with these values at x = 0, 10, 20 …, printed by the lines 1, 2, 3 … */
function runOf(id: string, values: readonly number[]): PlottedRun {
  const columns = createColumns(values.length);
  columns.value.set(values);
  columns.line.set(values.map((_, at) => at + 1));
  const points = values.map((y, index) => ({ x: 10 * index, y, index }));
  return {
    id,
    name: `run ${id}`,
    style: 1,
    columns,
    points,
    smoothed: null,
    holes: [],
    positions: points.map(({ x }) => x),
    markCount: 0,
  };
}

const runs = [runOf("a", [1, 2, 3]), runOf("b", [9, 8]), runOf("none", []), runOf("nan", [NaN])];

Deno.test("valuesOfRuns() gives each run's value nearest to x, highest first, and marks the run of the cursor", () => {
  const rows = valuesOfRuns(runs, { x: 14, runId: "a" });
  assert.deepEqual(rows.map(({ key, value, isNearest }) => [key, value, isNearest]), [
    ["b", 8, false],
    ["a", 2, true],
    ["nan", NaN, false],
  ]);
});

Deno.test("valuesOfRuns() gives the exact values of runs that are drawn thinned, and marks those that aren't known", () => {
  const thinned = runs.slice(0, 2).map((run) => ({ ...run, isThinned: true }));
  const read = (exact?: (id: string) => number | undefined) =>
    valuesOfRuns(thinned, { x: 20, runId: "a" }, exact).map(({ key, value, isNear }) => [key, value, isNear]);
  assert.deepEqual(read(), [["b", 8, true], ["a", 3, false]]);
  assert.deepEqual(read(() => 2), [["a", 3, false], ["b", 2, false]], "the drawn point at x is exact itself");
});

Deno.test("valuesOfRuns() passes over the break where a step went back", () => {
  const broken = { ...runs[0]!, points: [{ x: 5, y: NaN, index: -1 }, ...runs[0]!.points] };
  assert.equal(valuesOfRuns([broken], { x: 5, runId: "a" })[0]!.value, 1);
});

Deno.test("placeElsewhere() follows the cursor of another chart and of a line in the terminal, not the chart's own", () => {
  const cursor = { x: 12, runId: "b", from: "acc" };
  assert.deepEqual(placeElsewhere(runs, cursor), { x: 12, runId: "b" });
  assert.deepEqual(placeElsewhere(runs, { x: null, line: 2, runId: "a", from: "terminal" }), { x: 10, runId: "a" });
  assert.equal(placeElsewhere(runs, { x: null, line: 2, runId: "gone", from: "terminal" }), null);
  assert.equal(placeElsewhere(runs, { ...cursor, from: "large" }), null);
  assert.equal(placeElsewhere(runs, null), null);
});
