import assert from "node:assert/strict";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { MetricTabs, nextTab, TABS_MAX } from "../../../lib/client/chart/MetricTabs.tsx";

function render(count: number, chosen: string | null = null): string {
  const metrics = Array.from({ length: count }, (_, at) => `m${at + 1}`);
  return renderToString(h(MetricTabs, { metrics, throughput: [], chosen, panelId: "p", onChoose: () => {} }));
}

Deno.test("MetricTabs() shows eight tabs and lists the other metrics when there are many", () => {
  assert.equal(render(TABS_MAX + 1).match(/role="tab"/g)?.length, TABS_MAX + 1);
  assert.ok(!render(TABS_MAX + 1).includes("<select"));
  const many = render(40);
  assert.equal(many.match(/role="tab"/g)?.length, TABS_MAX);
  assert.ok(many.includes(">32 more<") && many.includes('<option value="m40"'));
});

Deno.test("MetricTabs() selects the chosen metric in the list", () => {
  assert.match(render(40, "m33"), /<option[^>]* selected[^>]* value="m33"|<option[^>]* value="m33"[^>]* selected/);
  assert.match(render(40, "m33"), /data-chosen="true"/);
});

Deno.test("nextTab() continues at the other end, and gives null for other keys", () => {
  const names = ["a", "b", "c"];
  const keys = ["ArrowRight", "ArrowLeft", "Home", "End", "x"];
  assert.deepEqual(keys.map((key) => nextTab(names, "c", key)), ["a", "b", "a", "c", null]);
});
