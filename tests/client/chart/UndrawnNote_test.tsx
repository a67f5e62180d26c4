import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { plotMetric } from "../../../lib/client/chart/metric_plots.ts";
import { UndrawnNote } from "../../../lib/client/chart/UndrawnNote.tsx";
import { type ChartView, PLAIN_VIEW, rangeKey } from "../../../lib/series/chart_view.ts";
import { columnsOf, heldRunOf } from "./runs.ts";

const named = [{ id: "a", name: "a", status: "completed" as const, style: 1 }];

function say(change: Partial<ChartView>, values: number[], total = values.length): string {
  const view = { ...PLAIN_VIEW, ...change }, points = values.map((value, at): [number, number] => [at, value]);
  const held = heldRunOf("a", { loss: columnsOf(...points) });
  held.totals.set("loss", total);
  const html = renderToString(<UndrawnNote plots={[plotMetric("loss", [held], { named, view })]} view={view} />);
  return html.replaceAll(/<[^>]*>/g, "");
}

Deno.test("UndrawnNote() counts each kind of value that has no place, with its sign", () => {
  const values = [1, NaN, NaN, Infinity, -Infinity, 0, -3, 2];
  assert.equal(say({}, values), "Not drawn 2 values that are NaN (×), 1 value that is +∞ (▲), 1 value that is −∞ (▼)");
  assert.match(
    say({ y: "log" }, values),
    /^Not drawn 2 values at or below 0, for which a logarithmic axis has no place \(○\), 2/,
  );
  assert.equal(say({}, [1, 2, 3]), "");
});

Deno.test("UndrawnNote() counts exactly what a thinned line stands for, once the server said it", () => {
  assert.equal(say({}, [1, NaN, 2], 1204), "Not drawn of the drawn points 1 value that is NaN (×)");
  const view = PLAIN_VIEW, held = heldRunOf("a", { loss: columnsOf([1, 1], [2, NaN]) });
  held.totals.set("loss", 1204);
  const none = { last: 1, lastStep: 1, min: null, max: null, mean: 1 };
  held.numbers.set("loss", { range: rangeKey(view), summary: { ...none, count: 1204, finite: 1201 } });
  const html = renderToString(<UndrawnNote plots={[plotMetric("loss", [held], { named, view })]} view={view} />);
  assert.match(html, />3 of 1,204 values are NaN or infinite; of the drawn points 1 value that is NaN/);
});

Deno.test("UndrawnNote() says what a clipped axis leaves outside, and when that is nothing", () => {
  const usual = Array.from({ length: 40 }, (_, at) => at / 10);
  assert.equal(
    say({ clip: true }, [...usual, 500, 600, -70]),
    "Clipped points outside: 2 above 4, up to 600; 1 below 0, down to -70",
  );
  assert.equal(say({ clip: true }, usual), "Clipped no point lies far from the others");
  assert.match(say({ clip: true }, [...usual, 500], 1000), /drawn points outside/);
});

Deno.test("UndrawnNote() offers to clip what makes the other curves flat, and nothing where that would not help", () => {
  const usual = Array.from({ length: 40 }, (_, at) => at / 10);
  const flat = (values: number[]) => {
    const held = heldRunOf("a", { loss: columnsOf(...values.map((value, at): [number, number] => [at, value])) });
    const plots = [plotMetric("loss", [held], { named, view: PLAIN_VIEW })];
    return renderToString(<UndrawnNote plots={plots} view={PLAIN_VIEW} isFlat onClip={() => {}} />);
  };
  assert.match(
    flat([...usual, 5e8]),
    /Flattened<.*points far from the others: 1 above 4, up to 500,?000,?000.*<button[^>]*>Clip outliers</,
  );
  assert.equal(flat(usual), "");
});
