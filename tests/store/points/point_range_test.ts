import assert from "node:assert/strict";
import { createPointColumns } from "../../../lib/store/points/columns.ts";
import { pickPoints, type PointRange, selectRange } from "../../../lib/store/points/point_range.ts";

/** Five points: steps 5 to 1, times 10 to 50, epochs 0, none, 1, 1, 2. */
function createFive() {
  const columns = createPointColumns(5);
  columns.step.set([5, 4, 3, 2, 1]);
  columns.time.set([10, 20, 30, 40, 50]);
  columns.epoch.set([0, NaN, 1, 1, 2]);
  columns.rev.set([1, 2, 3, 4, 5]);
  return columns;
}

const stepsIn = (range: PointRange) => [...selectRange(createFive(), range).step];

Deno.test("selectRange() keeps the points within all bounds, both ends included", () => {
  assert.deepEqual(stepsIn({ step: [2, 4] }), [4, 3, 2]);
  assert.deepEqual(stepsIn({ time: [20, 30] }), [4, 3]);
  assert.deepEqual(stepsIn({ step: [2, 4], time: [30, 50] }), [3, 2]);
  assert.deepEqual(stepsIn({ step: [7, 9] }), []);
});

Deno.test("selectRange() leaves out points without a number on the axis", () => {
  assert.deepEqual(stepsIn({ epoch: [-Infinity, 1] }), [5, 3, 2]);
});

Deno.test("selectRange() gives the same columns when every point is in the range", () => {
  const five = createFive();
  assert.equal(selectRange(five, {}), five);
  assert.equal(selectRange(five, { step: [1, 5] }), five);
});

Deno.test("pickPoints() copies every column of the chosen points", () => {
  const { step, time, rev } = pickPoints(createFive(), [4, 0]);
  assert.deepEqual([[...step], [...time], [...rev]], [[1, 5], [50, 10], [5, 1]]);
});
