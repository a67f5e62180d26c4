import assert from "node:assert/strict";
import { columnsOf, linesOf, mayBeHistory } from "../../../lib/points/scan/history.ts";

Deno.test("columnsOf() reads lists of one length", () => {
  assert.deepEqual(columnsOf("{'loss': [1.5, nan], \"val acc\": [1e-05, -2]}"), [
    { name: "loss", values: ["1.5", "nan"] },
    { name: "val acc", values: ["1e-05", "-2"] },
  ]);
  assert.deepEqual(columnsOf("{'loss': [np.float64(1.5), np.float64(0.5)]}"), [{
    name: "loss",
    values: ["1.5", "0.5"],
  }]);
});

for (
  const text of [
    "{'loss': [1.5]}",
    "{'loss': [1.5, 0.5], 'acc': [0.5]}",
    "{'loss': 1.5, 'acc': [0.5, 0.7]}",
    "{'loss': [1.5, 'low']}",
    "{'loss': [1.5, 0.5]} of [3]}",
    "{'loss': [[1.5, 0.5]]}",
  ]
) Deno.test(`columnsOf() is null for ${text}`, () => assert.equal(columnsOf(text), null));

Deno.test("mayBeHistory() is true for a dictionary that ends with a list", () => {
  assert.deepEqual(["{'loss': [1, 2]}", "{'loss': 1}", "loss: [1, 2]}"].map(mayBeHistory), [true, false, false]);
});

Deno.test("linesOf() makes a line of each epoch, and none without columns", () => {
  assert.deepEqual(linesOf([{ name: "a", values: ["1", "2"] }, { name: "b", values: ["3", "4"] }]), [
    '{"epoch": 1, "a": 1, "b": 3}',
    '{"epoch": 2, "a": 2, "b": 4}',
  ]);
  assert.deepEqual(linesOf([]), []);
});
