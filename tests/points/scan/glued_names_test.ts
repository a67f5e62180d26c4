import assert from "node:assert/strict";
import { endsName, nameStands, startsName } from "../../../lib/points/scan/glued_names.ts";

for (
  const [text, at, isName] of [
    ["Loss: 0.5Accuracy: 0.9", 9, true],
    ["loss:0.5acc:0.9", 8, true],
    ["loss 0.5acc 0.9", 8, true],
    ["loss=5e-05val_loss=1", 10, true],
    ["loss=0.5e-05val_loss=1", 12, true],
    ["Epoch:3train_loss:1", 7, true],
    ["Epoch 3Loss: 0.5", 7, true],
    ["i: 3loss: tensor(0.5)", 4, true],
    ["i: 3loss: tensor([0.5])", 4, true],
    ["epoch 3loss 0.5", 7, true],
    ["count 3loss 0.5", 7, false],
    ["epoch 3train loss 0.5", 7, true],
    ["epoch 3min 20", 7, false],
    ["Epoch:3Train Loss: 1", 7, true],
    ["id=12abc loss=0.5", 5, false],
    ["Box 3Loss: 0.5", 5, false],
    ["took 2.5secs", 8, false],
    ["loss: 0.5 | 0.5dice: 0.75", 15, false],
    ["0.5dice=0.75", 3, false],
    ["hit: 5% 0.5dice: 0.75", 11, false],
  ] as const
) {
  Deno.test(`startsName() is ${isName} behind ${text.slice(0, at)} of ${text}`, () => {
    assert.equal(startsName(text, at), isName);
  });
}

for (
  const [text, at, isName] of [
    ["hit | 1px: 0.5 | 3px: 0.75", 7, true],
    ["15min=0.5, 30min=0.75", 2, true],
    ["hit | 1px: 0.5 | took 3s", 7, false],
    ["1epoch: 0.5, 2epoch: 0.75", 1, false],
    ["size 12345px: 0.5", 10, false],
    ["3s: hit 0.5, 4s: hit 0.75", 1, false],
  ] as const
) {
  Deno.test(`endsName() is ${isName} behind ${text.slice(0, at)} of ${text}`, () => {
    assert.equal(endsName(text, at), isName);
  });
}

Deno.test("nameStands() is true at a name before its value, and false at a zone or a suffix", () => {
  for (const text of ["iters:  20", "sweep 20", "val loss=0.5"]) assert.ok(nameStands(text, 0), text);
  for (const text of ["Z 20", "PM 20", "UTC", "abc def"]) assert.ok(!nameStands(text, 0), text);
});
