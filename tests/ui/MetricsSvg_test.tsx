import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { MetricsSvg, type SvgSeries } from "../../lib/ui/MetricsSvg.tsx";

function seriesOf(name: string, step: number[], value: number[]): SvgSeries {
  return {
    id: name,
    name,
    columns: { step: Float64Array.from(step), value: Float64Array.from(value) },
  };
}

function render(...series: SvgSeries[]): string {
  return renderToString(<MetricsSvg metric="loss" series={series} />);
}

Deno.test("MetricsSvg() draws a line a run, each in a style of its own", () => {
  const html = render(seriesOf("a", [1, 2], [3, 1]), seriesOf("b", [1, 2], [2, 2]));
  assert.match(html, / d="M0 0L1000 1000"/);
  assert.match(html, / d="M0 500L1000 500"/);
});

Deno.test("MetricsSvg() says in words what it shows", () => {
  const html = render(seriesOf("a", [1, 40], [3, 1.5]));
  assert.ok(html.includes('aria-label="loss from step 1 to 40: a ends at 1.5"'));
});

Deno.test("MetricsSvg() draws nothing when there is no number", () => {
  assert.equal(render(seriesOf("a", [1], [NaN]), seriesOf("b", [], [])), "");
});

Deno.test("MetricsSvg() has no style attribute, which the page's policy would refuse", () => {
  assert.ok(!render(seriesOf("a", [1, 2], [3, 1])).includes("style="));
});
