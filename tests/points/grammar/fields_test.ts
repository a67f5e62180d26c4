import assert from "node:assert/strict";
import { makeField } from "../../../lib/points/grammar/fields.ts";
import type { Field, Walk } from "../../../lib/points/grammar/walk.ts";
import { makeWalk } from "./make_walk.ts";
import { readShort } from "../read_log.ts";

/** The field of a text's first number, and the walk that made it. */
function fieldOf(text: string, slot = 0): { field: Field; walk: Walk } {
  const walk = makeWalk(text);
  const { shape } = walk.source;
  const gap = text.slice(slot === 0 ? 0 : shape.end[slot - 1], shape.start[slot]);
  return { field: makeField(slot, gap, walk), walk };
}

Deno.test("makeField() finds the total behind a count, and no unit of it", () => {
  const { field } = fieldOf("step 3/10it");
  assert.deepEqual([field.total, field.last, field.unit], [1, 1, ""]);
});

Deno.test("makeField() finds the unit of a number and its name", () => {
  const { field } = fieldOf("time 24.5ms");
  assert.deepEqual([field.unit, field.phrase.key], ["ms", "time"]);
});

Deno.test("makeField() finds the end of a chain and of a deviation", () => {
  assert.deepEqual([fieldOf("x 1/2/3").field.isChain, fieldOf("x 1/2/3").field.last], [true, 2]);
  assert.equal(fieldOf("rmse:0.5+0.25").field.last, 1);
});

Deno.test("makeField() puts the names of the open braces before the name", () => {
  assert.equal(fieldOf('{"train": {"loss": 0.5}}').field.info.name, "train/loss");
  assert.equal(fieldOf('{"data": {"loss": 0.5}}').field.info.name, "loss");
  assert.equal(fieldOf('{"level":"INFO","fields":{"loss": 0.5}}').field.info.name, "loss");
});

Deno.test("makeField() keeps the phase that the words before a number name", () => {
  assert.equal(fieldOf("Validation: loss 0.5").walk.phase, "val");
});

Deno.test("a word behind a counter in brackets is a label: it names lines apart once another one has the same names", () => {
  assert.deepEqual(readShort("[Epoch 3] Clocks: a=0.5", "[Epoch 4] Clocks: a=0.25"), ["a=0.5@3", "a=0.25@4"]);
  assert.deepEqual(
    readShort("[Epoch 3] Painter: mae=0.5", "[Epoch 3] Critic: mae=0.75"),
    ["painter_mae=0.5@3", "critic_mae=0.75@3"],
  );
});

Deno.test("makeField() puts the names of nested objects before the name, and leaves the counter's alone", () => {
  const python = "step=3 out=Output(loss=0.5 (0.6), aux=Aux(z=0.1, kl=0.2), lr=0.01) acc=0.9";
  assert.deepEqual(readShort(python), [
    "loss=0.5@3",
    "aux/z=0.1@3",
    "aux/kl=0.2@3",
    "learning_rate=0.01@3",
    "acc=0.9@3",
  ]);
  const rust = "Stats { step: 3, loss: 0.5, aux: Aux { z: 0.1 }, acc: 0.9 }";
  assert.deepEqual(readShort(rust), ["loss=0.5@3", "aux/z=0.1@3", "acc=0.9@3"]);
  assert.deepEqual(readShort("run=Run(step=3, loss=0.5)"), ["run/loss=0.5@3"]);
});

for (
  const [line, points] of [
    ["epoch:[ 3/25 ] dev step:7 loss: 0.5 acc: 0.25", ["dev_loss=0.5@7", "dev_acc=0.25@7"]],
    ["Epoch [3/9] Test Step [7/10] loss: 0.5 acc: 0.25", ["test_loss=0.5@27", "test_acc=0.25@27"]],
    ["epoch 3 test iter 7: loss=0.5, acc=0.25", ["test_loss=0.5@7", "test_acc=0.25@7"]],
    ["Epoch 3 train steps: 57 dev steps: 19 loss: 0.5", ["loss=0.5@57"]],
  ] as const
) {
  Deno.test(`a split before a counter behind another one holds for all values, an amount's doesn't: ${line}`, () => {
    assert.deepEqual(readShort(line), points);
  });
}
