import assert from "node:assert/strict";
import { type Applying, applyStatement, endLog, NO_BAR, noteMark } from "../../lib/points/apply.ts";
import type { FoundMark } from "../../lib/points/curves/run_marks.ts";
import { makeShape, scanShape } from "../../lib/points/scan/shape.ts";
import { understandLine } from "../../lib/points/understand.ts";
import { show, startCharting } from "./curves/make_charting.ts";

/** Applies lines one after the other; what was charted and marked. */
function applyLines(lines: readonly string[], { redrawn = false } = {}) {
  const marks: FoundMark[] = [], charting = startCharting({ redrawn });
  const applying: Applying & typeof charting = Object.assign(charting, {
    shape: makeShape(),
    onMark: (mark: FoundMark) => void marks.push(mark),
  });
  lines.forEach((text, at) => {
    Object.assign(applying, NO_BAR);
    scanShape(text, applying.shape);
    const statement = understandLine(text, applying.shape), printed = { text, line: at + 1 };
    applyStatement(statement, printed, applying);
    noteMark(statement, printed, applying);
  });
  return { applying, marks };
}

Deno.test("applyStatement() charts what a line says, and notes the settings before it", () => {
  const { applying } = applyLines(["batch_size: 32", "step 3 loss=0.5"]);
  assert.deepEqual(show(applying), ["loss=0.5@3"]);
  assert.deepEqual(applying.state.settings, { batch_size: "32" });
});

Deno.test("applyStatement() lets the open table read its rows, and no grammar reads them again", () => {
  const { applying } = applyLines(["epoch  train_loss  valid_loss", "    1      0.5000      0.6000"]);
  assert.deepEqual(show(applying), ["train_loss=0.5@1", "valid_loss=0.6@1"]);
});

Deno.test("applyStatement() reads the text that another writer glued to a bar", () => {
  const { applying } = applyLines([" 40%|####      | 4/10 [00:04<00:06, 1.0it/s]step 4 loss=0.5"]);
  assert.deepEqual(show(applying), ["loss=0.5@4"]);
});

Deno.test("applyStatement() puts what an evaluation's bar shows at one count beside one another, as a bar of training does", () => {
  const bar = (n: number, loss: number) =>
    `Epoch 3/9 [Val]:  2%|    | ${n}/50 [00:01<00:09, 1.5it/s, val_loss=${loss}]`;
  const { applying } = applyLines([bar(1, 0.5), bar(1, 0.4), bar(2, 0.3)]);
  assert.deepEqual(show(applying).map((each) => each.split("@")[0]), ["val_loss=0.5", "val_loss=0.4", "val_loss=0.3"]);
  const [first = 0, second, third] = applying.points.map(({ step }) => step);
  assert.deepEqual([second, third], [first + 0.5, first + 1]);
});

Deno.test("applyStatement() takes a heading's split for the lines below it", () => {
  const { applying } = applyLines(["Validation", "loss=0.25"]);
  assert.equal(applying.state.phase, "val");
});

Deno.test("noteMark() marks a line that tells of the run, and none that is redrawn", () => {
  assert.deepEqual(applyLines(["Early stopping at epoch 3"]).marks.map(({ kind }) => kind), ["early_stopping"]);
  assert.deepEqual(applyLines(["Early stopping at epoch 3"], { redrawn: true }).marks, []);
});

Deno.test("endLog() gives what an open block holds", () => {
  const { applying } = applyLines([
    "-".repeat(30),
    "| timesteps_total | 2048 |",
    "| ep_rew_mean | 1.5 |",
  ]);
  assert.deepEqual(show(applying), []);
  endLog(applying);
  assert.deepEqual(show(applying), ["ep_rew_mean=1.5@2048"]);
});

Deno.test("applyStatement() finds a prefix whose spaces or rules are longer than those of its shape's typical line", () => {
  const { applying } = applyLines([
    "2024-05-01 12:00:00 INFO -  batch_size: 32",
    "2024-05-01 12:00:00 INFO -       lr: 0.1",
    "2024-05-01 12:00:00 [INFO]        seed: 7",
  ]);
  assert.deepEqual(applying.state.settings, { batch_size: "32", learning_rate: "0.1", seed: "7" });
});
