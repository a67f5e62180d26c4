import assert from "node:assert/strict";
import { beginGlued, continueGlued, endGlued } from "../../../lib/points/curves/glued.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makeFacts, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

const bar = (n: number) => ` ${n}%|#         | ${n}/100 [00:0${n / 10}<00:09,  9.99s/it]`;
const drag = (line: number) => makeFacts({ line, pairs: [makePair("drag", 0.5, { line })] });

Deno.test("continueGlued() is true for lines near below a print that began on a bar", () => {
  const state = initialReaderState();
  assert.ok(!continueGlued(drag(2), state));
  beginGlued(1, state);
  assert.ok(continueGlued(drag(2), state));
  assert.ok(continueGlued(drag(4), state));
  assert.ok(!continueGlued(drag(7), state));
});

Deno.test("endGlued() ends the print that began on a bar", () => {
  const state = initialReaderState();
  beginGlued(1, state);
  endGlued(state);
  assert.ok(!continueGlued(drag(2), state));
});

Deno.test("a print of several lines that began on a bar stands where that bar stood", () => {
  assert.deepEqual(readShort(`${bar(10)}loss: 0.5`, "acc: 0.25", `${bar(20)}loss: 0.4`, "acc: 0.3", bar(30)), [
    "loss=0.5@10",
    "acc=0.25@10",
    "loss=0.4@20",
    "acc=0.3@20",
  ]);
});

Deno.test("a metric that comes again below a print that began on a bar waits for the bar", () => {
  assert.deepEqual(readShort(`${bar(10)}loss: 0.5`, "loss: 0.4", bar(20)), ["loss=0.5@10", "loss=0.4@20"]);
});

Deno.test("what another writer printed onto a bar places nothing below it", () => {
  assert.deepEqual(readShort(`${bar(10)}A fast tokenizer is used.`, "{'loss': 0.5, 'epoch': 1.0}", bar(20)), [
    "loss=0.5@20",
  ]);
});
