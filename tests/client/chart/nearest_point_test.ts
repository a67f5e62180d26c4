import assert from "node:assert/strict";
import { findNearest } from "../../../lib/client/chart/nearest_point.ts";

const pointsOf = (...points: [x: number, y: number, index: number][]) =>
  points.map(([x, y, index]) => ({ x, y, index }));

Deno.test("findNearest() compares x first, and y when x is the same", () => {
  const points = pointsOf([1, 5, 0], [2, 4, 1], [2, 1, 2]);
  const found = findNearest(points, { x: 1.8, y: 1.5 }, (point) => point);
  assert.equal(found?.point.index, 2);
  assert.equal(findNearest([], { x: 0, y: 0 }, (point) => point), null);
});

Deno.test("findNearest() passes over breaks", () => {
  const points = pointsOf([1, 5, 0], [9, 4, 1], [2, NaN, -1], [2, 3, 2]);
  assert.equal(findNearest(points, { x: 2, y: 3 }, (point) => point)?.point.index, 2);
});

Deno.test("findNearest() asks for the pixels of a few points only, however many there are", () => {
  const points = pointsOf(
    ...Array.from({ length: 1_000 }, (_, at): [number, number, number] => [at === 501 ? 500 : at, at, at]),
  );
  let asked = 0;
  const found = findNearest(points, { x: 500.2, y: 501 }, (point) => (asked++, point));
  assert.equal(found?.point.index, 501);
  assert.ok(asked < 10, `${asked} pixels were asked for`);
  assert.equal(findNearest(pointsOf([NaN, 1, 0]), { x: 1, y: 1 }, (point) => point), null);
});
