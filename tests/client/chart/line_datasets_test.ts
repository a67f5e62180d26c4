import assert from "node:assert/strict";
import { dotLookOf, type LineDataset, type PlotLine, syncDatasets } from "../../../lib/client/chart/line_datasets.ts";

/** A line of these values at x = 0, 1, … */
function lineOf(key: string, values: number[], change: Partial<PlotLine> = {}): PlotLine {
  return { key, style: 1, isFaint: false, points: values.map((y, x) => ({ x, y })), ...change };
}

function datasetsOf(...lines: PlotLine[]): LineDataset[] {
  const datasets: LineDataset[] = [];
  syncDatasets(datasets, lines);
  return datasets;
}

Deno.test("syncDatasets() keeps the dataset and the point objects of a line that stays", () => {
  const datasets = datasetsOf(lineOf("a", [1, 2]), lineOf("b", [5]));
  const [a, b] = datasets;
  const first = a!.data[0];
  syncDatasets(datasets, [lineOf("b", [5]), lineOf("a", [7, 2, 3])]);
  assert.equal(datasets[0], b);
  assert.equal(datasets[1], a);
  assert.equal(a!.data[0], first);
  assert.deepEqual(a!.data, [{ x: 0, y: 7 }, { x: 1, y: 2 }, { x: 2, y: 3 }]);
});

Deno.test("syncDatasets() removes the dataset of a line that is gone, and points that are gone", () => {
  const datasets = datasetsOf(lineOf("a", [1, 2, 3]), lineOf("b", [5]));
  syncDatasets(datasets, [lineOf("a", [1])]);
  assert.deepEqual(datasets.map(({ key, data }) => [key, data]), [["a", [{ x: 0, y: 1 }]]]);
});

Deno.test("syncDatasets() copies the points, so that Chart.js never changes those of the page", () => {
  const line = lineOf("a", [1]);
  assert.notEqual(datasetsOf(line)[0]!.data[0], line.points[0]);
});

Deno.test("syncDatasets() gives a dash by style, and none to a faint line", () => {
  const styles = [lineOf("a", [1]), lineOf("b", [1], { style: 2 }), lineOf("c", [1], { style: 2, isFaint: true })];
  assert.deepEqual(datasetsOf(...styles).map((dataset) => dataset.borderDash), [[], [7, 4], []]);
  assert.deepEqual(datasetsOf(...styles).map((dataset) => dataset.borderWidth), [1.75, 1.75, 1]);
});

Deno.test("syncDatasets() shows each point of a line with at most 60 points as a dot", () => {
  const values = Array.from({ length: 61 }, () => 1);
  const lines = [
    lineOf("short", values.slice(1)),
    lineOf("faint", values.slice(1), { isFaint: true }),
    lineOf("long", values),
  ];
  assert.deepEqual(datasetsOf(...lines).map((dataset) => dataset.pointRadius), [2.5, 1.5, 0]);
});

Deno.test("syncDatasets() shows a dot on a long line only at a point without neighbours", () => {
  const values = Array.from({ length: 70 }, (_, at) => at === 9 || at === 11 || at === 68 ? NaN : 1);
  const radii = datasetsOf(lineOf("a", values))[0]!.pointRadius as number[];
  assert.deepEqual(radii.flatMap((radius, at) => radius > 0 ? [at] : []), [10, 69]);
});

Deno.test("dotLookOf() changes when a line grows past 60 points or gets another colour, and not with a value", () => {
  const values = Array.from({ length: 60 }, () => 1);
  const datasets = datasetsOf(lineOf("a", values));
  const before = dotLookOf(datasets);
  syncDatasets(datasets, [lineOf("a", values.with(3, 7))]);
  assert.equal(dotLookOf(datasets), before);
  datasets[0]!.pointBackgroundColor = "#123456";
  assert.notEqual(dotLookOf(datasets), before);
  datasets[0]!.pointBackgroundColor = "";
  syncDatasets(datasets, [lineOf("a", [...values, 1])]);
  assert.notEqual(dotLookOf(datasets), before);
});

Deno.test("syncDatasets() draws the lines of many runs thin; the pale lines behind smoothed ones don't count", () => {
  const lines = Array.from({ length: 9 }, (_, at) => lineOf(`${at}`, [1]));
  assert.deepEqual([...new Set(datasetsOf(...lines).map(({ borderWidth }) => borderWidth))], [1]);
  const faint = lines.map((line) => ({ ...line, key: `${line.key} raw`, isFaint: true }));
  assert.equal(datasetsOf(...faint, ...lines.slice(1)).at(-1)!.borderWidth, 1.75);
});
