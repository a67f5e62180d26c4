import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { scaleOfChart, type SheetChart, SmallChart } from "../../../lib/ui/sheet/SmallChart.tsx";

const chart = (value: number[], change: Partial<SheetChart> = {}): SheetChart => ({
  metric: "loss",
  shown: value.length,
  total: value.length,
  lines: [{ id: "a", name: "a", style: 3, run: 0, last: null, x: value.map((_, at) => at), value }],
  ...change,
});

Deno.test("SmallChart() draws a line in its run's style, with both axes, and no style attribute", () => {
  const svg = renderToString(<SmallChart chart={chart([3, 2, 1])} />);
  assert.match(svg, /class="run r3" d="M0 0l0 0 500 250 500 250"/);
  assert.deepEqual([...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text), [
    "1",
    "1.5",
    "2",
    "2.5",
    "3",
    "0",
    "1",
    "2",
    "step",
  ]);
  assert.doesNotMatch(svg, /style=/);
});

Deno.test("SmallChart() says how many points it shows, and what can't be drawn", () => {
  assert.match(
    renderToString(<SmallChart chart={chart([1, NaN, 2], { total: 1_000_000 })} />),
    /3 of 1,000,000 points, extremes kept.* 1 can’t be drawn/,
  );
  assert.match(renderToString(<SmallChart chart={chart([NaN])} />), /No points to draw/);
});

Deno.test("scaleOfChart() has few ticks on a small chart", () => {
  assert.ok(scaleOfChart(chart(Array.from({ length: 90_000 }, (_, at) => at)))!.x.ticks.length <= 5);
});
