import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { type ExperimentItem, ExperimentList } from "../../lib/ui/ExperimentList.tsx";
import { experimentOf, runOf } from "./runs.ts";

function render(change: Partial<ExperimentItem>): string {
  const item = { experiment: experimentOf(), runs: [], more: false, spark: null, ...change };
  return renderToString(<ExperimentList items={[item]} now={2_000_000} />);
}

Deno.test("ExperimentList() counts runs and live ones", () => {
  const html = render({ runs: [runOf({ status: "running" }), runOf(), runOf()] });
  assert.ok(html.includes("3 runs"));
  assert.ok(html.includes("1 running"));
});

Deno.test("ExperimentList() says that there are more runs than were read", () => {
  assert.ok(render({ runs: [runOf()], more: true }).includes("1+ runs"));
});

Deno.test("ExperimentList() draws the newest run's metric and names it", () => {
  const html = render({ spark: { metric: "val_loss", values: [2, 1] } });
  assert.ok(html.includes('aria-label="val_loss of the newest run"'));
});

Deno.test("ExperimentList() says when there are no runs", () => {
  assert.ok(render({}).includes("No runs yet"));
});
