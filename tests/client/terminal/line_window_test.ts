import assert from "node:assert/strict";
import fc from "fast-check";
import {
  isAtEnd,
  isRowVisible,
  ROW_HEIGHT_PX,
  ROWS_MAX,
  scrollTopFor,
  searchStart,
  topLine,
  windowOf,
} from "../../../lib/client/terminal/line_window.ts";

Deno.test("windowOf() draws all rows without empty space when the log is short", () => {
  assert.deepEqual(windowOf({ scrollTop: 0, height: 400, lastLine: 5 }), {
    first: 1,
    last: 5,
    above: 0,
    below: 0,
  });
});

Deno.test("windowOf() draws nothing when the log is empty", () => {
  const drawn = windowOf({ scrollTop: 0, height: 400, lastLine: 0 });
  assert.ok(drawn.last < drawn.first);
});

Deno.test("windowOf() draws the visible rows and keeps the full height at any scroll position", () => {
  fc.assert(fc.property(
    fc.integer({ min: 0, max: 3_000_000 }),
    fc.integer({ min: 1, max: 2000 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    (lastLine, height, share) => {
      const top = topLine(lastLine);
      const full = (lastLine - top + 1) * ROW_HEIGHT_PX;
      const scrollTop = share * Math.max(0, full - height);
      const drawn = windowOf({ scrollTop, height, lastLine });
      const rows = drawn.last - drawn.first + 1;
      assert.equal(drawn.above + rows * ROW_HEIGHT_PX + drawn.below, full);
      assert.ok(drawn.above <= scrollTop);
      assert.ok(drawn.above + rows * ROW_HEIGHT_PX >= Math.min(full, scrollTop + height));
      assert.ok(rows <= height / ROW_HEIGHT_PX + 45);
    },
  ));
});

Deno.test("scrollTopFor() centres a line, but not beyond the ends of the log", () => {
  const view = { height: 400, lastLine: 1000 };
  assert.equal(scrollTopFor(500, view), 499 * ROW_HEIGHT_PX - 190);
  assert.equal(scrollTopFor(1, view), 0);
  assert.equal(scrollTopFor(1000, view), 1000 * ROW_HEIGHT_PX - 400);
});

Deno.test("topLine() drops the oldest lines when the box would be too high for a browser", () => {
  assert.equal(topLine(ROWS_MAX), 1);
  assert.equal(topLine(ROWS_MAX + 5), 6);
});

Deno.test("isAtEnd() is true within a row of the end", () => {
  assert.equal(isAtEnd(581, 400, 1000), true);
  assert.equal(isAtEnd(570, 400, 1000), false);
});

Deno.test("isRowVisible() is true only when the whole row is visible", () => {
  const view = { scrollTop: 10 * ROW_HEIGHT_PX, height: 3 * ROW_HEIGHT_PX, lastLine: 100 };
  assert.deepEqual([10, 11, 13, 14].map((line) => isRowVisible(line, view)), [false, true, true, false]);
  assert.equal(isRowVisible(11, { ...view, scrollTop: view.scrollTop + 1 }), false);
});

Deno.test("searchStart() is the selected line while it is visible, else a line beyond the visible ones", () => {
  const view = { scrollTop: 200, height: 100, lastLine: 1_000 }; // lines 11 to 15
  assert.equal(searchStart(13, view, "older"), 13);
  assert.deepEqual([searchStart(99, view, "older"), searchStart(99, view, "newer")], [16, 10]);
  assert.deepEqual([searchStart(null, view, "older"), searchStart(null, view, "newer")], [16, 10]);
  assert.equal(searchStart(null, { scrollTop: 0, height: 100, lastLine: 3 }, "older"), 4);
});
