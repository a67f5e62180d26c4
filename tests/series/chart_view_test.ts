import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type ChartView,
  PLAIN_VIEW,
  rangeKey,
  readView,
  SMOOTHING_MAX,
  toggleHidden,
  writeView,
} from "../../lib/series/chart_view.ts";

Deno.test("readView() gives the plain view when the address has no parameter of it", () => {
  assert.deepEqual(readView(""), PLAIN_VIEW);
  assert.deepEqual(readView("?run=abc"), PLAIN_VIEW);
});

Deno.test("readView() ignores parameters that it can't read", () => {
  assert.deepEqual(readView("?smooth=much&x=moon&y=up&min_step=&max_step=NaN&metric="), PLAIN_VIEW);
});

Deno.test("readView() limits smoothing to its range", () => {
  assert.equal(readView("?smooth=7").smoothing, SMOOTHING_MAX);
  assert.equal(readView("?smooth=-1").smoothing, 0);
});

Deno.test("writeView() keeps other parameters and leaves out plain values", () => {
  const view: ChartView = { ...PLAIN_VIEW, metric: "train/loss", y: "log" };
  assert.equal(writeView("?run=abc&x=time", view), "?run=abc&metric=train%2Floss&y=log");
  assert.equal(writeView("?metric=loss", PLAIN_VIEW), "");
});

Deno.test("readView() reads back any view that writeView() wrote", () => {
  const name = fc.option(fc.string({ minLength: 1, maxLength: 20 }));
  const step = fc.option(fc.integer());
  const views: fc.Arbitrary<ChartView> = fc.record({
    metric: name,
    beside: name,
    smoothing: fc.integer({ min: 0, max: 99 }).map((hundredths) => hundredths / 100),
    x: fc.constantFrom("step", "global_step", "epoch", "elapsed", "time"),
    y: fc.constantFrom("linear", "log"),
    minX: step,
    maxX: step,
    clip: fc.boolean(),
    hidden: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
  }, { noNullPrototype: true });
  fc.assert(fc.property(views, (view) => {
    assert.deepEqual(readView(writeView("?run=1", view)), view);
  }));
});

Deno.test("readView() reads links of earlier versions: a range of steps, and time as elapsed time", () => {
  const { minX, maxX } = readView("?min_step=5&max_step=9");
  assert.deepEqual([minX, maxX], [5, 9]);
  const old = readView("?x=time&min_step=5");
  assert.deepEqual([old.x, old.minX, old.maxX], ["elapsed", null, null]);
  assert.equal(readView("?x=time").x, "time");
});

Deno.test("readView() reads times of the clock axis as ISO 8601 too, and no text as a number of another axis", () => {
  assert.equal(readView("?x=time&min_x=1970-01-01T00:01:00Z").minX, 60_000);
  assert.equal(readView("?x=step&min_x=1970-01-01T00:01:00Z").minX, null);
});

Deno.test("writeView() takes the range of earlier versions out of the address", () => {
  assert.equal(writeView("?min_step=1&max_step=2", { ...PLAIN_VIEW, minX: 1 }), "?min_x=1");
});

Deno.test("toggleHidden() hides a run that is shown and shows one that is hidden", () => {
  assert.deepEqual(toggleHidden([1], 3), [1, 3]);
  assert.deepEqual(toggleHidden([1, 3], 1), [3]);
});

Deno.test("rangeKey() differs by axis and by either end", () => {
  const keys = [PLAIN_VIEW, { ...PLAIN_VIEW, x: "epoch" as const }, { ...PLAIN_VIEW, minX: 1 }, {
    ...PLAIN_VIEW,
    maxX: 1,
  }].map(rangeKey);
  assert.equal(new Set(keys).size, 4);
});
