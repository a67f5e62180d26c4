import assert from "node:assert/strict";
import { mayTell, quotedAround } from "../../../lib/points/grammar/quoted.ts";
import { makeShape, scanShape } from "../../../lib/points/scan/shape.ts";
import { readShort } from "../read_log.ts";

function lookAt(text: string, slot: number) {
  const shape = makeShape();
  scanShape(text, shape);
  const source = { text, shape, from: 0, to: text.length }, found = quotedAround(slot, source);
  return found && { around: `${found.before}#${found.behind}`, may: mayTell(found, source) };
}

Deno.test("quotedAround() finds the text around a number that is one of its words", () => {
  assert.deepEqual(lookAt("epoch 3, size='10% cut' acc=0.5", 1), { around: "#% cut", may: true });
  assert.deepEqual(lookAt('{"epoch": 3, "model": "cut by 10", "acc": 0.5}', 1), { around: "cut by #", may: true });
  assert.deepEqual(lookAt("epoch 3 msg='took 5 tries' acc=0.5", 1), { around: "took # tries", may: false });
  assert.deepEqual(lookAt("epoch 3 pair='4 vs 9' acc=0.5", 1), { around: "# vs 9", may: false });
});

Deno.test("quotedAround() leaves a number that is a value: alone, with a unit, behind its name, under a known name", () => {
  const lines = [
    "epoch 3 gap='0.5'",
    "epoch 3 gap='50%' acc=0.5",
    "epoch 3 pause='5 min' acc=0.5",
    "epoch 3 text='acc 0.5'",
    "epoch 3 done='20 steps' acc=0.5",
    "epoch 3 loss='0.5 going down'",
    "epoch 3 the model's 5 acc's 0.5",
  ];
  assert.deepEqual(lines.map((line) => lookAt(line, 1)), lines.map(() => null));
});

Deno.test("a text in quotes sets lines of one step apart, with its number and with words alone", () => {
  const round = (n: number) => [
    `Epoch ${n}, kind='all kept' acc = 0.5`,
    `Epoch ${n}, kind='25% kept' acc = 0.25`,
    `Epoch ${n}, kind='75% kept' acc = 0.125`,
  ];
  assert.deepEqual(readShort(...round(1), ...round(2)), [
    ...["acc=0.5@1", "25%_kept_acc=0.25@1", "75%_kept_acc=0.125@1"],
    ...["acc=0.5@2", "25%_kept_acc=0.25@2", "75%_kept_acc=0.125@2"],
  ]);
});
