import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { createColumns } from "../../lib/series/columns.ts";
import type { SvgView } from "../../lib/ui/LinesSvg.tsx";
import { type PanelLine, PanelSvg } from "../../lib/ui/PanelSvg.tsx";

const PLAIN: SvgView = { x: "step", y: "linear", minX: null, maxX: null, clip: false };

/** A line of points at the steps 0, 1, 2 …, one second apart. */
function lineOf(value: number[], rest: Partial<PanelLine> = {}): PanelLine {
  const columns = createColumns(value.length);
  columns.step.set(value.keys().toArray());
  columns.time.set(columns.step.map((step) => 1000 * step));
  columns.epoch.set(columns.step.map((step) => step / 2));
  columns.globalStep.set(columns.step.map((step) => 10 * step));
  columns.value.set(value);
  return {
    name: "a",
    runId: "r",
    experimentId: "e",
    columns,
    smoothed: null,
    startMs: 0,
    x: "step",
    look: "run-3",
    isSecond: true,
    marks: [],
    ...rest,
  };
}

const draw = (lines: PanelLine[], view: Partial<SvgView> = {}) =>
  renderToString(PanelSvg({ title: "loss", lines, view: { ...PLAIN, ...view } }));
const pathOf = (svg: string) => /class="series[^"]*" d="([^"]*)"/.exec(svg)![1];
const ticksOf = (svg: string) => [...svg.matchAll(/text-anchor="middle">([^<]*)</g)].map(([, text]) => text);

Deno.test("PanelSvg() draws lines in their look and writes the ticks of the axes", () => {
  const svg = draw([lineOf([4, 2, 1])]);
  assert.match(svg, /class="series run-3 is-second"/);
  assert.match(svg, /text-anchor="end">2<\/text>/);
  assert.match(svg, /text-anchor="middle">1<\/text>/);
});

Deno.test("PanelSvg() has ticks that are told apart, where few of them lie in a narrow range", () => {
  const svg = draw([lineOf([1.00001, 1.00002, 1.00004])]);
  const ticks = [...svg.matchAll(/text-anchor="end">([^<]*)</g)].map(([, text]) => text);
  assert.ok(ticks.length >= 2, svg);
  assert.equal(new Set(ticks).size, ticks.length, ticks.join());
});

Deno.test("PanelSvg() says so where no value is finite", () => {
  for (const lines of [[lineOf([NaN, Infinity])], []]) {
    assert.match(draw(lines), /^<p[^>]*>No finite value<\/p>$/);
  }
});

Deno.test("PanelSvg() says when its lines are many, so that they are drawn thin", () => {
  const svgOf = (count: number) => draw(Array.from({ length: count }, (_, at) => lineOf([1, 2], { name: `${at}` })));
  assert.match(svgOf(9), /class="board-svg is-dense"/);
  assert.match(svgOf(8), /class="board-svg"/);
});

Deno.test("PanelSvg() shows the range of its view alone, on both axes", () => {
  const svg = draw([lineOf([90, 4, 2, 3, 80])], { minX: 1, maxX: 3 });
  assert.equal(pathOf(svg), "M0 0L500 1000L1000 500");
  assert.deepEqual(ticksOf(svg), ["1", "2", "3"]);
});

Deno.test("PanelSvg() has the axis of its view: elapsed time, epochs, training steps", () => {
  const ticksBy = (x: PanelLine["x"]) => ticksOf(draw([lineOf([3, 2, 1], { x })], { x }));
  assert.deepEqual([ticksBy("epoch"), ticksBy("global_step")], [["0", "1"], ["0", "10", "20"]]);
  assert.deepEqual(ticksBy("elapsed"), ["0 s", "1 s", "2 s"]);
});

Deno.test("PanelSvg() draws a logarithmic axis, where a tenth is as far as a tenth of it", () => {
  assert.equal(pathOf(draw([lineOf([100, 10, 1, 0])], { y: "log" })), "M0 0L333 500L667 1000");
  assert.match(draw([lineOf([0, -1])], { y: "log" }), />No value above 0</);
});

Deno.test("PanelSvg() leaves outliers outside of a clipped axis", () => {
  const line = lineOf([...Array.from({ length: 20 }, (_, at) => at % 2), 1e6]);
  assert.match(draw([line]), /text-anchor="end">(1,000,000|1e6)</);
  const clipped = draw([line], { clip: true });
  assert.deepEqual([...clipped.matchAll(/"end">([^<]*)/g)].map(([, text]) => text), ["0", "0.5", "1"]);
  assert.match(clipped, /overflow="hidden"/);
});

Deno.test("PanelSvg() has a sign for each value without a place on its axis", () => {
  const line = lineOf([1, NaN, Infinity, -Infinity, 0]);
  const signsOf = (svg: string) =>
    [...svg.matchAll(/class="undrawn run-3[^"]*" x="([^"]*)" y="([^"]*)"[^>]*>([^<]*)/g)].map((match) =>
      match.slice(1)
    );
  const inLinear = [["25%", "100%", "×"], ["50%", "0", "▲"], ["75%", "100%", "▼"]];
  assert.deepEqual(signsOf(draw([line])), inLinear);
  assert.deepEqual(signsOf(draw([line], { y: "log" })), [...inLinear, ["100%", "100%", "○"]]);
});

Deno.test("PanelSvg() draws the smoothed line in the place of the points, whose signs stay", () => {
  const smoothed = lineOf([4, 3, 2]).columns, svg = draw([lineOf([4, NaN, 0], { smoothed })]);
  assert.equal(svg.match(/<path class="series/g)!.length, 1);
  assert.equal(pathOf(svg), "M0 0L500 500L1000 1000");
  assert.match(svg, />×</);
});

Deno.test("PanelSvg() has the marks of a run on its axis, for the pointer", () => {
  const mark = { id: null, kind: "restart", line: 9, step: null, timestamp: "", text: "again" } as const;
  const svg = draw([lineOf([3, 2, 1], { marks: [{ mark, x: 1 }] })]);
  assert.match(svg, /href="\/experiments\/e\?run=r#L9"[^>]*tabindex="-1"[^>]*><svg x="50%"/);
});

Deno.test("PanelSvg() says so where the range holds no point", () => {
  assert.match(draw([lineOf([])], { minX: 5, maxX: 9 }), />No points in this range</);
});
