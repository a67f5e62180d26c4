import assert from "node:assert/strict";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import TrainingMetricsChart, { type TrainingMetricsChartProps } from "../../islands/TrainingMetricsChart.tsx";

type Initial = TrainingMetricsChartProps["initial"][string];

/** An answer with a loss of these values at steps 1, 2, … */
function answerOf(values: number[], isComplete: boolean): Initial {
  return {
    run_id: "r",
    metrics: {
      loss: {
        step: values.map((_, at) => at + 1),
        value: values,
        timestamp: values.map(() => Date.parse("2026-01-28T12:00:00.000Z")),
        line: values.map((_, at) => at + 1),
        epoch: values.map(() => null),
        global_step: values.map(() => null),
      },
    },
    metadata: {
      last_updated: "2026-01-28T12:00:00.000Z",
      started_at: "2026-01-28T12:00:00.000Z",
      is_complete: isComplete,
      status: isComplete ? "completed" : "running",
      totals: { loss: values.length, tokens_per_second: values.length },
      next: "1.1",
      gaps: {},
      marks: 0,
      unknown: [],
      kinds: { loss: "metric", tokens_per_second: "throughput" },
    },
  };
}

function render(initial: Record<string, Initial>, isLive: boolean): string {
  const ids = Object.keys(initial);
  return renderToString(h(TrainingMetricsChart, {
    experimentId: "e",
    runIds: ids,
    runs: ids.map((id, at) => ({ id, name: `run <${id}>`, status: "running" as const, style: at + 1 })),
    isLive,
    initial,
  }));
}

Deno.test("TrainingMetricsChart() says that metrics will appear when a live run has none", () => {
  assert.match(render({ a: answerOf([], false) }, true), />Training metrics will appear here</);
});

Deno.test("TrainingMetricsChart() says that there are no metrics when the run is complete", () => {
  assert.match(render({ a: answerOf([], true) }, false), />No metrics recorded</);
});

Deno.test("TrainingMetricsChart() has the last, lowest, highest and mean value in the HTML", () => {
  const html = render({ a: answerOf([4, 1, 2.5], true) }, false);
  const cells = [...html.matchAll(/<td[^>]*>([^<]*)</g)].map((match) => match[1]);
  assert.deepEqual(cells, ["2.5", "3", "1", "4", "2.5", "3"]);
});

Deno.test("TrainingMetricsChart() gives each run its own style and escapes its name", () => {
  const html = render({ a: answerOf([1], true), b: answerOf([2], true) }, false);
  assert.match(html, /series run-1/);
  assert.match(html, /series run-2/);
  assert.match(html, /run &lt;b>/);
});

Deno.test("TrainingMetricsChart() folds throughput into a group of its own", () => {
  const html = render({ a: answerOf([1], true) }, false);
  assert.match(html, /<summary title="Speed and memory">Speed \(1\)/);
});

Deno.test("TrainingMetricsChart() renders no inline style on the server", () => {
  assert.doesNotMatch(render({ a: answerOf([1, 2], true) }, false), /style=/);
});

Deno.test("TrainingMetricsChart() takes one run or several, the metric to show, and whether a run is live", () => {
  const run = (id: string) => ({ id, name: id, status: "completed" as const, style: 1 });
  const draw = (props: Partial<TrainingMetricsChartProps>) =>
    renderToString(h(TrainingMetricsChart, { experimentId: "e", runs: [run("a"), run("b")], initial: {}, ...props }));
  const initial = { a: answerOf([4, 1], true), b: answerOf([7, 6], true) };
  const rowsOf = (html: string) => [...html.matchAll(/<tr data-run="(\w)"/g)].map((match) => match[1]);
  assert.deepEqual(rowsOf(draw({ runId: "b", initial: { b: initial.b } })), ["b"]);
  assert.deepEqual(rowsOf(draw({ runIds: ["a", "b"], initial })), ["a", "b"]);
  assert.match(
    draw({ runIds: ["a", "b"], initial, metricType: "tokens_per_second" }),
    /role="tabpanel" aria-label="tokens_per_second"/,
  );
  const empty = { a: answerOf([], true) };
  assert.match(draw({ runId: "a", initial: empty }), />No metrics recorded</, "not live by default");
  assert.match(
    draw({ runId: "a", isLive: true, initial: { a: answerOf([], false) } }),
    />Training metrics will appear here</,
  );
});
