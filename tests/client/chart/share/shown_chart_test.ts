import assert from "node:assert/strict";
import { type ChartView, PLAIN_VIEW } from "../../../../lib/series/chart_view.ts";
import { plotMetric } from "../../../../lib/client/chart/metric_plots.ts";
import { nameFile, sheetOf, type ShownChart, writeShownCsv } from "../../../../lib/client/chart/share/shown_chart.ts";
import { smoothRun } from "../../../../lib/client/chart/smooth_run.ts";
import { columnsOf, heldRunOf } from "../runs.ts";

const named = ["a", "b"].map((id, at) => ({ id, name: `run ${id}`, status: "completed" as const, style: at + 1 }));
const look = { width: 900, height: 450, theme: "light", source: "stdcurve" } as const;

function shownOf(change: Partial<ChartView> = {}): ShownChart {
  const view = { ...PLAIN_VIEW, ...change };
  const held = [
    heldRunOf("a", { loss: columnsOf([1, 4], [2, NaN], [3, 2]) }),
    heldRunOf("b", { loss: columnsOf([1, 8], [2, 6]) }),
  ];
  return { plot: plotMetric("loss", held, { named, view, smoothRun }), view };
}

const rowsOf = (csv: string) => csv.trimEnd().split("\n");

Deno.test("sheetOf() draws the shown runs with their styles, on the same axes and in the same range", () => {
  const sheet = sheetOf(shownOf({ y: "log", minX: 1, maxX: 5 }), look);
  assert.deepEqual(sheet.lines.map(({ name, style, last }) => [name, style, last]), [["run a", 1, 2], ["run b", 2, 6]]);
  assert.deepEqual([sheet.title, sheet.y, sheet.minX, sheet.maxX, sheet.x], ["loss", "log", 1, 5, "step"]);
  const [only] = sheetOf(shownOf({ hidden: [1] }), look).lines;
  assert.deepEqual([only!.name, only!.style, only!.x, only!.value], ["run b", 2, [1, 2], [8, 6]]);
});

Deno.test("sheetOf() puts a pale line behind a smoothed one, and counts time from the start", () => {
  const { lines } = sheetOf(shownOf({ smoothing: 0.5 }), look);
  assert.deepEqual(lines.map(({ isFaint = false }) => isFaint), [true, false, true, false]);
  const byTime = sheetOf(shownOf({ x: "elapsed", minX: 1 }), look);
  assert.deepEqual([byTime.x, byTime.minX, byTime.lines[0]!.x], ["elapsed", 1, [1, 2]]);
});

Deno.test("sheetOf() has the marks that the page shows, on the line that is not pale, where few runs are drawn", () => {
  const mark = { id: null, kind: "restart", line: 2, step: null, timestamp: "", text: "again" } as const;
  const marks = new Map([["b", [mark]]]),
    placed = (change: Partial<ChartView>) =>
      sheetOf(shownOf(change), { ...look, marks }).lines.map(({ marks = [] }) => marks.map(({ x }) => x));
  assert.deepEqual(placed({}), [[], [2]]);
  assert.deepEqual(placed({ smoothing: 0.5 }), [[], [], [], [2]]);
  const { plot, view } = shownOf(), many = { plot: { ...plot, runs: Array(6).fill(plot.runs[1]!) }, view };
  assert.ok(sheetOf(many, { ...look, marks }).lines.every(({ marks }) => marks!.length === 0));
});

Deno.test("sheetOf() names the run in the title when there is one", () => {
  assert.equal(sheetOf(shownOf({ hidden: [2] }), look).title, "loss · run a");
});

Deno.test("writeShownCsv() writes a line a point, also where there is no number", () => {
  assert.deepEqual(rowsOf(writeShownCsv(shownOf())), [
    "run,run_id,metric,step,global_step,epoch,timestamp,value",
    "run a,a,loss,1,,,1970-01-01T00:00:01.000Z,4",
    "run a,a,loss,2,,,1970-01-01T00:00:02.000Z,NaN",
    "run a,a,loss,3,,,1970-01-01T00:00:03.000Z,2",
    "run b,b,loss,1,,,1970-01-01T00:00:01.000Z,8",
    "run b,b,loss,2,,,1970-01-01T00:00:02.000Z,6",
  ]);
});

Deno.test("writeShownCsv() leaves out what the view hides, and adds the smoothed value", () => {
  const [head, ...rows] = rowsOf(writeShownCsv(shownOf({ hidden: [1], smoothing: 0.5, minX: 2 })));
  assert.ok(head!.endsWith(",value,smoothed"));
  assert.equal(rows.length, 1);
  assert.match(rows[0]!, /^run b,b,loss,2,.*,6,6$/, "averages begin where the range does");
  const [, first, second] = rowsOf(writeShownCsv(shownOf({ hidden: [1], smoothing: 0.5 })));
  assert.match(first!, /,8,8$/);
  assert.match(second!, /,6,6\.6/);
});

Deno.test("writeShownCsv() quotes names that a spreadsheet would run or split", () => {
  const view = PLAIN_VIEW, name = '=cmd,"x"';
  const plot = plotMetric("loss", [heldRunOf("a", { loss: columnsOf([1, 4]) })], {
    named: [{ ...named[0]!, name }],
    view,
  });
  assert.ok(rowsOf(writeShownCsv({ plot, view }))[1]!.startsWith(`"'=cmd,""x""",a,loss,1`));
});

Deno.test("nameFile() makes a name of words that is no path and no option", () => {
  assert.equal(nameFile(["train/loss", "run 1"], "svg"), "train_loss-run_1.svg");
  assert.equal(nameFile(["../../etc/passwd", "-rf"], "csv"), "etc_passwd-rf.csv");
  assert.equal(nameFile(["损失"], "png"), "损失.png");
  assert.equal(nameFile(["///"], "png"), "chart.png");
  assert.ok(nameFile(["x".repeat(500)], "png").length <= 104);
});
