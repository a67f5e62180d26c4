import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { Columns } from "../../lib/model.ts";
import { createColumns } from "../../lib/series/columns.ts";
import { MarksSvg } from "../../lib/ui/MarksSvg.tsx";

/** A point on each of the lines `first` to `last`, at the same step. */
function columnsOf(first: number, last: number): Columns {
  const columns = createColumns(last - first + 1), steps = [...columns.step.keys()].map((at) => first + at);
  columns.step.set(steps);
  columns.line.set(steps);
  return columns;
}

const markAt = (line: number) => ({
  id: null,
  kind: "restart" as const,
  line,
  step: null,
  timestamp: "2026-01-28T12:00:00.000Z",
  text: "started again",
});

const RUN = { runId: "r", experimentId: "e", name: "first", startMs: 0 };

const draw = (columns: Columns, whole: Columns | null, lines: number[]) =>
  renderToString(
    <MarksSvg
      runs={[{ ...RUN, marks: lines.map(markAt), plot: { columns, whole } }]}
      isBesideLog
      view={{ x: "step", minX: columns.step[0]!, maxX: columns.step.at(-1)! }}
    />,
  );

Deno.test("MarksSvg() puts a sign at the point before the mark's line", () => {
  assert.match(draw(columnsOf(1, 5), null, [4]), /<svg x="75%"[^>]*><title>Started again, line 4: started again</);
});

Deno.test("MarksSvg() shows no mark that stands behind the range, or before it", () => {
  const titles = [...draw(columnsOf(11, 20), columnsOf(1, 40), [5, 15, 30]).matchAll(/<title>[^<]*line (\d+)/g)];
  assert.deepEqual(titles.map(([, line]) => line), ["15"]);
});

Deno.test("MarksSvg() names the run of a sign where there are several, and leads to its page", () => {
  const plot = { columns: columnsOf(1, 5), whole: null };
  const other = { ...RUN, runId: "other", name: "second", marks: [], plot };
  const html = renderToString(
    <MarksSvg runs={[{ ...RUN, marks: [markAt(4)], plot }, other]} view={{ x: "step", minX: null, maxX: null }} />,
  );
  assert.match(html, /href="\/experiments\/e\?run=r#L4" aria-label="first: Started again, line 4: started again"/);
});

Deno.test("MarksSvg() is not there without a mark", () => {
  assert.equal(draw(columnsOf(1, 5), null, []), "");
});
