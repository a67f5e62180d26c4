import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { PanelSvg } from "../../lib/ui/PanelSvg.tsx";

const lineOf = (value: number[]) => ({
  name: "a",
  columns: { step: value.map((_, at) => at), value },
  look: "run-3",
  isSecond: true,
});

Deno.test("PanelSvg() draws lines in their look and writes the ticks of the axes", () => {
  const svg = renderToString(PanelSvg({ title: "loss", lines: [lineOf([4, 2, 1])] }));
  assert.match(svg, /class="series run-3 is-second"/);
  assert.match(svg, /text-anchor="end">2<\/text>/);
  assert.match(svg, /text-anchor="middle">1<\/text>/);
});

Deno.test("PanelSvg() has ticks that are told apart, where few of them lie in a narrow range", () => {
  const svg = renderToString(PanelSvg({ title: "loss", lines: [lineOf([1.00001, 1.00002, 1.00004])] }));
  const ticks = [...svg.matchAll(/text-anchor="end">([^<]*)</g)].map(([, text]) => text);
  assert.ok(ticks.length >= 2, svg);
  assert.equal(new Set(ticks).size, ticks.length, ticks.join());
});

Deno.test("PanelSvg() says so where no value is finite", () => {
  for (const lines of [[lineOf([NaN, Infinity])], []]) {
    assert.match(renderToString(PanelSvg({ title: "loss", lines })), /^<p[^>]*>No finite value<\/p>$/);
  }
});

Deno.test("PanelSvg() says when its lines are many, so that they are drawn thin", () => {
  const svgOf = (count: number) =>
    renderToString(
      PanelSvg({
        title: "loss",
        lines: Array.from({ length: count }, (_, at) => ({ ...lineOf([1, 2]), name: `${at}` })),
      })!,
    );
  assert.match(svgOf(9), /class="board-svg is-dense"/);
  assert.match(svgOf(8), /class="board-svg"/);
});
