import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { createColumns } from "../../lib/series/columns.ts";
import type { SvgView } from "../../lib/ui/LinesSvg.tsx";
import { MetricsSvg, type SvgSeries } from "../../lib/ui/MetricsSvg.tsx";

const PLAIN: SvgView = { x: "step", y: "linear", minX: null, maxX: null, clip: false };

function seriesOf(name: string, step: number[], value: number[]): SvgSeries {
  const columns = createColumns(step.length);
  columns.step.set(step);
  columns.value.set(value);
  columns.time.set(step.map((each) => 1000 * each));
  return { id: name, name, style: name === "a" ? 1 : 2, columns, startMs: 0 };
}

function draw(view: Partial<SvgView>, ...series: SvgSeries[]): string {
  return renderToString(<MetricsSvg metric="loss" series={series} view={{ ...PLAIN, ...view }} />);
}

const render = (...series: SvgSeries[]) => draw({}, ...series);
const labelsOf = (html: string) => [...html.matchAll(/<text[^>]*>([^<]*)</g)].map((match) => match[1]);

Deno.test("MetricsSvg() draws each run in its own style", () => {
  const html = render(seriesOf("a", [1, 2], [3, 1]), seriesOf("b", [1, 2], [2, 2]));
  assert.match(html, /class="series run-1" d="M0 0L1000 1000"/);
  assert.match(html, /class="series run-2" d="M0 500L1000 500"/);
});

Deno.test("MetricsSvg() writes the ticks of both axes, and the y axis ends at a tick", () => {
  const labels = labelsOf(render(seriesOf("a", [1, 4], [3.1, 1])));
  assert.deepEqual(labels, ["1", "1.5", "2", "2.5", "3", "3.5", "1", "2", "3", "4", "step", "loss"]);
});

Deno.test("MetricsSvg() describes itself in words", () => {
  const html = render(seriesOf("a", [1, 40], [3, 1.5]), seriesOf("b", [], []));
  assert.ok(html.includes('aria-label="loss from step 1 to 40: a ends at 1.5, b has none"'));
});

Deno.test("MetricsSvg() draws nothing when no value is finite", () => {
  assert.equal(render(seriesOf("a", [1], [NaN]), seriesOf("b", [], [])), "");
});

Deno.test("MetricsSvg() has no style attribute, which the page's policy would refuse", () => {
  assert.ok(!render(seriesOf("a", [1, 2], [3, 1])).includes("style="));
});

Deno.test("MetricsSvg() says when its lines are many, so that they are drawn thin", () => {
  const many = Array.from({ length: 9 }, (_, at) => seriesOf(`${at}`, [1, 2], [3, 1]));
  assert.match(render(...many), /class="chart-svg is-dense"/);
  assert.match(render(...many.slice(1)), /class="chart-svg"/);
});

Deno.test("MetricsSvg() draws a logarithmic axis, where a tenth is as far as a tenth of it", () => {
  const html = draw({ y: "log" }, seriesOf("a", [0, 1, 2, 3], [100, 10, 1, 0]));
  assert.match(html, /d="M0 0L333.3 500L666.7 1000"/);
  assert.ok(labelsOf(html).includes("loss (log)"));
});

Deno.test("MetricsSvg() draws the range of the view on its axis", () => {
  const html = draw({ x: "elapsed", minX: 1, maxX: 3 }, seriesOf("a", [0, 1, 2, 3], [9, 1, 2, 1]));
  assert.match(html, /d="M0 1000L500 0L1000 1000"/);
  assert.ok(labelsOf(html).includes("elapsed, from the run’s start"));
});

Deno.test("MetricsSvg() has a sign for each value without a place on its axis", () => {
  const values = seriesOf("a", [0, 1, 2, 3, 4], [1, NaN, Infinity, -Infinity, 0]);
  const signsOf = (html: string) =>
    [...html.matchAll(/class="undrawn run-1" x="([^"]*)" y="([^"]*)"[^>]*>([^<]*)/g)].map((match) => match.slice(1));
  const inLinear = [["25%", "100%", "×"], ["50%", "0", "▲"], ["75%", "100%", "▼"]];
  assert.deepEqual(signsOf(draw({}, values)), inLinear);
  assert.deepEqual(signsOf(draw({ y: "log" }, values)), [...inLinear, ["100%", "100%", "○"]]);
});

Deno.test("MetricsSvg() leaves outliers outside of a clipped axis", () => {
  const values = seriesOf("a", [...Array(21).keys()], [...Array(20).fill(0).map((_, at) => at % 2), 1e6]);
  assert.ok(labelsOf(draw({}, values)).includes("1,000,000") || labelsOf(draw({}, values)).includes("1e6"));
  const clipped = draw({ clip: true }, values);
  assert.deepEqual(labelsOf(clipped).slice(0, 3), ["0", "0.2", "0.4"]);
  assert.match(clipped, /overflow="hidden"/);
});
