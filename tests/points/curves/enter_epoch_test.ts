import assert from "node:assert/strict";
import { readLog, readShort } from "../read_log.ts";
import { placeLine } from "../../../lib/points/curves/place.ts";
import { initialReaderState, type LiveState } from "../../../lib/points/curves/state.ts";
import type { LineFacts } from "../../../lib/points/grammar/statement.ts";
import { makeFacts, makePair } from "../make_facts.ts";

/** Steps of lines, one after the other. */
function stepsOf(lines: Partial<LineFacts>[], state: LiveState = initialReaderState()): number[] {
  return lines.map((facts) => placeLine(makeFacts(facts), state).step);
}

Deno.test("enterEpoch() counts from epoch 0 once epoch 0 was printed", () => {
  assert.deepEqual(stepsOf([{ epoch: 0, batch: 5, batchTotal: 100 }, { epoch: 1, batch: 5, batchTotal: 100 }]), [
    5,
    105,
  ]);
});

Deno.test("isLateEpoch() keeps the epoch at a line without values that counts from 0", () => {
  const state = initialReaderState();
  stepsOf([{ epoch: 1, step: 30 }, { epoch: 0, line: 2, form: 7 }], state);
  assert.equal(state.epoch, 1);
  assert.deepEqual(stepsOf([{}], state), [30]);
});

Deno.test("enterEpoch() goes back an epoch for a line of the form that named the epoch before", () => {
  const state = initialReaderState();
  stepsOf([{ epoch: 1, form: 7 }, { epoch: 2, form: 7 }, { epoch: 1, form: 7 }], state);
  assert.equal(state.epoch, 1);
});

Deno.test("enterEpoch() goes back an epoch for a line with values", () => {
  const state = initialReaderState();
  stepsOf([{ epoch: 1, step: 30 }, { epoch: 0, pairs: [makePair("loss", 0.5)] }], state);
  assert.equal(state.epoch, 0);
});

Deno.test("enterEpoch() ends a heading's phase with the next epoch, and keeps it at the first", () => {
  const state = { ...initialReaderState(), phase: "val" };
  stepsOf([{ epoch: 1 }], state);
  assert.equal(state.phase, "val");
  stepsOf([{ epoch: 2 }], state);
  assert.equal(state.phase, "");
});

Deno.test("enterEpoch() ends a heading's phase with the first epoch when values stood below the heading", () => {
  const lines = ["loss = 2.5", "loss = 2.25", "Validation", "loss = 2.75", "NEXT EPOCH 1", "loss = 2.0"];
  assert.deepEqual(readShort(...lines), ["loss=2.5@0", "loss=2.25@1", "val_loss=2.75@0", "loss=2@1"]);
});

Deno.test("enterEpoch() keeps the phase of a heading directly above the line that names a new epoch", () => {
  const state = { ...initialReaderState(), epoch: 1, phase: "val", phaseLine: 7 };
  stepsOf([{ epoch: 2, line: 8 }], state);
  assert.equal(state.phase, "val");
});

Deno.test("a later part of an epoch below the heading of an evaluation is training again", () => {
  assert.deepEqual(
    readShort(
      "{'loss': 0.5, 'epoch': 0.5}",
      "***** eval metrics *****",
      "  epoch     = 0.5",
      "  eval_loss = 0.75",
      "{'loss': 0.25, 'epoch': 1.5}",
    ),
    ["loss=0.5@0.5", "eval_loss=0.75@0.5", "loss=0.25@1.5"],
  );
});

Deno.test("enterEpoch() ends a heading at the next epoch where no value ever stood below such a heading", () => {
  const points = readLog(
    [1, 2, 3].flatMap((at) => [`Epoch ${at}`, `loss: 0.${at}`, `loss: 0.${at}5`, "Evaluating..."]),
  );
  assert.deepEqual([...new Set(points.map(({ metric }) => metric))], ["loss"]);
});

for (
  const [what, line] of [
    ["in a sentence", "Stopped early. Best results were seen at epoch 7, weights are in out.pt"],
    ["in a box", "| Best epoch            7 |"],
    ["in another language", "Bestes Modell aus Epoche 7 geladen"],
    ["in a script without spaces", "训练结束，最佳模型来自第 7 轮"],
  ] as const
) {
  Deno.test(`isLateEpoch() is true for the best epoch ${what}`, () => {
    const points = readShort("Epoch 8", "mae: 0.5", "Epoch 9", "mae: 0.4", line, "test_mae: 0.3");
    assert.equal(points.at(-1), "test_mae=0.3@9");
  });
}

Deno.test("isLateEpoch() is false for an epoch ahead of the newest one, and for what begins again", () => {
  assert.deepEqual(readShort("Epoch 1", "mae: 0.5", "New best! Epoch 2", "mae: 0.4"), ["mae=0.5@1", "mae=0.4@2"]);
  assert.deepEqual(
    readShort("Epoch 1 best yet", "mae: 0.5", "Epoch 2 best yet", "mae: 0.4", "Epoch 1 best yet", "mae: 0.6"),
    ["mae=0.5@1", "mae=0.4@2", "mae=0.6@1"],
  );
});

Deno.test("a heading of one epoch that comes again begins a new training, values below it too", () => {
  const placesBelow = (heading: string) =>
    readShort(...[heading, "loss: 0.5", "acc: 0.2", heading, "loss: 0.4", "acc: 0.3"]).map((point) => point.slice(-2));
  assert.deepEqual(placesBelow("Epoch 1"), ["@1", "@1", "@1", "@1"]);
  assert.deepEqual(placesBelow("--- Epoche 3/3 ---"), ["@3", "@3", "@3", "@3"]);
  assert.deepEqual(placesBelow("meta epoch 0..."), ["@0", "@0", "@0", "@0"]);
  const parts = readShort("Epoch 1", "gap: 0.5", "gap: 0.4", "Epoch 2", "gap: 0.3", "gap: 0.2");
  assert.deepEqual(parts, ["gap=0.5@1", "gap=0.4@1.5", "gap=0.3@2", "gap=0.2@2.5"]);
});

Deno.test("a line that sums up training and an evaluation of one epoch begins a new training where it comes again", () => {
  const points = (line: (train: number, val: number) => string) =>
    readShort(line(0.5, 0.6), line(0.4, 0.7), line(0.45, 0.65)).map((point) => point.slice(-2));
  assert.deepEqual(points((train, val) => `Epoch 1 | train loss ${train} | val cer ${val}`), Array(6).fill("@1"));
  assert.deepEqual(points((train, val) => `[ep 1] loss=${train}, val_loss=${val}`), Array(6).fill("@1"));
  assert.deepEqual(points((train, val) => `Época 3/3: perda ${train}; perda de validação ${val}`), Array(6).fill("@3"));
});

Deno.test("values of training on lines of one epoch stand one behind the other", () => {
  const points = readShort("Epoch 1: gap 0.5, f1 0.2", "Epoch 1: gap 0.4, f1 0.2", "Epoch 2: gap 0.3, f1 0.2");
  assert.deepEqual(points, ["gap=0.5@1", "f1=0.2@1", "gap=0.4@1.5", "f1=0.2@1.5", "gap=0.3@2", "f1=0.2@2"]);
});

Deno.test("batches that go back within an epoch begin a new training: its mean stands at the epoch", () => {
  const batches = (mean: number) => [
    "Epoch 1 [10/50] loss=0.5",
    "Epoch 1 [50/50] loss=0.4",
    `Mean of epoch 1: gap=${mean}`,
  ];
  const points = readShort(...batches(0.7), ...batches(0.6)).filter((point) => point.startsWith("gap"));
  assert.deepEqual(points, ["gap=0.7@1", "gap=0.6@1"]);
});

Deno.test("a sentence that counts epochs from 0, with its batch, keeps the epoch of the lines around it", () => {
  const points = readShort(
    "epoch 1/5, batch: 40/90, loss 0.5",
    "Now checking epoch 0, batch 40 on the rest",
    "check done, val loss: 0.75",
    "epoch 1/5, batch: 50/90, loss 0.4",
  );
  assert.deepEqual(points, ["loss=0.5@40", "val_loss=0.75@40", "loss=0.4@50"]);
});

Deno.test("enterEpoch() keeps the phase of a heading that names another epoch than the lines do", () => {
  const epoch = (n: number, loss: number) => [
    `-- fit epoch ${n} --`,
    `epoch ${n - 1} loss ${loss}`,
    `-- validate epoch ${n} --`,
    `epoch ${n - 1} loss ${loss + 1}`,
  ];
  assert.deepEqual(readShort(...epoch(1, 0.5), ...epoch(2, 0.25)), [
    "loss=0.5@0",
    "val_loss=1.5@0",
    "loss=0.25@1",
    "val_loss=1.25@1",
  ]);
});

Deno.test("enterEpoch() ends a heading that announces an epoch, where no value ever stood below one", () => {
  const epoch = (n: number, loss: number) => [`Epoch ${n} loss ${loss}`, `Evaluating epoch ${n + 1}...`, "saved."];
  assert.deepEqual(readShort(...epoch(1, 0.5), ...epoch(2, 0.25), ...epoch(3, 0.125)), [
    "loss=0.5@1",
    "loss=0.25@2",
    "loss=0.125@3",
  ]);
});
