import assert from "node:assert/strict";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { ChartNotes, type ChartNotesProps, describeGaps } from "../../../lib/client/chart/ChartNotes.tsx";

const gapOf = (from: number, run: string | null = null) => ({ metric: "loss", gap: [from, from + 9] as const, run });

function render(change: Partial<ChartNotesProps>): string {
  return renderToString(h(ChartNotes, {
    renamed: null,
    isFailing: false,
    deleted: [],
    gaps: [],
    chosen: null,
    experimentId: "e",
    nameOf: (id) => `run ${id}`,
    ...change,
  }));
}

Deno.test("describeGaps() names the run when there are several", () => {
  assert.equal(describeGaps([gapOf(400)]), "loss has no points between steps 400 and 409");
  assert.equal(describeGaps([gapOf(400, "first")]), "first: loss has no points between steps 400 and 409");
});

Deno.test("describeGaps() describes three gaps and counts the others", () => {
  const text = describeGaps([10, 30, 50, 70, 90].map((from) => gapOf(from)));
  assert.equal(text.split("; ").length, 4);
  assert.ok(text.endsWith("between steps 50 and 59; and 2 more"));
  assert.ok(!describeGaps([10, 30, 50].map((from) => gapOf(from))).includes("more"));
});

Deno.test("ChartNotes() has no note when there is nothing to say", () => {
  assert.equal(render({}), '<div role="status"></div>');
});

Deno.test("ChartNotes() says that the server does not answer, and which runs were deleted", () => {
  assert.ok(render({ isFailing: true }).includes("Metrics unavailable"));
  assert.ok(render({ deleted: ["first"] }).includes("<strong>Deleted</strong> <span>first: "));
});

Deno.test("ChartNotes() links the selected point to its line", () => {
  const point = { metric: "loss", step: 7, value: 0.25 };
  const html = render({ chosen: { runId: "r", line: 1234, point, from: "chart" } });
  assert.ok(html.includes("loss 0.25 at step 7: "));
  assert.ok(html.includes('href="/experiments/e?run=r#L1234"') && html.includes("line 1,234 of run r"));
});

Deno.test("ChartNotes() says which metric stands for one that a link asks for", () => {
  const html = render({ renamed: { asked: "\u202eloss", shown: "loss" } });
  assert.match(html, /There is no metric “⟨U\+202E⟩loss” here\. The chart shows “loss”\./);
  assert.doesNotMatch(render({}), /There is no metric/);
});
