import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { PanelSvg } from "../../lib/ui/PanelSvg.tsx";

const lineOf = (value: number[]) => ({
  name: "a",
  columns: { step: value.map((_, at) => at), value },
  look: "run-3",
  isSecond: true,
});

Deno.test("PanelSvg() draws lines in their look and writes the ends of the axes", () => {
  const svg = renderToString(PanelSvg({ title: "loss", lines: [lineOf([4, 2, 1])] })!);
  assert.match(svg, /class="series run-3 is-second"/);
  assert.match(svg, /text-anchor="end">2<\/text>/);
});

Deno.test("PanelSvg() draws nothing where no value is finite", () => {
  assert.equal(PanelSvg({ title: "loss", lines: [lineOf([NaN, Infinity])] }), null);
  assert.equal(PanelSvg({ title: "loss", lines: [] }), null);
});
