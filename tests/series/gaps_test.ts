import assert from "node:assert/strict";
import { findGaps } from "../../lib/series/gaps.ts";

Deno.test("findGaps() finds a stretch without points, and none where the step goes back", () => {
  const steps = [0, 10, 20, 30, 40, 400, 410, 420, 0, 10, 20];
  assert.deepEqual(findGaps(steps), [[40, 400]]);
});

Deno.test("findGaps() finds none when the log changes from every step to every tenth step", () => {
  assert.deepEqual(findGaps([0, 1, 2, 3, 10, 20, 30, 40, 50]), []);
});

Deno.test("findGaps() tells a gap from two other spacings on", () => {
  assert.deepEqual(findGaps([0, 1, 1000]), []);
  assert.deepEqual(findGaps([0, 1, 2, 1000]), [[2, 1000]]);
  assert.deepEqual(findGaps([0, 1000, 1001, 1002]), [[0, 1000]]);
  assert.deepEqual(findGaps([]), []);
});

Deno.test("findGaps() judges each segment by its own spacing", () => {
  const everyStep = Array.from({ length: 50 }, (_, i) => i), everyHundredth = [0, 100, 200, 300, 400];
  assert.deepEqual(findGaps([...everyStep, ...everyHundredth]), []);
  assert.deepEqual(findGaps([...everyHundredth, 0, 1, 2, 90, 91]), [[2, 90]]);
});

Deno.test("findGaps() counts only more than five times the usual spacing as a gap", () => {
  assert.deepEqual(findGaps([0, 1, 2, 3, 4, 9]), []);
  assert.deepEqual(findGaps([0, 1, 2, 3, 4, 10]), [[4, 10]]);
});

Deno.test("findGaps() leaves steps that go back out of the usual spacing", () => {
  const cycle = [30, 20, 10, 0];
  assert.deepEqual(findGaps([0, ...cycle, ...cycle, ...cycle, ...cycle]), []);
});
