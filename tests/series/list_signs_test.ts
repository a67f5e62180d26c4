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

Deno.test("listSigns() spreads the signs of many values over the whole range", () => {
  const x = Array.from({ length: 10 * SIGNS_MAX }, (_, at) => at);
  const signs = listSigns({ x, value: x.map(() => NaN) }, { y: "linear" });
  assert.equal(signs.length, SIGNS_MAX);
  const gaps = signs.slice(1).map(({ x }, at) => x - signs[at]!.x);
  assert.ok(gaps.every((gap) => gap >= 9 && gap <= 11), gaps.join());
});

Deno.test("listSigns() shows each kind, however many there are of another", () => {
  const x = Array.from({ length: 1_000 }, (_, at) => at), value = x.map((at) => at === 997 ? -Infinity : NaN);
  assert.ok(listSigns({ x, value }, { y: "linear", most: 5 }).some(({ kind, x }) => kind === "below" && x === 997));
});

Deno.test("listSigns() shows one sign of many values at the same place", () => {
  assert.equal(listSigns({ x: [3, 3, 3], value: [NaN, NaN, NaN] }, { y: "linear", most: 2 }).length, 1);
});
