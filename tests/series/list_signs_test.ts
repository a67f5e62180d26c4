import assert from "node:assert/strict";
import { listSigns, SIGNS_MAX } from "../../lib/series/list_signs.ts";

Deno.test("listSigns() finds what has no place on the axis, within the range", () => {
  const line = { x: [0, 1, 2, 3, 4], value: [NaN, 0, Infinity, 5, NaN] };
  assert.deepEqual(listSigns(line, { y: "linear" }).map(({ x, kind }) => [x, kind]), [[0, "nan"], [2, "above"], [
    4,
    "nan",
  ]]);
  assert.deepEqual(listSigns(line, { y: "log", low: 1, high: 2 }), [{ x: 1, kind: "not-positive" }, {
    x: 2,
    kind: "above",
  }]);
});

Deno.test("listSigns() ends where further signs say no more", () => {
  const x = Array.from({ length: 2 * SIGNS_MAX }, (_, at) => at);
  assert.equal(listSigns({ x, value: x.map(() => NaN) }, { y: "linear" }).length, SIGNS_MAX);
});
