import assert from "node:assert/strict";
import fc from "fast-check";
import {
  isRowVisible,
  ROW_HEIGHT_PX,
  rowAt,
  scrollTopFor,
  topOfRow,
  windowOf,
} from "../../../lib/client/terminal/line_window.ts";
import { createRowHeights } from "../../../lib/client/terminal/row_heights.ts";

/** Rows of a short log with the number of text lines that each is wrapped to. */
const wrappedRows = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 80 });

function measure(rows: readonly number[]) {
  const heights = createRowHeights();
  heights.note(rows.map((_, at) => at + 1), rows.map((lines) => lines * ROW_HEIGHT_PX));
  return { lastLine: rows.length, extra: heights.before };
}

Deno.test("createRowHeights() adds up what the rows before a row have more, measured in any order", () => {
  fc.assert(fc.property(wrappedRows, (rows) => {
    const view = measure(rows);
    let top = 0;
    for (const [at, lines] of rows.entries()) {
      assert.equal(topOfRow(at + 1, view), top);
      assert.equal(rowAt(top, view), at + 1);
      assert.equal(rowAt(top + lines * ROW_HEIGHT_PX - 1, view), at + 1);
      top += lines * ROW_HEIGHT_PX;
    }
    assert.equal(topOfRow(rows.length + 1, view), top);
  }));
});

Deno.test("note() says whether a height is new, and takes a row's newest one", () => {
  const heights = createRowHeights();
  assert.equal(heights.note([4, 5], [20, 20]), false);
  assert.equal(heights.note([4, 5], [40, 20]), true);
  const before = heights.before;
  assert.equal(heights.note([5, 4], [20, 40]), false);
  assert.equal(heights.before, before);
  assert.equal(heights.note([4], [60]), true);
  assert.deepEqual([heights.before(4), heights.before(5), heights.before(99)], [0, 40, 40]);
});

Deno.test("windowOf() draws all that is visible of wrapped rows, and keeps the full height", () => {
  fc.assert(fc.property(wrappedRows, fc.double({ min: 0, max: 1, noNaN: true }), (rows, share) => {
    const view = measure(rows), full = topOfRow(rows.length + 1, view), height = 100;
    const scrollTop = share * Math.max(0, full - height);
    const { first, last, above, below } = windowOf({ ...view, height, scrollTop });
    assert.equal(above, topOfRow(first, view));
    assert.equal(below, full - topOfRow(last + 1, view));
    assert.ok(above <= scrollTop && full - below >= Math.min(full, scrollTop + height));
  }));
});

Deno.test("scrollTopFor() shows the start of a row that is higher than the box, which isRowVisible() then takes for visible", () => {
  const view = { ...measure([1, 1, 30, 1]), height: 100 };
  assert.equal(scrollTopFor(3, view), 40);
  assert.equal(isRowVisible(3, { ...view, scrollTop: 40 }), true);
  assert.equal(isRowVisible(3, { ...view, scrollTop: 41 }), false);
});
