import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { writeExperiment } from "../../lib/api/write/write_runs.ts";
import { countOlder, ExperimentList, sortItems } from "../../lib/ui/ExperimentList.tsx";
import type { WireRunsOf } from "../../lib/wire/experiments.ts";
import { experimentOf, idOf } from "./runs.ts";

const NONE: WireRunsOf = {
  total: 0,
  live: 0,
  older: 0,
  newest: null,
  last_activity: "1970-01-01T00:16:40.000Z",
  spark: null,
};
const itemOf = (change: Partial<WireRunsOf>, last = 100) => ({
  ...writeExperiment(experimentOf({ id: idOf(last) })),
  runs: { ...NONE, ...change },
});
const render = (change: Partial<WireRunsOf>) =>
  renderToString(<ExperimentList items={[itemOf(change)]} mayChange now={2_000_000} />);

Deno.test("ExperimentList() counts runs and live ones", () => {
  const html = render({ total: 3, live: 1 });
  assert.ok(html.includes("3 runs"));
  assert.ok(html.includes("1 running"));
});

Deno.test("ExperimentList() says how the newest run ended", () => {
  const newest = { id: idOf(1), name: "warmup", status: "failed" as const, reason: "exit code 3" };
  const html = render({ total: 1, newest });
  assert.ok(html.includes("Newest run: warmup (exit code 3)"));
  assert.ok(html.includes("Failed"));
});

Deno.test("ExperimentList() draws the newest run's metric and names it", () => {
  const html = render({ spark: { metric: "val_loss", values: [2, "NaN", 1] } });
  assert.ok(html.includes('aria-label="val_loss of the newest run"'));
  assert.ok(html.includes('d="M0 2L132 30"'));
});

Deno.test("ExperimentList() says when there are no runs", () => {
  assert.ok(render({}).includes("No runs yet"));
});

Deno.test("sortItems() puts the newest activity first", () => {
  const old = itemOf({}, 1), newer = itemOf({ last_activity: "2026-01-01T00:00:00.000Z" }, 2);
  assert.deepEqual(sortItems([old, newer]), [newer, old]);
});

Deno.test("countOlder() counts the runs and names their experiments", () => {
  const counted = countOlder([itemOf({ older: 2 }, 1), itemOf({}, 2), itemOf({ older: 1 }, 3)]);
  assert.deepEqual(counted, { others: 3, experiments: [idOf(1), idOf(3)] });
});
