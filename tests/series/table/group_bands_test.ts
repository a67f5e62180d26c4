import assert from "node:assert/strict";
import fc from "fast-check";
import { hasDiverged, makeBand } from "../../../lib/series/table/group_bands.ts";

Deno.test("makeBand() has the mean of the runs, their lowest and highest point, and how many they are", () => {
  const curves = [{ x: [0, 2], y: [4, 0] }, { x: [0, 1], y: [2, 6] }];
  assert.deepEqual(makeBand(curves, { from: 0, to: 2, steps: 3 }), [
    { x: 0, mean: 3, min: 2, max: 4, count: 2, diverged: 0 },
    { x: 1, mean: 4, min: 2, max: 6, count: 2, diverged: 0 },
    { x: 2, mean: 0, min: 0, max: 0, count: 1, diverged: 0 },
  ]);
});

Deno.test("makeBand() shows a spike of one run, though its neighbours share the position", () => {
  const x = Array.from({ length: 1000 }, (_, at) => at), y = x.map((at) => at === 417 ? 99 : 1);
  const [step] = makeBand([{ x, y }], { from: 0, to: 999, steps: 10 }).filter(({ max }) => max === 99);
  assert.ok(step && step.min === 1 && step.mean < 3 && Math.abs(step.x - 417) < 60);
});

Deno.test("makeBand() leaves out NaN, infinities and what lies outside of the axis, and positions without a run", () => {
  const curves = [{ x: [0, 1, 2, 9], y: [NaN, 5, Infinity, 7] }];
  assert.deepEqual(makeBand(curves, { from: 0, to: 4, steps: 5 }), [{
    x: 1,
    mean: 5,
    min: 5,
    max: 5,
    count: 1,
    diverged: 0,
  }]);
  assert.deepEqual(makeBand([], { from: 0, to: 4, steps: 5 }), []);
});

Deno.test("makeBand() has one step where all points have one position", () => {
  const band = makeBand([{ x: [3], y: [1] }, { x: [3], y: [2] }], { from: 3, to: 3, steps: 4 });
  assert.deepEqual(band, [{ x: 3, mean: 1.5, min: 1, max: 2, count: 2, diverged: 0 }]);
});

Deno.test("makeBand() has between two points no value beyond them", () => {
  const flat = makeBand([{ x: [23, 3], y: [-7, -7] }], { from: 0, to: 50, steps: 13 });
  assert.deepEqual(new Set(flat.flatMap(({ mean, min, max }) => [mean, min, max])), new Set([-7]));
  const same = makeBand([{ x: [0, 0, 0, 9], y: [0.1, 0.1, 0.1, 0.1] }], { from: 0, to: 9, steps: 4 });
  assert.deepEqual(new Set(same.flatMap(({ min, max }) => [min, max])), new Set([0.1]));
});

Deno.test("makeBand() keeps the mean in the band, and the band's ends are the extremes of all points", () => {
  const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: -9, max: 9 })), { minLength: 1 });
  fc.assert(
    fc.property(fc.array(points, { minLength: 1, maxLength: 5 }), fc.integer({ min: 2, max: 40 }), (all, steps) => {
      const curves = all.map((run) => ({ x: run.map(([x]) => x), y: run.map(([, y]) => y) }));
      const band = makeBand(curves, { from: 0, to: 50, steps }), values = curves.flatMap(({ y }) => y);
      assert.equal(Math.min(...band.map(({ min }) => min)), Math.min(...values));
      assert.equal(Math.max(...band.map(({ max }) => max)), Math.max(...values));
      for (const { mean, min, max } of band) assert.ok(mean >= min - 1e-9 && mean <= max + 1e-9);
    }),
  );
});

Deno.test("makeBand() counts the runs that end in NaN or an infinity, from where they do", () => {
  const curves = [{ x: [0, 1, 2, 3], y: [1, 9, NaN, Infinity] }, { x: [0, 1, 2, 3], y: [1, NaN, 3, 5] }];
  const band = makeBand(curves, { from: 0, to: 3, steps: 4 });
  assert.deepEqual(band.map(({ count, diverged }) => [count, diverged]), [[2, 0], [2, 0], [1, 1], [1, 1]]);
  assert.deepEqual(curves.map(hasDiverged), [true, false]);
  assert.equal(hasDiverged({ x: [], y: [] }), false);
});
