import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";
import { stepsOf, withBar } from "../place_lines.ts";
import { placeLine } from "../../../lib/points/curves/place.ts";
import { isPlacedByBar } from "../../../lib/points/curves/place_by_bar.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makeFacts } from "../make_facts.ts";

Deno.test("placeLine() counts on from the earlier rounds of a bar", () => {
  const state = withBar(3, 10);
  state.bars[0]!.offset = 20;
  assert.deepEqual(stepsOf([{}], state), [23]);
});

Deno.test("placeLine() prefers the last step to a bar that is over", () => {
  assert.deepEqual(stepsOf([{}], withBar(10, 10, { step: 99, trained: true })), [99]);
  assert.deepEqual(stepsOf([{}], withBar(10, 10)), [10]);
});

Deno.test("placeLine() places part of an epoch by a bar that has gone on above the last step and is over", () => {
  const lines = [
    " 80%|████████  | 8/10 [00:04<00:00,  2.05it/s]{'loss': 0.5, 'epoch': 0.25}",
    "------ Step 8 ------",
    "100%|██████████| 10/10 [00:05<00:00,  2.15it/s]{'loss': 0.25, 'epoch': 0.31}",
    "------ Step 10 ------",
    "{'train_loss': 0.125, 'epoch': 0.31}",
  ];
  assert.deepEqual(readShort(...lines), ["loss=0.5@8", "loss=0.25@10", "train_loss=0.125@10"]);
});

Deno.test("isPlacedByBar() is true for a part of an epoch behind an evaluation's bar: training's is drawn again below it", () => {
  const points = readShort(
    " 10%|█         | 4/40 [00:01<00:10,  4.1it/s]",
    "{'loss': 0.5, 'epoch': 0.2}",
    " 12%|█▎        | 5/40 [00:01<00:10,  4.1it/s]",
    "  0%|          | 0/7 [00:00<?, ?it/s]",
    "{'eval_loss': 0.75, 'epoch': 0.3}",
    " 15%|█▌        | 6/40 [00:02<00:10,  4.1it/s]",
  );
  assert.equal(points.at(-1), "eval_loss=0.75@6");
});

Deno.test("isPlacedByBar() is true only for a line without counters while a bar goes on", () => {
  assert.equal(isPlacedByBar(makeFacts({ wholeEpoch: false }), withBar(3, 10)), true);
  assert.equal(isPlacedByBar(makeFacts(), initialReaderState()), false);
  for (const counter of [{ step: 1 }, { batch: 1 }, { epoch: 1 }]) {
    assert.equal(isPlacedByBar(makeFacts(counter), withBar(3, 10)), false);
  }
});

Deno.test("isPlacedByBar() is true behind a bar that is over only for a part of an epoch of unknown length", () => {
  const over = () => withBar(10, 10, { trained: true });
  assert.equal(isPlacedByBar(makeFacts({ wholeEpoch: false }), over()), false);
  const part = makeFacts({ epoch: 0.5, wholeEpoch: false });
  assert.equal(isPlacedByBar(part, over()), true);
  assert.equal(isPlacedByBar(part, { ...over(), stepsInEpoch: 20 }), false);
});

Deno.test("isPlacedByBar() is false while another bar is drawn: an evaluation's", () => {
  assert.equal(
    isPlacedByBar(
      makeFacts({ wholeEpoch: false }),
      withBar(3, 10, { drawings: { ...initialReaderState().drawings, count: 1 } }),
    ),
    false,
  );
});

Deno.test("placeLine() places a line by the step printed below a bar that counts the epochs", () => {
  assert.deepEqual(
    readShort(
      "Epoch:   0%|          | 0/2 [00:00<?, ?it/s]",
      "Measuring in epoch 0 after 500 steps:",
      "cosine: gap: 0.5",
      "Measuring in epoch 0 after 900 steps:",
      "cosine: gap: 0.25",
    ),
    ["gap=0.5@500", "gap=0.25@900"],
  );
});

Deno.test("placeLine() places a part of an epoch by a bar that is over, though the part is a whole number", () => {
  const facts = makeFacts({ epoch: 1, wholeEpoch: false, line: 2 });
  assert.equal(placeLine(facts, withBar(60, 60)).step, 60);
});
