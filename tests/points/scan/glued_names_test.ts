import assert from "node:assert/strict";
import { startsName } from "../../../lib/points/scan/glued_names.ts";

for (
  const [text, at, isName] of [
    ["Loss: 0.5Accuracy: 0.9", 9, true],
    ["loss:0.5acc:0.9", 8, true],
    ["loss 0.5acc 0.9", 8, true],
    ["loss=5e-05val_loss=1", 10, true],
    ["loss=0.5e-05val_loss=1", 12, true],
    ["Epoch:3train_loss:1", 7, true],
    ["Epoch 3Loss: 0.5", 7, true],
    ["Epoch:3Train Loss: 1", 7, true],
    ["id=12abc loss=0.5", 5, false],
    ["Box 3Loss: 0.5", 5, false],
    ["took 2.5secs", 8, false],
  ] as const
) {
  Deno.test(`startsName() is ${isName} behind ${text.slice(0, at)} of ${text}`, () => {
    assert.equal(startsName(text, at), isName);
  });
}
