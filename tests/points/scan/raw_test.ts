import assert from "node:assert/strict";
import { fillCharacters, makeCharacters } from "../../../lib/points/scan/characters.ts";
import {
  isRaw,
  isRedrawn,
  joinRanges,
  rangesShown,
  splitRanks,
  splitRecords,
  splitRedrawn,
  stripAnsi,
} from "../../../lib/points/scan/raw.ts";

function isRawText(text: string): boolean {
  const characters = makeCharacters();
  fillCharacters(text, characters);
  return isRaw(characters);
}

Deno.test("stripAnsi() removes colours and cursor moves", () => {
  assert.equal(stripAnsi("\x1b[32mloss\x1b[0m 1\x1b[A"), "loss 1");
});

Deno.test("joinRanges() of rangesShown() is the text without its escape codes", () => {
  for (const text of ["\x1b[32mloss\x1b[0m 1\x1b[A", "plain", "a\x1b[K\x1b[Kb", "\x1b[0m", ""]) {
    assert.equal(joinRanges(text, rangesShown(text)), stripAnsi(text));
  }
  assert.deepEqual(rangesShown("\x1b[1ma\x1b[0m\x1b[Kb"), [[4, 5], [12, 13]]);
});

Deno.test("splitRanks() splits a line at the second mark of mpirun", () => {
  assert.deepEqual(splitRanks("[1,0]<stdout>:loss 0.12[1,1]<stdout>:loss 0.2"), [
    "[1,0]<stdout>:loss 0.12",
    "[1,1]<stdout>:loss 0.2",
  ]);
  assert.deepEqual(splitRanks("running: [1,1]<stdout>:loss 0.2"), ["running: loss 0.2"]);
  assert.deepEqual(splitRanks("loss 0.2"), ["loss 0.2"]);
});

Deno.test("stripAnsi() writes the minus sign as a hyphen", () =>
  assert.equal(stripAnsi("loss \u22120.5"), "loss -0.5"));

Deno.test("isRaw() is true for a line that may have to be cleaned or cut", () => {
  const raw = ["\x1b[0mloss", "1/10\b\b\b\b2/10", "\u22120.5", "a#011b", "[1,0]<stdout>:loss", "٠٫٥", '[{"a": 1}]'];
  assert.deepEqual(raw.filter((text) => !isRawText(text)), []);
  const clean = [
    "Step 1: loss=0.5, lr=1e-4 █ 第3轮",
    "#01 a",
    "1/5 [00:00<00:01]",
    " [{",
    "[rank0]: a",
    "a [rank0]: b",
  ];
  assert.deepEqual(clean.filter(isRawText), []);
});

Deno.test("splitRecords() splits a list of records on one line", () => {
  assert.deepEqual(splitRecords('[{"step": 1}, {"step": 2}]'), ['[{"step": 1}', '{"step": 2}]']);
  assert.deepEqual(splitRecords('[{"step": [1]}]'), ['[{"step": [1]}]']);
});

Deno.test("isRaw() is true for a list of records and for a history", () => {
  assert.deepEqual(['[{"step": 1}]', "{'loss': [1, 2]}", '{"loss": 1}'].map(isRawText), [true, true, false]);
});

Deno.test("splitRanks() cuts a line where another rank wrote on behind", () => {
  assert.deepEqual(splitRanks("[rank0]: step 1 loss 0.5[rank1]: step 1 loss 0.75"), [
    "[rank0]: step 1 loss 0.5",
    "[rank1]: step 1 loss 0.75",
  ]);
  assert.deepEqual(splitRanks("[INFO][rank1]: step 1"), ["[INFO][rank1]: step 1"]);
  assert.equal(isRawText("[rank0]: loss 0.5[rank1]: loss 0.75"), true);
});

Deno.test("stripAnsi() replaces characters that backspaces go back over", () => {
  assert.equal(stripAnsi("epoch 3 |\b/\b-\bloss 0.5"), "epoch 3 loss 0.5");
  assert.equal(stripAnsi("\b\bab\b\b\bc"), "cb");
  assert.equal(stripAnsi("abcdef\b\b\b\bXY"), "abXYef");
  assert.equal(stripAnsi("loss 🚀🚀\b\b0.5 🚀\b"), "loss 0.5 🚀");
});

Deno.test("splitRedrawn() gives the states of a line where backspaces go back to its start", () => {
  assert.deepEqual(splitRedrawn("1/9 [>..]\b\b\b\b\b\b\b\b\b2/9 [=>.]"), ["1/9 [>..]", "2/9 [=>.]"]);
  assert.deepEqual(splitRedrawn("1/9 [>..] loss\b\b2/9 [=>.]"), ["1/9 [>..] loss", "2/9 [=>.]"]);
  const over = "[>....] loss 0.5\b\b\b\b\b\b\b\b1/9";
  assert.deepEqual(splitRedrawn(over), [over]);
});

Deno.test("splitRedrawn() splits at codes that go back to the start of the line", () => {
  assert.deepEqual(splitRedrawn("\x1b[2K\x1b[1Gstep 1\x1b[0K\x1b[1Gstep 2\x1b[Gstep 3"), [
    "\x1b[2K",
    "step 1\x1b[0K",
    "step 2",
    "step 3",
  ]);
  assert.deepEqual(splitRedrawn("a\x1b[12Gb"), ["a\x1b[12Gb"]);
});

Deno.test("isRedrawn() is true for a line with several states", () => {
  const lines = ["step 1\b\b2", "step 1\x1b[1Gstep 2", "step 1\b", "\x1b[1mstep 1"];
  assert.deepEqual(lines.map(isRedrawn), [true, true, false, false]);
});
