import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { ComparisonTable } from "../../lib/ui/ComparisonTable.tsx";
import { idOf, runOf } from "./runs.ts";

const loss = {
  name: "loss",
  kind: "metric" as const,
  count: 2,
  last: 0.5,
  lastStep: 20,
  minStep: 10,
  maxStep: 1,
  mean: 0.5,
  min: 0.25,
  max: 8,
};
const first = runOf({ settings: { lr: "0.1", seed: "7" }, metrics: [loss] });
const second = runOf({ id: idOf(2), name: "calm-falcon", settings: { lr: "0.2", seed: "7" } });

const STYLES = new Map([[first.id, 1], [second.id, 2]]);

Deno.test("ComparisonTable() has a column for each run and a row for each setting that differs", () => {
  const html = renderToString(<ComparisonTable runs={[first, second]} styles={STYLES} now={2_000_000} />);
  assert.equal(html.match(/<th scope="col"/g)?.length, 3);
  assert.ok(html.includes("Settings that differ"));
  assert.ok(html.includes(">lr<") && html.includes(">0.2<"));
  assert.ok(!html.slice(0, html.indexOf("</table>")).includes(">seed<"));
});

Deno.test("ComparisonTable() has the line styles of the chart", () => {
  const html = renderToString(
    <ComparisonTable runs={[first, second]} styles={new Map([[first.id, 1], [second.id, 3]])} now={2_000_000} />,
  );
  assert.deepEqual([...html.matchAll(/series (run-\d+)/g)].map((match) => match[1]), ["run-1", "run-3"]);
});

Deno.test("ComparisonTable() shows final, min and max, and a dash where a run lacks the metric", () => {
  const html = renderToString(<ComparisonTable runs={[first, second]} styles={STYLES} now={2_000_000} />);
  for (const [row, value] of [["Final", "0.5"], ["Min", "0.25"], ["Max", "8"]]) {
    assert.match(html, new RegExp(`>${row}</th><td class="number">${value}</td>.*?–`));
  }
});

Deno.test("ComparisonTable() says that all settings are the same when no setting differs", () => {
  const html = renderToString(<ComparisonTable runs={[first, first]} styles={STYLES} now={2_000_000} />);
  assert.ok(html.includes("the same in all"));
});

Deno.test("ComparisonTable() marks the best final value and the lowest minimum of a loss", () => {
  const worse = { ...loss, last: 2, min: 1, max: 4 };
  const html = renderToString(
    <ComparisonTable runs={[first, { ...second, metrics: [worse] }]} styles={STYLES} now={2_000_000} />,
  );
  assert.deepEqual([...html.matchAll(/class="best"[^>]*>([^<]*)</g)].map((match) => match[1]), ["0.5", "0.25"]);
});

Deno.test("ComparisonTable() folds throughput and the settings that all runs share", () => {
  const speed = { ...loss, name: "tokens/s", kind: "throughput" as const };
  const html = renderToString(
    <ComparisonTable runs={[{ ...first, metrics: [loss, speed] }, second]} styles={STYLES} now={2_000_000} />,
  );
  assert.match(html, /<details class="disclosure panel-body"><summary>Speed and memory \(1\)/);
  assert.match(html, /the same in all \(1\)<\/summary>.*<dt>seed<\/dt><dd>7<\/dd>/);
  assert.ok(html.indexOf("tokens/s") > html.indexOf("Speed and memory"));
});
