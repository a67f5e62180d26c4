import assert from "node:assert/strict";
import { withBar } from "../place_lines.ts";
import { readShort } from "../read_log.ts";
import {
  continueBlock,
  isBlockValue,
  isLesserCounter,
  noteBlock,
  stepOfBlock,
} from "../../../lib/points/curves/blocks.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import type { LineFacts } from "../../../lib/points/grammar/statement.ts";
import { makeFacts, makePair } from "../make_facts.ts";

Deno.test("noteBlock() lets lines without values stand between a block's first line and its values", () => {
  const state = initialReaderState();
  for (const [line, step] of [[1, 66], [3, NaN], [5, NaN]] as const) noteBlock(makeFacts({ line, step }), state);
  assert.deepEqual(state.block, { line: 5, known: false, priority: Infinity, step: NaN, isPlaced: false });
  noteBlock(makeFacts({ line: 8 }), state);
  assert.equal(state.block.line, 5);
});

Deno.test("isLesserCounter() finds a block's second counter by the worse name, near the first one", () => {
  const state = initialReaderState();
  noteBlock(makeFacts({ line: 1, step: 7, stepPriority: 2 }), state);
  const isLesser = (over: Partial<LineFacts>) =>
    isLesserCounter(makeFacts({ line: 2, step: 32_898, stepPriority: 3, ...over }), state);
  assert.deepEqual(
    [isLesser({}), isLesser({ stepPriority: 1 }), isLesser({ line: 9 }), isLesser({ pairs: [makePair("loss", 0.5)] })],
    [true, false, false, false],
  );
});

Deno.test("isBlockValue() finds the single decimals of a block once one of its names is known", () => {
  const state = initialReaderState();
  noteBlock(makeFacts({ line: 1, step: 66 }), state);
  const read = (line: number, isKnown: boolean, over: Partial<LineFacts> = {}) => {
    const facts = makeFacts({ line, pairs: [makePair("torque", 0.5, { line })], ...over });
    continueBlock(facts, isKnown, state);
    return isBlockValue(facts, state.block);
  };
  assert.equal(read(2, false), false);
  assert.deepEqual([read(3, true), read(4, false)], [true, true]);
  assert.equal(read(5, false, { pairs: [makePair("torque", 3, { integer: true })] }), false);
  assert.equal(read(8, false), false);
});

Deno.test("isLesserCounter() is true for several steps below an episode: they say how long it was", () => {
  const lines = [[1, 412], [2, 97]].flatMap(([at, steps]) => [`Episode ${at}`, `Steps: ${steps}`, `reward: 0.${at}`]);
  assert.deepEqual(readShort(...lines), ["reward=0.1@1", "reward=0.2@2"]);
  assert.deepEqual(readShort("Episode 7", "Total timesteps: 300", "reward: 0.5"), ["reward=0.5@300"]);
});

const bar = (n: number) => `Collecting: ${Math.floor(n / 50)}%|##    | ${n}/5000 [00:14<08:00, 100.09it/s]`;

for (const heading of ["===== PPO step % =====", "Step %:", "--- iteration % ---", "[step=%]", "Step %/5000"]) {
  const block = (step: number, ...values: string[]) => [heading.replace("%", `${step}`), ...values];
  Deno.test(`stepOfBlock() places the values below ${heading} there, whatever bar stands above or between`, () => {
    const wanted = ["loss=0.5@1200", "reward=2.5@1200", "loss=0.25@2200", "reward=4.5@2200"];
    const above = [
      ...[bar(1158), ...block(1200, "  loss: 0.5", "  reward: 2.5")],
      ...[bar(2158), ...block(2200, "  loss: 0.25", "  reward: 4.5"), bar(2300)],
    ];
    const between = [
      ...[bar(1158), ...block(1200, "  loss: 0.5", bar(1201), "  reward: 2.5")],
      ...[bar(2158), ...block(2200, "  loss: 0.25", bar(2201), "  reward: 4.5"), bar(2300)],
    ];
    for (const lines of [above, between]) {
      assert.deepEqual(readShort(...lines).filter((point) => !point.endsWith("~")), wanted);
    }
  });
}

Deno.test("stepOfBlock() is none beside a bar that has passed the step before a value stood there", () => {
  const state = initialReaderState();
  noteBlock(makeFacts({ line: 1, step: 500 }), state, { step: 500 });
  const beside = (n: number, line = 2) =>
    stepOfBlock(makeFacts({ line, pairs: [makePair("loss", 0.5)] }), withBar(n, 5000).bars[0]!, state);
  assert.deepEqual([beside(500), beside(501), beside(5000), beside(400, 4), beside(400, 1)], [500, NaN, NaN, NaN, NaN]);
  state.block.isPlaced = true;
  assert.deepEqual([beside(501), beside(5000)], [500, NaN]);
  noteBlock(makeFacts({ line: 2, step: 510 }), state, { isBar: true, step: 510 });
  assert.equal(state.block.step, 500);
});
