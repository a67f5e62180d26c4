import assert from "node:assert/strict";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import {
  doubted,
  hasKnownValue,
  isAllValues,
  isKnownName,
  isSureName,
  namesRate,
} from "../../../lib/points/curves/sure.ts";
import { understandName } from "../../../lib/points/words/name.ts";
import { makeFacts, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

for (
  const [name, isSure] of [["loss", true], ["score", false], ["train", false], ["lr", false], [
    "val_score",
    true,
  ], ["val_ratio", false]] as const
) {
  Deno.test(`isSureName() is ${isSure} for ${name}`, () => assert.equal(isSureName(understandName(name)), isSure));
}

Deno.test("namesRate() finds rates and scales, which configurations print too", () => {
  assert.deepEqual(["learning_rate", "lr_g", "loss_scale", "loss"].map(namesRate), [true, true, true, false]);
});

Deno.test("isKnownName() takes finite numbers with a mark before them", () => {
  const isKnown = (name: string, value: number, over = {}) => isKnownName(makePair(name, value, over));
  assert.deepEqual([isKnown("loss", 0.5), isKnown("loss", NaN), isKnown("tok/s", 900)], [true, false, true]);
  assert.deepEqual([isKnown("reading", 0.5), isKnown("loss", 0.5, { separated: false })], [false, false]);
});

Deno.test("hasKnownValue() finds a decimal or a percentage of a known metric; a name that settings have too, once training began", () => {
  const state = initialReaderState(), trained = { ...state, trained: true };
  const has = (at: typeof state, ...pairs: ReturnType<typeof makePair>[]) => hasKnownValue(makeFacts({ pairs }), at);
  assert.equal(has(state, makePair("loss", 0.5)), true);
  assert.equal(has(state, makePair("loss", 3, { integer: true })), false);
  assert.equal(has(state, makePair("accuracy", 90, { integer: true, unit: "%" })), true);
  assert.deepEqual([has(state, makePair("score", 0.5)), has(trained, makePair("score", 0.5))], [false, true]);
});

Deno.test("hasKnownValue() takes a value without a mark before training where it is alone, or two are known", () => {
  const state = initialReaderState(), pair = (name: string) => makePair(name, 0.5, { separated: false });
  const has = (...names: string[]) => hasKnownValue(makeFacts({ pairs: names.map(pair) }), state);
  assert.deepEqual([has("loss"), has("loss", "reading"), has("loss", "accuracy")], [true, false, true]);
});

Deno.test("isAllValues() finds lines of several decimals below a heading while training goes on", () => {
  const trained = { ...initialReaderState(), trained: true, epoch: 2, phase: "val" };
  const pairs = [makePair("CP", 0.917), makePair("CR", 0.614)];
  assert.equal(isAllValues(makeFacts({ pairs }), 2, trained), true);
  assert.equal(isAllValues(makeFacts({ pairs }), 2, { ...trained, phase: "" }), false);
  assert.equal(isAllValues(makeFacts({ pairs }), 2, initialReaderState()), false);
  assert.equal(isAllValues(makeFacts({ pairs: pairs.slice(1) }), 2, trained), false);
});

const TRAINED = ["epoch 1 loss 0.9123", "epoch 2 loss 0.8123"], LOSSES = ["loss=0.9123@1", "loss=0.8123@2"];

for (
  const learnt of [
    "mu: 0.11 3.237  sigma: 0.964 0.684  p: 0.616",
    "Learned: w0=1.234, w1=-0.512, b=0.331",
    "pendiente: 2.5121 | corte: 0.1234",
    "slope = 2.0131, intercept = 0.9987",
  ]
) {
  Deno.test(`isAllValues() leaves what is printed once behind training alone: ${learnt}`, () => {
    assert.deepEqual(readShort(...TRAINED, learnt), LOSSES);
  });
}

Deno.test("isAllValues() charts values that come again at another step, or below the title of a metric, though one stays the same", () => {
  const below = TRAINED.flatMap((line, at) => [line, `CP: 0.917, CR: 0.61${at}`]);
  assert.deepEqual(
    readShort(...below).sort(),
    ["cp=0.917@1", "cp=0.917@2", "cr=0.61@1", "cr=0.611@2", ...LOSSES].sort(),
  );
  assert.deepEqual(readShort(...TRAINED, "Accuracy", "Owl: 0.917, Fox: 0.614").length, 4);
});

Deno.test("isAllValues() is false for what is printed once above each training: it was given", () => {
  const epochs = [1, 2, 3].map((epoch) => `epoch ${epoch} loss ${1 / (epoch + 2)}`);
  const steps = [100, 200, 300].map((step) => `step ${step} loss ${1 / step}`);
  const read = (lines: string[], runs: string[]) =>
    readShort(...runs.flatMap((run) => [run, ...lines])).filter((point) => !point.startsWith("loss"));
  const given = [[0.5, 0.1], [2, 0.01], [10, 0.25], [20, 0.5]];
  for (const lines of [epochs, steps]) {
    assert.deepEqual(read(lines, given.map(([drag, lift]) => `=== drag=${drag} lift=${lift} ===`)), []);
    assert.deepEqual(read(lines, given.map(([drag, lift]) => `Fit drag = ${drag}.125, and lift = ${lift}`)), []);
  }
});

Deno.test("isAllValues() is true for what is printed above the first epoch and behind each, and behind each training", () => {
  const all = (epoch: number) => `drag = ${0.5 - epoch / 8}, lift = ${epoch / 4 + 0.125}`;
  const log = [1, 2, 3].flatMap((epoch) => [`epoch ${epoch} loss 0.5`, all(epoch)]);
  const points = (from: number) =>
    [0, 1, 2, 3].slice(from).flatMap((n) => [`drag=${0.5 - n / 8}@${n}`, `lift=${n / 4 + 0.125}@${n}`]);
  const read = (...lines: string[]) => readShort(...lines).filter((point) => !point.startsWith("loss")).sort();
  assert.deepEqual(read(all(0), ...log), points(0).sort());
  assert.deepEqual(
    read(...[1, 2, 3].flatMap((n) => ["epoch 1 loss 0.5", "epoch 2 loss 0.4", all(n)])),
    points(1).map((point) => point.replace(/@.*/, "@2")).sort(),
  );
});

Deno.test("doubted() leaves a row the names that every program knows", () => {
  const row = makeFacts({ pairs: ["loss", "hull"].map((name) => makePair(name, 0.5)) });
  const named = { ...row, pairs: row.pairs.map((pair) => ({ ...pair, info: { ...pair.info, known: true } })) };
  assert.deepEqual(doubted(named).pairs.map(({ info }) => info.known), [true, false]);
});
