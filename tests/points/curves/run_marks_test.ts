import assert from "node:assert/strict";
import { createPointReader } from "../../../lib/points/reader.ts";
import { type FoundMark, noMarks } from "../../../lib/points/curves/run_marks.ts";

/** The marks of some lines, as "kind line step text". */
function readMarks(lines: readonly string[], cutAt = lines.length): string[] {
  const marks: FoundMark[] = [], onMark = (mark: FoundMark) => void marks.push(mark);
  const first = createPointReader(() => {}, { onMark });
  lines.slice(0, cutAt).forEach((line, at) => first.read(line, at + 1));
  const second = createPointReader(() => {}, { onMark, state: first.snapshot() });
  lines.slice(cutAt).forEach((line, at) => second.read(line, cutAt + at + 1));
  second.finish();
  return marks.map(({ kind, line, step, text }) => `${kind} ${line} ${step} ${text}`);
}

const TRAINING = [1, 2, 3, 4].map((step) => `step ${step}: loss=${(1 / step).toFixed(4)}`);
const FAILED = [
  "Traceback (most recent call last):",
  '  File "train.py", line 12, in <module>',
  "    main()",
  "    ~~~~^^",
  "ValueError: the batch is empty",
];

Deno.test("a traceback is marked at its last line, at the training step that was reached", () => {
  assert.deepEqual(readMarks([...TRAINING, ...FAILED, "step 5: loss=0.2"]), [
    "traceback 9 4 ValueError: the batch is empty",
  ]);
});

Deno.test("a traceback that ends with an error of memory is one mark of that kind", () => {
  const lines = [
    ...TRAINING,
    ...FAILED.slice(0, 4),
    "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2 GiB.",
    "Done: x",
  ];
  assert.deepEqual(readMarks(lines), [
    "out_of_memory 9 4 torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2 GiB.",
  ]);
});

Deno.test("a traceback with a rank before each line is one mark, and the same of all ranks too", () => {
  const lines = [0, 1].flatMap((rank) => FAILED.map((line) => `[rank${rank}]: ${line}`));
  assert.deepEqual(readMarks([...TRAINING, ...lines]), ["traceback 9 4 ValueError: the batch is empty"]);
});

Deno.test("a traceback that doesn't end is forgotten", () => {
  const other = Array.from({ length: 300 }, (_, at) => `  still in a frame, line ${at}`);
  assert.deepEqual(readMarks([FAILED[0]!, ...other, "Summary: all is well"]), []);
});

Deno.test("marks of one kind are one as long as no point comes between them", () => {
  const saved = ["saving model checkpoint to out", "model weights saved in out/model.safetensors"];
  assert.deepEqual(readMarks([...TRAINING, ...saved, "step 5: loss=0.2", ...saved]), [
    "checkpoint 5 4 saving model checkpoint to out",
    "checkpoint 8 5 saving model checkpoint to out",
  ]);
});

Deno.test("the first NaN or infinity of each metric is a mark with the metric's name", () => {
  const lines = [...TRAINING, "step 5: loss=nan, grad_norm=1.5", "step 6: loss=nan, grad_norm=inf"];
  assert.deepEqual(readMarks(lines), ["nan 5 5 loss", "nan 6 6 grad_norm"]);
});

Deno.test("the marks are the same wherever reading is interrupted", () => {
  const lines = [...TRAINING, "Model saved!", "step 5: loss=nan", ...FAILED, "resuming from last.ckpt", "Model saved!"];
  const whole = readMarks(lines);
  assert.equal(whole.length, 5);
  for (let cut = 0; cut <= lines.length; cut++) assert.deepEqual(readMarks(lines, cut), whole, `cut at ${cut}`);
});

Deno.test("a state that is redrawn is no mark", () => {
  const marks: FoundMark[] = [], reader = createPointReader(() => {}, { onMark: (mark) => void marks.push(mark) });
  reader.read("saving model checkpoint to out", 1, { redrawn: true });
  assert.deepEqual(marks, []);
  reader.read("saving model checkpoint to out", 1);
  assert.equal(marks.length, 1);
});

Deno.test("markSilence() marks the newest line, and nothing before the first", () => {
  const marks: FoundMark[] = [], reader = createPointReader(() => {}, { onMark: (mark) => void marks.push(mark) });
  reader.markSilence("no output for 20 min");
  TRAINING.forEach((line, at) => reader.read(line, at + 1));
  reader.markSilence("no output for 20 min");
  assert.deepEqual(marks, [{ kind: "silence", line: 4, step: 4, text: "no output for 20 min" }]);
});

Deno.test("a mark's text is shortened to whole characters", () => {
  const [mark] = readMarks([...TRAINING, `Model saved to ${"🙂".repeat(200)}.pt`]);
  const text = mark!.split(" ").slice(3).join(" ");
  assert.equal([...text].length, 160);
  assert.ok(text.isWellFormed() && text.endsWith("🙂…"), text);
});

Deno.test("noMarks() remembers nothing", () => {
  assert.deepEqual(noMarks(), { opened: 0, points: 0, newest: {}, nonFinite: [] });
});
