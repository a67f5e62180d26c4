import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

const LIST = [
  "arch: net",
  "batch_size: 8",
  "kl_weight: 0.5",
  "loss_scale_factor: 2.0",
  "opt: sgd",
  "iou_threshold: 0.7",
];
const TRAINING = ["Epoch 1 loss: 0.9", "Epoch 2 loss: 0.8"], TRAINED = ["loss=0.9@1", "loss=0.8@2"];

for (
  const [what, lines] of [
    ["with colons", LIST],
    ["of a dictionary", LIST.map((line) => `  "${line.replace(": ", '": ')},`)],
    ["in sections", ["model:", ...LIST.slice(0, 3), "test:", ...LIST.slice(3)]],
    ["with its metrics' names first", ["accuracy_threshold: 0.95", "loss_weight: 0.5", ...LIST]],
    ["with several on a line", ["arch: net, wd: 0.1", "opt: sgd, kl_weight: 0.5", "lr: 0.1, iou_threshold: 0.7"]],
    ["of so many epochs", ["lr: 0.1", "opt: sgd", "seed: 3", "epoch: 50", "kl_weight: 0.5"]],
    ["with an empty line", [...LIST, "", "seed: 3", "mse_weight_of_loss: 0.25"]],
    ["with an empty line below each", LIST.flatMap((line) => [line, ""])],
    ["in words", [
      "dropout 0.5",
      "warmup ratio is 0.1",
      "weight decay is 0.1",
      "Hidden size is 16",
      "kl weight is 0.5",
      "iou threshold 0.7",
    ]],
    ["in a tree", LIST.map((line) => `│   ├── ${line}`)],
    ["below its title", ["Hyperparameters:", "kl: 0.5", "loss: 1.0"]],
  ] as const
) {
  Deno.test(`readListed() leaves out a list of settings ${what}`, () => {
    assert.deepEqual(readShort(...lines, ...TRAINING), TRAINED);
  });
}

Deno.test("readListed() leaves out a list that is printed again in training", () => {
  const list = ["opt: sgd", "batch_size: 8", "seed: 3", "kl_weight: 0.5"];
  assert.deepEqual(readShort(...TRAINING, "", ...list, "Epoch 3 loss: 0.7"), [...TRAINED, "loss=0.7@3"]);
});

Deno.test("readListed() gives a setting's name its own curve where training prints it", () => {
  const rates = TRAINING.map((line) => `${line} kl: 0.25`);
  assert.deepEqual(readShort("opt: sgd", "seed: 3", "lr: 0.1", "kl: 0.5", ...rates), [
    ...["loss=0.9@1", "kl=0.25@1", "loss=0.8@2", "kl=0.25@2"],
  ]);
});

Deno.test("readListed() leaves values to the curves that are no settings", () => {
  assert.deepEqual(readShort("loss: 0.5", "acc: 0.9"), ["loss=0.5@0", "acc=0.9@0"]);
  assert.deepEqual(readShort("arch: net", "loss: 0.5", "acc: 0.9"), ["loss=0.5@0", "acc=0.9@0"]);
  const measured = ["arch: net", "data: cifar", "batch_size: 8", "loss: 0.5132", "acc: 91.25"];
  assert.deepEqual(readShort(...measured), ["loss=0.5132@0", "acc=91.25@0"]);
});

Deno.test("readListed() lets a metric wait for a few lines", () => {
  const words = Array.from({ length: 12 }, () => "loading the data");
  assert.deepEqual(readShort("mae: 0.5", ...words), ["mae=0.5@0"]);
  assert.deepEqual(readShort("mae: 0.5"), ["mae=0.5@0"]);
});

Deno.test("readListed() charts records, which come again", () => {
  const record = (loss: number) => ["arch: net", "data: cifar", "opt: sgd", `val loss: ${loss}`, `f1: ${1 - loss}`];
  assert.deepEqual(readShort(...record(0.5), ...record(0.25), ...record(0.125)).toSorted(), [
    ...["f1=0.5@0", "f1=0.75@1", "f1=0.875@2", "val_loss=0.125@2", "val_loss=0.25@1", "val_loss=0.5@0"],
  ]);
});

Deno.test("readListed() leaves values below a counter alone", () => {
  const block = (epoch: number) => [`Epoch ${epoch}`, "mode: fit", "lr: 0.1", "saved: yes", `loss: 0.${9 - epoch}`];
  assert.deepEqual(readShort(...block(1), ...block(2)).filter((point) => point.startsWith("loss")), [
    ...["loss=0.8@1", "loss=0.7@2"],
  ]);
});

Deno.test("readListed() keeps values above the line of their epoch, though words stand among them", () => {
  const epoch = (n: number) => [`loss: 0.${9 - n}`, "lr: 0.1", "saved: yes", "best: no", `Epoch ${n} done`];
  assert.deepEqual(readShort(...epoch(1), ...epoch(2), ...epoch(3)).filter((point) => point.startsWith("loss")), [
    ...["loss=0.8@1", "loss=0.7@2", "loss=0.6@3"],
  ]);
});

Deno.test("readListed() leaves out a list of settings below records, of names that no record had", () => {
  const record = (loss: number) => ["arch: net", "data: cifar", "opt: sgd", `val loss: ${loss}`, `f1: ${1 - loss}`];
  const list = ["seed: 3", "width: 4", "depth: 8", "kl: 0.5"],
    records = [...record(0.5), ...record(0.25), ...record(0.125)];
  assert.deepEqual(readShort(...records, ...list).filter((point) => point.startsWith("kl")), []);
  assert.equal(readShort(...records, "arch: net", "kl: 0.5").at(-1), "kl=0.5@0");
});

Deno.test("readListed() leaves out what stands in a list of settings under an index", () => {
  const list = ["mode: fit", "lr: 0.1", "seed: 3", "steepness[0] : 0.25", "steepness[1] : 0.5", "steepness[2] : 0.75"];
  assert.deepEqual(readShort(...list, "epoch 1 loss 0.5123", "epoch 2 loss 0.4123"), [
    "loss=0.5123@1",
    "loss=0.4123@2",
  ]);
});
