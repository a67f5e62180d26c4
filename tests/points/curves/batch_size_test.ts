import assert from "node:assert/strict";
import { leaveOutSize } from "../../../lib/points/curves/batch_size.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { showPoints } from "../../support/read_rule.ts";
import { makeFacts, makePair } from "../make_facts.ts";

for (
  const [what, log, points] of [
    [
      "how many batches there are, above the first epoch",
      "Train batches: 67 | Held-out batches: 17\nEpoch 1/3\nBatch 10/67 | gap: 0.9\nBatch 67/67 | gap: 0.8\nEpoch 2/3\nBatch 10/67 | gap: 0.7",
      "gap=0.9@10 gap=0.8@67 gap=0.7@77",
    ],
    [
      "a size, where batches have no total",
      "Batch: 32\nEpoch 1\nbatch 10 mae 0.9\nbatch 20 mae 0.8\nEpoch 2\nbatch 10 mae 0.7",
      "mae=0.9@10 mae=0.8@20 mae=0.7@30",
    ],
    [
      "one beside a rate",
      "Start: 10 epochs, batch=16, lr=2e-05\nEpoch 1: mae 0.5\nEpoch 2: mae 0.4",
      "mae=0.5@1 mae=0.4@2",
    ],
    [
      "one above what is measured before training",
      "Lote (batch = 128 fotos)\nacc=0.75\nEpoch 1: acc=0.8",
      "acc=0.75@0 acc=0.8@1",
    ],
  ] as const
) {
  Deno.test(`leaveOutSize() leaves out ${what}`, () => assert.equal(showPoints(log), points));
}

for (
  const [what, log, points] of [
    [
      "a batch that goes up above values",
      "Batch 100\nmae: 0.5\nBatch 200\nmae: 0.4\nBatch 300\nmae: 0.3",
      "mae=0.5@100 mae=0.4@200 mae=0.3@300",
    ],
    ["where batches begin", "batch 1\nmae: 0.5\nbatch 2\nmae: 0.4", "mae=0.5@1 mae=0.4@2"],
    ["a batch beside a value", "batch 20 drag 0.5\nbatch 40 drag 0.4", "drag=0.5@20 drag=0.4@40"],
  ] as const
) {
  Deno.test(`leaveOutSize() counts ${what}`, () => assert.equal(showPoints(log), points));
}

Deno.test("leaveOutSize() leaves a batch with its total, and one below an epoch", () => {
  const state = initialReaderState();
  assert.equal(leaveOutSize(makeFacts({ batch: 20, batchTotal: 40 }), state).batch, 20);
  assert.equal(leaveOutSize(makeFacts({ batch: 20, pairs: [makePair("loss", 0.5)] }), state).batch, 20);
  assert.equal(leaveOutSize(makeFacts({ batch: 20 }), { ...state, epoch: 3 }).batch, 20);
  assert.equal(leaveOutSize(makeFacts({ batch: 20 }), state).batch, NaN);
});
