import assert from "node:assert/strict";
import { fillCharacters, makeCharacters } from "../../../lib/points/scan/characters.ts";
import { endsCounter, isSpelled, startsNumber } from "../../../lib/points/scan/number_start.ts";

function charactersOf(text: string) {
  const chars = makeCharacters();
  fillCharacters(text, chars);
  return chars;
}

const starts = (text: string, at: number) => startsNumber(charactersOf(text), at);

for (
  const [text, at] of [
    ["acc@1", 4],
    ["conv2", 4],
    ["rouge-1", 6],
    ["layer.3", 6],
    ["ckpt_1000.pt", 5],
    [
      "a/b/12",
      4,
    ],
    ["cuda:0", 5],
    ["x1 b100 | loss", 4],
    ["потери3", 6],
    ["device='mps:1')", 12],
  ] as const
) {
  Deno.test(`startsNumber() leaves the digits of ${text} in their word`, () => assert.equal(starts(text, at), false));
}

for (
  const [text, at] of [
    ["epoch12", 5],
    ["Gen3:", 3],
    ["generation3:", 10],
    ["game-3", 5],
    ["step_100:", 5],
    ["eval@50:", 5],
    ["-> val @50", 8],
    ["iter3", 4],
    [
      "epoch-3 ",
      6,
    ],
    [
      "s0010 loss",
      1,
    ],
    ["---Epoch.3 drag", 9],
    ["-iter_3: drag", 6],
    ["Эпоха3/9", 5],
    ["Epoca-3:", 6],
    ["e1 b100 | loss", 4],
    ["[e3] loss", 2],
  ] as const
) {
  Deno.test(`startsNumber() finds the counter's number in ${text}`, () => assert.equal(starts(text, at), true));
}

for (
  const [text, at] of [["nan", 0], ["x: -inf", 3], ["loss:5", 5], ["Infinity", 0], ["[.5", 1], [
    "7.00it/200it",
    7,
  ]] as const
) {
  Deno.test(`startsNumber() finds one in ${text}`, () => assert.equal(starts(text, at), true));
}

for (const [text, at] of [["nano", 0], ["inf.", 0], ["infinit", 0], ["finance", 2], ["a-b", 1], ["3--4", 2]] as const) {
  Deno.test(`startsNumber() finds none in ${text}`, () => assert.equal(starts(text, at), false));
}

Deno.test("endsCounter() knows the words that a number counts", () => {
  assert.deepEqual([endsCounter("epoch", 5), endsCounter("my epoch(", 8), endsCounter("loss", 4)], [true, true, false]);
});

Deno.test("isSpelled() knows a word in letters of either case", () => {
  const { codes } = charactersOf("NaN na");
  assert.deepEqual([isSpelled(codes, 0, "nan"), isSpelled(codes, 4, "nan")], [true, false]);
});

Deno.test("startsNumber() is false for inf and nan before an equals sign: they are names", () => {
  assert.deepEqual([starts("inf = 2.5", 0), starts("nan=3", 0), starts("inf, x = 2", 0)], [false, false, true]);
});

Deno.test("startsNumber() is true behind the ordinal of Indonesian", () => assert.equal(starts("Epoch ke-3", 9), true));

for (
  const text of [
    ...["loss0.5", "val_loss1.25,", "acc98.2", "Acc0.125 lr", "lr0.01", "Loss-0.5", "val_loss-0.5, x"],
    "q_loss0.02744404798366545",
  ]
) {
  Deno.test(`startsNumber() finds the value that is glued to its name in ${text}`, () => {
    assert.equal(starts(text, text.search(/\d/)), true);
  });
}

for (
  const text of [
    "acc0.5",
    "map0.75:",
    "loss0.5: 3",
    "loss0.1 0.5",
    "loss0.5.pt",
    "drag0.5",
    "x-loss0.5",
    "loss12",
    "map-0.5",
    "drag-0.5",
  ]
) {
  Deno.test(`startsNumber() leaves the digits of the name ${text}`, () => {
    assert.equal(starts(text, text.search(/\d/)), false);
  });
}

for (const [text, at] of [["ep.3 loss", 3], ["e3: loss 0.5", 1], ["E3 | loss", 1]] as const) {
  Deno.test(`startsNumber() finds the counter of ${text}`, () => assert.equal(starts(text, at), true));
}

for (
  const [text, at] of [
    ["Val 1-shot L2N: 37.5", 4],
    ["5-way 1-shot acc 0.5", 0],
    ["5-way 1-shot acc 0.5", 6],
    ["step 3 10-NN: 0.5", 7],
    ["bleu 4-gram 0.5", 5],
  ] as const
) {
  Deno.test(`startsNumber() leaves the number that a hyphen ties to a word at ${at} of ${text} in the name`, () => {
    assert.equal(starts(text, at), false);
  });
}

for (
  const [text, at] of [
    ["Epoch 3-drag sum: 0.5", 6],
    ["3-train loss: 0.5", 0],
    ["step 3 7-loss: 0.5", 7],
    ["3-epoch loss: 0.5", 0],
    ["on 12-Mar-2025", 3],
    ["took 3-5 min", 5],
  ] as const
) {
  Deno.test(`startsNumber() reads the number before a hyphen at ${at} of ${text}`, () => {
    assert.equal(starts(text, at), true);
  });
}
