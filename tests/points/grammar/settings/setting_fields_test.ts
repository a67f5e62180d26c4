import assert from "node:assert/strict";
import {
  isChosen,
  listsFields,
  mayHoldSettings,
  settingAlone,
  settingFields,
} from "../../../../lib/points/grammar/settings/setting_fields.ts";
import { knownStatement } from "../../../../lib/points/known_shapes.ts";
import { makeShape, scanShape } from "../../../../lib/points/scan/shape.ts";

for (
  const [line, setting] of [
    ["lr: 0.1", ["lr", "0.1"]],
    ["==> lr: 0.1", ["lr", "0.1"]],
    ["  - lr = 0.1,", ["lr", "0.1"]],
    ["{'lr': 0.1,", ["lr", "0.1"]],
    ['    "lr": 0.1', ["lr", "0.1"]],
    ["Namespace(lr=0.1,", ["lr", "0.1"]],
    ["model = dict(type='Net',", ["type", "'Net'"]],
    ["lr (float): 0.1", ["lr", "0.1"]],
    ["lr: 0.1  # of the head", ["lr", "0.1"]],
    ["lr          0.1", ["lr", "0.1"]],
    ["args.lr ........ 0.1", ["args.lr", "0.1"]],
    ["--lr 0.1", ["lr", "0.1"]],
    ["| lr | 0.1 |", ["lr", "0.1"]],
    ["│   ├── lr: 0.1", ["lr", "0.1"]],
    ["lr -> 0.1", ["lr", "0.1"]],
    ["lr | 0.1", ["lr", "0.1"]],
    ["input_type rgb", ["input_type", "rgb"]],
    ["amp True", ["amp", "True"]],
    ["Best epoch", null],
    ["Epoch        Loss", null],
    ["Epoch | Loss", null],
    ["Iteration: 1000-------", null],
    ["loss: 0.5, acc: 0.9", null],
    ["the loss went down to 0.5", null],
  ] as const
) {
  Deno.test(`settingAlone() of ${JSON.stringify(line)} is ${JSON.stringify(setting)}`, () => {
    assert.deepEqual(settingAlone(line), setting);
  });
}

Deno.test("settingFields() finds what a dump names", () => {
  assert.deepEqual(settingFields("Args(lr=0.1, 'opt': 'sgd')"), [["lr", "0.1"], ["opt", "'sgd'"]]);
});

Deno.test("listsFields() is true for three settings that are most of a line", () => {
  const lists = ["opt: sgd, seed: 3, dropout: 0.1, loss: 1.0", "opt=sgd, lr=0.1, amp=True"];
  const others = ["loss: 0.5, acc: 0.9, lr: 0.1", "opt: sgd, seed: 3", "the opt: sgd, seed, dropout: 0.1, amp: True"];
  assert.deepEqual(lists.filter((line) => !listsFields(line)), []);
  assert.deepEqual(others.filter(listsFields), []);
});

Deno.test("isChosen() is true for numbers with few digits", () => {
  const chosen = ["0.5", "1e-05", "0.999", "0.9995", "475.0", "10000.0", "-1.0", "5011"],
    measured = ["0.5000", "91.25", "0.01234", "100.00", "1234.0"];
  assert.deepEqual(chosen.filter((number) => !isChosen(number)), []);
  assert.deepEqual(measured.filter(isChosen), []);
});

/** How a line fits into a list: `setting`, `any`, `frame`; empty for a line that can't stand in one. */
function fits(line: string): string {
  const shape = makeShape();
  scanShape(line, shape);
  const { listed } = knownStatement(line, shape);
  return listed === null ? "" : listed.isFrame ? "frame" : listed.isSetting ? "setting" : "any";
}

Deno.test("fitsList() says which lines are settings by themselves", () => {
  const settings = [
    "opt: sgd",
    "resume: ''",
    "batch_size: 8",
    "seed=3",
    "lr: 0.1",
    "args.dropout = 0.1",
    "wd: 0.1, opt: sgd",
  ];
  assert.deepEqual(settings.map(fits), settings.map(() => "setting"));
});

Deno.test("fitsList() takes a number at the end of its line for a setting, with any tie", () => {
  const lines = ["Dropout is 0.5", "[batch_size] 8", "('dropout', 0.5)"];
  assert.deepEqual(lines.map(fits), ["setting", "setting", "setting"]);
  assert.equal(fits("the drag 0.5 is low"), "");
});

Deno.test("fitsList() says which lines may stand among settings, and which ones frame them", () => {
  assert.deepEqual(["iou_threshold: 0.5", "drag: 0.5", "loss: 0.5, acc: 0.9"].map(fits), ["any", "any", "any"]);
  assert.deepEqual(["solver:", "},", '  "solver": {', "solver = dict("].map(fits), [
    "frame",
    "frame",
    "frame",
    "frame",
  ]);
});

Deno.test("fitsList() is null for what counts, for a sentence and for a bar", () => {
  const lines = [
    "step 3 loss: 0.5",
    "Epoch 1: opt=sgd loss=0.5",
    "training begins",
    " 10%|# | 1/10 [00:01<00:09, 1.0it/s]",
  ];
  assert.deepEqual(lines.map(fits), lines.map(() => ""));
});

for (
  const [line, may] of [
    ["batch_size: 8", true],
    ["'seed': 3, and more words behind it that tell of nothing", true],
    ["Namespace(lr=0.1)", true],
    ["loading the data from the disk", false],
    ["step 3 of 10 is over", false],
  ] as const
) {
  Deno.test(`mayHoldSettings() is ${may} for ${line}`, () => assert.equal(mayHoldSettings(line), may));
}
