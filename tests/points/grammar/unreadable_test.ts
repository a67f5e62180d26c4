import assert from "node:assert/strict";
import { findUnreadable } from "../../../lib/points/grammar/unreadable.ts";
import { makeShape, scanShape } from "../../../lib/points/scan/shape.ts";
import { understandLine } from "../../../lib/points/understand.ts";

for (
  const [line, unreadable] of [
    ["step 1 loss=abc", "loss=abc"],
    ["step 1 loss=1.2.3 acc=0.5", "loss=1.2.3"],
    ["step 1 loss=0.5", ""],
    ['{"epoch": 1, "mse": "oops"}', "mse=oops"],
    ["{'step': 3, 'loss': 'abc'}", "loss=abc"],
    ['{"epoch": 1, "mse": "0.5"}', ""],
    ['{"epoch": 1, "mse": null}', ""],
    ["step 1 loss=nan acc=n/a", ""],
    ["step 1 loss: tensor(0.5)", ""],
    ["step 1 device=abc", ""],
    ["loss=abc", ""],
    ["Epoch 1 train: loss 2.0 || val: loss 2.2", ""],
  ] as const
) {
  Deno.test(`findUnreadable() finds ${unreadable || "nothing"} in ${line}`, () => {
    const shape = makeShape();
    scanShape(line, shape);
    const statement = understandLine(line, shape);
    assert.equal(findUnreadable(line, statement), unreadable);
    assert.equal(statement.hasUnreadable, unreadable !== "");
  });
}
