import assert from "node:assert/strict";
import { addRow, countRows, type RowSpan, spansAfter } from "../../lib/lines/row_spans.ts";

function spansOf(...rows: [line: number, text: string | null][]): RowSpan[] {
  const spans: RowSpan[] = [];
  for (const [line, text] of rows) addRow(spans, line, text);
  return spans;
}

const spans = spansOf([1, null], [2, null], [9, "bar"], [10, null], [11, null]);

Deno.test("addRow() joins rows that are their lines one by one", () => {
  assert.deepEqual(spans, [
    { line: 1, count: 2, text: null },
    { line: 9, count: 1, text: "bar" },
    { line: 10, count: 2, text: null },
  ]);
  assert.equal(countRows(spans), 5);
});

Deno.test("spansAfter() gives the rows behind the first ones", () => {
  assert.deepEqual(spansAfter(spans, 0), spans);
  assert.deepEqual(spansAfter(spans, 1), [{ line: 2, count: 1, text: null }, ...spans.slice(1)]);
  assert.deepEqual(spansAfter(spans, 4), [{ line: 11, count: 1, text: null }]);
  assert.deepEqual(spansAfter(spans, 9), []);
});
