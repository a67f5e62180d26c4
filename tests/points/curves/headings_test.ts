import assert from "node:assert/strict";
import { endHeading, endsPhase, putUnderHeading } from "../../../lib/points/curves/headings.ts";
import { NOWHERE } from "../../../lib/points/curves/standing.ts";
import { initialReaderState, type LiveState } from "../../../lib/points/curves/state.ts";
import { beginMetric } from "../../../lib/points/curves/metrics.ts";
import { makeFacts, makeMetric, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

/** What is known below a heading on line 3. */
function belowHeading(known: Partial<LiveState> = {}): LiveState {
  return Object.assign(initialReaderState(), { phase: "val", phaseLine: 3, ...known });
}

Deno.test("putUnderHeading() gives a line below a heading the phase where its total isn't training's", () => {
  const state = initialReaderState();
  Object.assign(state, { phase: "eval" });
  state.progress.total = 20;
  const under = (stepTotal: number) =>
    putUnderHeading(makeFacts({ step: 5, stepTotal, pairs: [makePair("loss", 0.5)] }), state).phase;
  assert.deepEqual([under(6), under(20), under(NaN)], ["eval", "", ""]);
  state.phase = "";
  assert.equal(under(6), "");
});

Deno.test("putUnderHeading() leaves a line of the next epoch, whatever an evaluation's bar counted to above it", () => {
  const state = initialReaderState();
  Object.assign(state, { phase: "eval", epoch: 1 });
  state.batches.total = 500;
  const under = (epoch: number) =>
    putUnderHeading(makeFacts({ epoch, batch: 50, batchTotal: 250, pairs: [makePair("loss", 0.5)] }), state).phase;
  assert.deepEqual([under(1), under(2)], ["eval", ""]);
});

Deno.test("putUnderHeading() leaves a line that says itself which of its values are an evaluation's", () => {
  const epoch = (n: number) => [
    `Epoch ${n}/3`,
    `20/20 [==========] - ETA: 0s - loss: ${n}.25 - acc: 0.5`,
    "Validation",
    `20/20 [==========] - 3s 2ms/step - loss: ${n}.25 - acc: 0.5 - val_loss: ${n}.5 - val_acc: 0.25`,
  ];
  const points = readShort(...epoch(1), ...epoch(2), ...epoch(3)).filter((point) => /loss/.test(point));
  assert.deepEqual(points.map((point) => point.replace(/@.*/, "")), [
    ...["loss=1.25", "loss=1.25", "val_loss=1.5", "loss=2.25", "loss=2.25", "val_loss=2.5"],
    ...["loss=3.25", "loss=3.25", "val_loss=3.5"],
  ]);
});

Deno.test("putUnderHeading() gives a batch that begins again below a heading the phase, in the same epoch", () => {
  assert.deepEqual(
    readShort(
      "training",
      "# Epoch batch  loss   loss_f",
      "      1     1  0.75   0.25",
      "      1     2  0.5    0.125",
      "validation",
      "# Epoch batch  loss   loss_f",
      "      1     1  0.875  0.5",
    ),
    ["loss=0.75@1", "loss_f=0.25@1", "loss=0.5@2", "loss_f=0.125@2", "val_loss=0.875@1", "val_loss_f=0.5@1"],
  );
});

Deno.test("putUnderHeading() gives steps that begin again below a heading the phase, in the same epoch", () => {
  const epoch = (n: number, gap: number) => [
    `Epoch ${n}`,
    ...[10, 20].map((step) => `iter ${step} gap: ${gap} hit: 0.5`),
    "Testing...",
    ...[10, 20].map((step) => `iter ${step} gap: ${gap + 2} hit: 0.25`),
  ];
  const gaps = readShort(...epoch(1, 4.5), ...epoch(2, 3.5)).filter((point) => point.includes("gap"));
  assert.deepEqual(gaps, [
    ...["gap=4.5@10", "gap=4.5@20", "test_gap=6.5@10", "test_gap=6.5@20"],
    ...["gap=3.5@30", "gap=3.5@40", "test_gap=5.5@31", "test_gap=5.5@41"],
  ]);
});

Deno.test("putUnderHeading() gives batches that begin again to one total the phase, in the same epoch", () => {
  const lines = ["Epoch 1", "batch 10/40 gap: 4.5 loss: 0.5", "batch 40/40 gap: 4.25 loss: 0.4", "Testing..."];
  assert.deepEqual(readShort(...lines, "batch 10/40 gap: 6.5 loss: 0.75").filter((point) => point.includes("loss")), [
    "loss=0.5@10",
    "loss=0.4@40",
    "test_loss=0.75@10",
  ]);
});

Deno.test("a heading may name the split behind an epoch and its total", () => {
  const epoch = (n: number) => [`Epoch [${n}/9] - Train`, `loss: ${n}.5`, `Epoch [${n}/9] - Val`, `loss: ${n}.75`];
  assert.deepEqual(readShort(...epoch(1), ...epoch(2)), [
    "loss=1.5@1",
    "val_loss=1.75@1",
    "loss=2.5@2",
    "val_loss=2.75@2",
  ]);
});

Deno.test("putUnderHeading() leaves the step that training has reached, later ones, and another epoch's", () => {
  const state = belowHeading({ epoch: 2 });
  Object.assign(state.steps, { epoch: 2, last: 20 });
  beginMetric("loss", makeMetric({ lastLine: 2 }), state.metrics);
  const under = (epoch: number, step: number) =>
    putUnderHeading(makeFacts({ epoch, step, pairs: [makePair("loss", 0.5)], line: 4 }), state).phase;
  assert.deepEqual([under(2, 10), under(2, 20), under(2, 30), under(1, 10), under(3, 10)], ["val", "", "", "", ""]);
});

Deno.test("endHeading() ends a word of a split among settings, unless something was measured near below", () => {
  const settings = (count: number) => Array.from({ length: count }, (_, i) => `  width_${"abcdefghijkl"[i]}: ${i + 4}`);
  assert.deepEqual(readShort("Val: Reader(", ...settings(9), "loss: 0.5"), ["loss=0.5@0"]);
  assert.deepEqual(readShort("Val: Reader(", ...settings(6), "loss: 0.5"), ["val_loss=0.5@0"]);
  const [, below] = readShort("Validation", "loss: 0.5", ...Array(9).fill("..."), "loss: 0.25");
  assert.equal(below, "val_loss=0.25@1");
});

Deno.test("endHeading() ends a heading at a counter alone beyond the step that training had reached", () => {
  const ends = (step: number, line: number) => {
    const state = belowHeading();
    endHeading(makeFacts({ step, line }), 20, state);
    return state.phase === "";
  };
  assert.deepEqual([ends(30, 6), ends(20, 6), ends(30, 4)], [true, false, false]);
});

Deno.test("endsPhase() ends a heading at a value with a step of its own, and at a name of training's", () => {
  const state = belowHeading(),
    ends = (name: string, own: boolean) =>
      endsPhase(makeFacts({ pairs: [makePair(name, 0.5)] }), { ...NOWHERE, own }, state);
  assert.deepEqual([ends("loss", true), ends("train_loss", false), ends("loss", false)], [true, true, false]);
});

Deno.test("endsPhase() keeps a heading above a line that prints its epoch beside settings alone", () => {
  const lines = ["[epoch: 3, numRows: 99]", "Loss: 0.75", "Validation:", "[epoch: 3, numRows: 33]", "Loss: 0.5"];
  assert.deepEqual(readShort(...lines), ["loss=0.75@3", "val_loss=0.5@3"]);
});

Deno.test("a heading of an evaluation before all training ends where the first epoch is counted", () => {
  const epoch = (n: number, loss: number) => [`Epoch ${n}/8`, `Loss=${loss}`];
  assert.deepEqual(readShort("STARTING BASELINE EVALUATION", "Device: cuda", ...epoch(1, 0.5), ...epoch(2, 0.25)), [
    "loss=0.5@1",
    "loss=0.25@2",
  ]);
});

Deno.test("a line that trains one of several ends a heading of an evaluation: its count is no file's path", () => {
  assert.deepEqual(readShort("Evaluation of clients", "Training client 1/10", "Epoch 1: loss=0.5"), ["loss=0.5@1"]);
});

Deno.test("an amount of training's data below a heading of an evaluation doesn't end it", () => {
  assert.deepEqual(readShort("Epoch 1", "loss: 0.9, seen_train = 256", "Validation", "loss: 0.8, seen_train = 256"), [
    "loss=0.9@1",
    "val_loss=0.8@1",
  ]);
});

Deno.test("a bar below the heading of an evaluation is not training's, where its total isn't that of the steps", () => {
  assert.deepEqual(
    readShort(
      "iter: 20/900, loss: 0.5, cost: 0.25",
      "Start evaluating (total_samples: 76, total_iters: 76)...",
      "76/76 [==============================] - 5s 66ms/step - cost: 0.75",
      "iter: 40/900, loss: 0.4, cost: 0.125",
    ).filter((point) => !point.includes("ms/step")),
    ["loss=0.5@20", "cost=0.25@20", "eval_cost=0.75@76", "loss=0.4@40", "cost=0.125@40"],
  );
});

Deno.test("endHeading() ends a heading far above the first epoch of all", () => {
  const ends = (facts: Parameters<typeof makeFacts>[0], trained = NaN) => {
    const state = belowHeading();
    endHeading(makeFacts(facts), trained, state);
    return state.phase === "";
  };
  const pairs = [makePair("loss", 0.5)];
  assert.deepEqual([ends({ epoch: 7, line: 30, pairs }), ends({ epoch: 7, line: 30 })], [true, true]);
  assert.deepEqual([ends({ epoch: 7, line: 6, pairs }), ends({ epoch: 7, line: 30, pairs }, 20)], [false, false]);
});

Deno.test("a split above the first epoch of all says what data there is: the epochs are training's", () => {
  assert.deepEqual(readShort("Validating on 54 rows", "Epoch 1/9", "loss: 0.5", "Epoch 2/9", "loss: 0.25"), [
    "loss=0.5@1",
    "loss=0.25@2",
  ]);
});

Deno.test("a heading that was printed below a bar ends where the bar goes on", () => {
  const bar = (at: number, loss: string) => `${at}0%|##        | ${at}/10 [00:0${at}<00:08,  1.00it/s, loss=${loss}]`;
  const lines = [bar(2, "0.5"), "Val:", "  loss: 0.6", bar(3, "0.4"), "Val:", "  loss: 0.55", bar(4, "0.3")];
  assert.deepEqual(readShort(...lines), [
    ...["loss=0.5@2", "val_loss=0.6@3", "loss=0.4@3", "val_loss=0.55@4", "loss=0.3@4"],
  ]);
});

Deno.test("a heading ends where the next training begins with its first epoch", () => {
  const epoch = (
    at: number,
    loss: string,
  ) => [`Epoch ${at} batch 1/9 loss 0.${loss}9`, `Epoch ${at} batch 9/9 loss 0.${loss}1`];
  const lines = [...epoch(0, "4"), ...epoch(1, "3"), "val", "loss 0.35", "Run 2 of 2", ...epoch(0, "5")];
  assert.deepEqual(readShort(...lines).map((point) => point.split("=")[0]), [
    ...["loss", "loss", "loss", "loss", "val_loss", "loss", "loss"],
  ]);
});

Deno.test("a line that waits is of the heading above it, though another one comes meanwhile", () => {
  const epoch = (at: number, ...between: string[]) => [
    ...[`Epoch ${at}`, ...between, "train", `  - loss: 0.${at}5`, "val", `  - loss: 0.${at}6`],
  ];
  assert.deepEqual(readShort(...epoch(1), ...epoch(2, "Patience counter: 1 out of 5")), [
    ...["loss=0.15@1", "val_loss=0.16@1", "loss=0.25@2", "val_loss=0.26@2"],
  ]);
  const sizes = ["Number of parameters: 1,250,858", "Train size: 50000, val size: 10000"];
  assert.deepEqual(readShort(...sizes, ...epoch(1), ...epoch(2)).slice(-4), [
    ...["loss=0.15@1", "val_loss=0.16@1", "loss=0.25@2", "val_loss=0.26@2"],
  ]);
});

for (
  const [heading, evaluation, sum] of [
    ["[+] ==== Start training... epoch % ====", "...... Eval ......", "[+] ==== Epoch % finished, avg_loss: # ===="],
    ["Training epoch %", "Evaluating...", "epoch % done, avg_loss #"],
    ["== epoch % ==", "--- evaluation ---", "--- epoch % took long, avg_loss: # ---"],
    ["> train, epoch %", "Validation:", "epoch % | avg_loss #"],
  ] as const
) {
  for (const evaluated of [[1], [2], [2, 3], [1, 2, 3]]) {
    Deno.test(`endsPhase() keeps ${sum} training's where epochs ${evaluated} were evaluated within`, () => {
      const lines = [1, 2, 3].flatMap((at) => [
        heading.replace("%", `${at}`),
        ...[1, 2, 3].flatMap((iter) => [
          `Epoch ${at}, iter ${iter}: loss 0.${at}${iter}`,
          ...(evaluated.includes(at) ? [evaluation, `precision: 0.${iter}${at}7`] : []),
        ]),
        sum.replace("%", `${at}`).replace("#", `0.${9 - at}5`),
      ]);
      const sums = readShort(...lines).filter((point) => point.includes("avg_loss"));
      assert.deepEqual(sums, ["avg_loss=0.85@1", "avg_loss=0.75@2", "avg_loss=0.65@3"]);
    });
  }
}

Deno.test("endsPhase() leaves the sum of an epoch to an evaluation that measured nothing above it", () => {
  const lines = [1, 2].flatMap((at) => [
    `Epoch ${at}, iter 9: loss 0.${at}5`,
    "Validation:",
    `Epoch ${at}: loss 0.${at}75`,
  ]);
  assert.deepEqual(readShort(...lines).filter((point) => point.startsWith("val_")), [
    "val_loss=0.175@1",
    "val_loss=0.275@2",
  ]);
});

for (const head of ["Cross validation, 3 folds", "Walidacja krzyżowa, 3 podziały", "5-fold cross-validation"]) {
  Deno.test(`endHeading() ends ${head} at the first epoch of all`, () => {
    const epochs = [1, 2].map((at) => `Epoch ${at} loss 0.${at}123 acc 0.${at}25`);
    assert.deepEqual(readShort(head, "--- part 1/3 ---", ...epochs), [
      ...["loss=0.1123@1", "acc=0.125@1", "loss=0.2123@2", "acc=0.225@2"],
    ]);
  });
}
