import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { MetricsSvg, type SvgSeries } from "../../lib/ui/MetricsSvg.tsx";

function seriesOf(name: string, step: number[], value: number[]): SvgSeries {
  return { id: name, name, columns: { step, value } };
}

function render(...series: SvgSeries[]): string {
  return renderToString(<MetricsSvg metric="loss" series={series} />);
}

Deno.test("MetricsSvg() draws each run in its own style", () => {
  const html = render(seriesOf("a", [1, 2], [3, 1]), seriesOf("b", [1, 2], [2, 2]));
  assert.match(html, /class="series run-1" d="M0 0L1000 1000"/);
  assert.match(html, /class="series run-2" d="M0 500L1000 500"/);
});

Deno.test("MetricsSvg() writes the ticks of both axes, and the y axis ends at a tick", () => {
  const labels = [...render(seriesOf("a", [1, 4], [3.1, 1])).matchAll(/<text[^>]*>([^<]*)</g)].map((match) => match[1]);
  assert.deepEqual(labels, ["1", "1.5", "2", "2.5", "3", "3.5", "1", "1.5", "2", "2.5", "3", "3.5", "4"]);
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
