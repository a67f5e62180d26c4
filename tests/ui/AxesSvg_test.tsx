import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { placeAxis } from "../../lib/series/placed_axis.ts";
import { AxesSvg, percent } from "../../lib/ui/AxesSvg.tsx";

Deno.test("AxesSvg() writes each tick at its share, and both titles", () => {
  const x = { low: 0, high: 10, ticks: [0, 5], texts: ["0", "5"], title: "step" };
  const y = { low: 0, high: 2, ticks: [1], texts: ["1"], title: "loss" };
  const html = renderToString(<AxesSvg x={placeAxis(x)} y={placeAxis(y)} />);
  assert.match(html, /<text x="50%" y="100%"[^>]*>5<\/text>/);
  assert.match(html, /<line class="grid" x1="0" x2="100%" y1="50%" y2="50%"/);
  assert.match(html, />step<\/text>.*>loss<\/text>/s);
});

Deno.test("percent() writes a share with two digits at most", () => {
  assert.deepEqual([0, 1 / 3, 1].map(percent), ["0%", "33.33%", "100%"]);
});
