import assert from "node:assert/strict";
import { placeAxis } from "../../lib/series/placed_axis.ts";

const axis = { low: 1, high: 100, ticks: [1, 10, 100], texts: ["1", "10", "100"], title: "lr" };

Deno.test("placeAxis() puts a value at its share of the axis, by powers on a logarithmic one", () => {
  const linear = placeAxis(axis), log = placeAxis(axis, { isLog: true });
  assert.deepEqual([1, 50.5, 100].map(linear.place), [0, 0.5, 1]);
  assert.deepEqual(axis.ticks.map(log.place), [0, 0.5, 1]);
  assert.deepEqual([log.ticks, log.texts, log.title], [axis.ticks, axis.texts, "lr"]);
});
