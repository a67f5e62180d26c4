import assert from "node:assert/strict";
import fc from "fast-check";
import type { Point } from "../../lib/model.ts";
import { createPointReader, type OnPoint } from "../../lib/points/reader.ts";
import { compilePattern } from "../../lib/points/taught/pattern.ts";
import { encodeValue } from "../../lib/store/kv/encoding.ts";
import { readLog, readShort } from "./read_log.ts";

const LINES = [
  "Step 100: loss=1.2345, lr=1.00e-04",
  "Epoch 2 average loss: 1.1234",
  "INFO - Step 50: loss=1.5678, lr=5.00e-05",
  "Epoch 3/10",
  "100/500 [=====>......] - 3s 3ms/step - loss: 0.2822 - acc: 0.9",
  " 10%|█         | 10/100 [00:10<01:30,  1.00it/s, loss=0.3]",
  "{'loss': 0.25, 'learning_rate': 5e-05, 'epoch': 0.1}",
  "----------------------------------",
  "| rollout/            |          |",
  "|    ep_rew_mean      | 12.3     |",
  "|    total_timesteps  | 2048     |",
  "epoch  train_loss  valid_loss",
  "    1      0.8387      0.4174",
  "temperature: 21.5",
  "Traceback (most recent call last):",
  "",
];

Deno.test("read() gives the loss, the learning rate and the step of a line", () => {
  assert.deepEqual(readShort("Step 100: loss=1.2345, lr=1.00e-04"), [
    "loss=1.2345@100",
    "learning_rate=0.0001@100",
  ]);
});

Deno.test("read() ignores a logger's prefix", () => {
  assert.deepEqual(readShort("INFO - Step 50: loss=1.5678, lr=5.00e-05"), [
    "loss=1.5678@50",
    "learning_rate=0.00005@50",
  ]);
});

Deno.test("read() calls the average loss of an epoch epoch_loss", () => {
  assert.deepEqual(readShort("Epoch 2 average loss: 1.1234"), ["epoch_loss=1.1234@2"]);
});

Deno.test("read() keeps the name loss for an epoch's line in a log without steps", () => {
  assert.deepEqual(readShort("Epoch: 003, Loss: 1.9"), ["loss=1.9@3"]);
});

Deno.test("read() reads a history that is one dictionary of lists as a line for each epoch", () => {
  const history = "{'loss': [0.9, 0.8], 'val_loss': [0.95, 0.85]}";
  assert.deepEqual(readShort(history), ["loss=0.9@1", "val_loss=0.95@1", "loss=0.8@2", "val_loss=0.85@2"]);
  assert.deepEqual(readShort("Epoch 1 loss: 0.9", "Epoch 2 loss: 0.8", history), [
    ...["loss=0.9@1", "loss=0.8@2", "val_loss=0.95@1", "val_loss=0.85@2"],
  ]);
});

Deno.test("read() makes no history of lists of classes, nor of lists that training prints", () => {
  assert.deepEqual(readShort("{'precision': [0.9, 0.8], 'recall': [0.7, 0.6]}"), []);
  assert.deepEqual(readShort("Epoch 3 begins", "{'loss': [0.9, 0.8]}"), ["loss/0=0.9@3", "loss/1=0.8@3"]);
});

Deno.test("read() draws only the first rank's curve of a metric", () => {
  assert.deepEqual(
    readShort("[rank0]: step 1 loss: 0.5", "[rank1]: step 1 loss: 0.7", "[rank0]: step 2 loss: 0.4"),
    ["loss=0.5@1", "loss=0.4@2"],
  );
});

Deno.test("read() gives nothing for tracebacks, versions, dates and paths", () => {
  assert.deepEqual(
    readLog([
      '  File "/usr/lib/python3.11/train.py", line 22, in <module>',
      "torch version: 2.1.0",
      "Date: 2024-01-02 12:30:00",
      "Saving to ./out/step0048900.pt",
      "Downloading model.bin:  10%|█  | 10/100 [00:10<01:30, 1.0MB/s]",
    ]),
    [],
  );
});

Deno.test("read() reads nan and inf as values, and no other word", () => {
  assert.deepEqual(readShort("step 1 loss: nan", "step 2 loss: inf", "step 3 loss: none"), [
    "loss=NaN@1",
    "loss=Infinity@2",
  ]);
});

Deno.test("settings keeps a setting that is printed before training", () => {
  const reader = createPointReader(() => assert.fail("a setting became a point"));
  reader.read("batch_size: 64", 1);
  assert.equal(reader.settings.batch_size, "64");
});

Deno.test("warnings counts the points of names beyond the first 1,000", () => {
  let points = 0;
  const reader = createPointReader(() => points++);
  for (let i = 0; i < 1200; i++) reader.read(`step ${i}: loss_n${i}x: 0.5`, i + 1);
  assert.equal(points, 1000);
  assert.match(reader.warnings[0]!, /^200 /);
});

Deno.test("read() counts the lines of which it gets or reads only the beginning", () => {
  const cutOf = (text: string, isCut = false) => {
    const reader = createPointReader(() => {});
    reader.read(text, 1, { isCut });
    return reader.warnings.length;
  };
  assert.deepEqual([cutOf("loss"), cutOf("loss", true), cutOf("x".repeat(4097))], [0, 1, 1]);
  assert.deepEqual([cutOf(`{${"x".repeat(5000)}`), cutOf(`{損${"x".repeat(5000)}`)], [0, 1]);
});

Deno.test("unread leaves out a name that a pattern reads", () => {
  const patterns = [compilePattern({ id: "", metric: "level", pattern: "level=(?P<value>\\d+)" })];
  const unreadOf = (options: Parameters<typeof createPointReader>[1]) => {
    const reader = createPointReader(() => {}, options);
    for (let i = 1; i < 6; i++) reader.read(`step ${i}: loss=${1 / i}, level=3`, i);
    return reader.unread.map(({ name }) => name);
  };
  assert.deepEqual([unreadOf({}), unreadOf({ patterns })], [["level"], []]);
});

Deno.test("read() reads metrics that are called constructor or __proto__", () => {
  assert.deepEqual(readShort("step 1: constructor=0.5, __proto__=0.25"), [
    "constructor=0.5@1",
    "proto=0.25@1",
  ]);
});

Deno.test("createPointReader() gives the same points when it resumes from a snapshot at any line", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LINES), { maxLength: 40 }), fc.nat(40), (lines, cut) => {
      const points: Point[] = [];
      let reader = createPointReader((point) => points.push(point));
      lines.forEach((text, index) => {
        if (index === cut) {
          reader = createPointReader((point) => points.push(point), { state: reader.snapshot() });
        }
        reader.read(text, index + 1);
      });
      reader.finish();
      assert.deepEqual(points, readLog(lines));
    }),
  );
});

Deno.test("read() never throws on any text", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.constantFrom(...LINES, "\x1b[32m", "|", "=", ": ", "1e", "-", "[", "nan", "1/", "%|"),
  );
  fc.assert(
    fc.property(fc.array(fc.array(piece, { maxLength: 8 }), { maxLength: 12 }), (lines) => {
      for (const point of readLog(lines.map((pieces) => pieces.join("")))) {
        assert.equal(typeof point.value, "number");
        assert.ok(point.metric.length > 0 && point.metric.length <= 200);
      }
    }),
    { numRuns: 500 },
  );
});

Deno.test("snapshot() stays below a stored value's 64 KiB while a log opens bars, tables and blocks that never end", () => {
  const reader = createPointReader(() => {});
  for (let i = 0; i < 1500; i++) {
    reader.read(`bar ${"x".repeat(i % 90)}:  1%|▏  | ${i}/${1_000_000 + i} [00:10<01:30,  1.00it/s]`, i + 1, {
      redrawn: true,
    });
    reader.read(
      `{'loss_${i}': 0.5, ${Array.from({ length: 60 }, (_, k) => `'m${i}_${k}': 0.25`).join(", ")}}`,
      i + 1,
      { redrawn: true },
    );
    reader.read(`[rank3]: step ${i} | ${"y".repeat(100)}_${i}: 0.5`, i + 1);
    reader.read(`${"z".repeat(150)}_${i}: 0.5`, i + 1);
    reader.read("--------------------------------", i + 1);
    for (let k = 0; k < 120; k++) reader.read(`| ${"w".repeat(100)}_${k} | 0.5 |`, i + 1);
    if (i % 250 === 0) {
      assert.ok(encodeValue(reader.snapshot()).length < 60_000, `${encodeValue(reader.snapshot()).length} bytes`);
    }
  }
});

Deno.test("snapshot() stays below a stored value's 64 KiB with held names of three bytes a character", () => {
  const reader = createPointReader(() => {});
  for (let i = 0; i < 500; i++) reader.read(`${"損".repeat(190)}${i}: 0.5`, i + 1);
  assert.ok(encodeValue(reader.snapshot()).length < 60_000, `${encodeValue(reader.snapshot()).length} bytes`);
});

Deno.test("read() charts a hundred names of a block that comes again, though its lines print no step", () => {
  const lines = [1, 2, 3].flatMap((step) => [
    `Step ${step}: loss=${1 / step}`,
    ...Array.from({ length: 100 }, (_, name) => `term_${name}: ${(name + step / 7).toFixed(3)}`),
  ]);
  assert.equal(new Set(readShort(...lines).map((point) => point.split("=")[0])).size, 101);
});

Deno.test("read() charts integers without a step once they come again, the earlier ones too", () => {
  assert.deepEqual(readShort("loss=1000", "loss=999", "loss=998"), ["loss=1000@0", "loss=999@1", "loss=998@2"]);
  assert.deepEqual(readShort("loss=10", "loss=9.5"), ["loss=10@0", "loss=9.5@1"]);
  assert.equal(readShort(...Array(50).fill("reward: 1"), "reward: 2").length, 51);
  assert.deepEqual(readShort("train: 50000", "test: 10000", "train: 40000"), []);
});

Deno.test("read() reads on when a log changes its format", () => {
  assert.deepEqual(
    readShort(
      "Step 1: loss=0.5",
      "epoch  train_loss  valid_loss",
      "    1      0.8387      0.4174",
      "Step 2: loss=0.4",
      " 10%|█         | 3/30 [00:10<01:30,  1.00it/s, loss=0.3]",
      '{"step": 4, "loss": 0.2}',
    ),
    ["loss=0.5@1", "train_loss=0.8387@1", "valid_loss=0.4174@1", "loss=0.4@2", "loss=0.3@3", "loss=0.2@4"],
  );
});

Deno.test("read() keeps the steps of a restart as they are printed", () => {
  assert.deepEqual(
    readShort("Step 100: loss=0.5", "Step 200: loss=0.4", "Step 100: loss=0.45", "Step 200: loss=0.35"),
    ["loss=0.5@100", "loss=0.4@200", "loss=0.45@100", "loss=0.35@200"],
  );
});

Deno.test("read() draws the lowest rank's curve when a higher rank prints first", () => {
  assert.deepEqual(
    readShort(
      "[rank1]: step 1 loss: 0.7",
      "[rank0]: step 1 loss: 0.5",
      "[rank1]: step 2 loss: 0.6",
      "[rank0]: step 2 loss: 0.4",
    ),
    ["loss=0.5@1", "loss=0.4@2"],
  );
});

Deno.test("read() draws a rank that prints alone", () => {
  assert.deepEqual(readShort("[rank3]: step 1 loss: 0.7", "[rank3]: step 2 loss: 0.6"), ["loss=0.7@1", "loss=0.6@2"]);
});

Deno.test("read() draws two models that print the same numbers as two curves", () => {
  assert.deepEqual(
    readShort(
      "[actor] step 1 | ce 1.5",
      "[judge] step 1 | ce 2.5",
      "[actor] step 2 | ce 1.4",
      "[judge] step 2 | ce 2.4",
    ),
    ["ce=1.5@1", "judge_ce=2.5@1", "ce=1.4@2", "judge_ce=2.4@2"],
  );
});

Deno.test("read() places the values of a block by the better of its two counters", () => {
  const block = (iteration: number, loss: number) => [
    `Iteration: ${iteration}`,
    `NumTimesteps: ${32_549 * (iteration + 1)}`,
    `Loss: ${loss}`,
  ];
  assert.deepEqual(readShort(...block(0, 0.5), ...block(1, 0.4)), ["loss=0.5@0", "loss=0.4@1"]);
});

Deno.test("finish() gives what waits at the end of a log, whatever its last line was, also of a reader that resumed behind it", () => {
  const states: [string, boolean][] = [
    ["######   | 21/30 [00:00<00:00, 856.26it/s, loss=0.5792, lr=7.29e-04]", true],
    ["E<stdout>poch 3/3: 100%|#### ######| 30/30 [00:00<00:00, 851.99it/s, loss=0.5132, lr=7.29e-04]", false],
  ];
  const read = (resumes: boolean) => {
    const points: string[] = [],
      onPoint: OnPoint = ({ metric, value, step }) => points.push(`${metric}=${value}@${step}`);
    let reader = createPointReader(onPoint);
    for (const [text, redrawn] of states) reader.read(text, 1, { redrawn });
    if (resumes) reader = createPointReader(onPoint, { state: structuredClone(reader.snapshot()) });
    reader.finish();
    return points;
  };
  assert.deepEqual(read(true), read(false));
  assert.equal(read(false).at(-1), "learning_rate=0.000729@30");
});
