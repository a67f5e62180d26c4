import assert from "node:assert/strict";
import { NOWHERE } from "../../../lib/points/curves/standing.ts";
import { beginMetric } from "../../../lib/points/curves/metrics.ts";
import { noteBlock } from "../../../lib/points/curves/blocks.ts";
import { promotePairs } from "../../../lib/points/curves/promote.ts";
import { initialReaderState, type LiveState } from "../../../lib/points/curves/state.ts";
import type { LineFacts, Pair } from "../../../lib/points/grammar/statement.ts";
import { makeFacts, makeMetric, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

/** Pairs that a line charts, as `name=value@step`. The line stands at its own step, else at `step`. */
function promote(over: Partial<LineFacts>, state: LiveState, { step = NaN, isSure = false } = {}): string[] {
  const facts = makeFacts(over), charted: string[] = [];
  const x = Number.isNaN(facts.step) ? step : facts.step;
  const place = { ...NOWHERE, step: x, epoch: NaN, stepped: true, own: true, epochOnly: false };
  promotePairs(facts, { place, state, isSure }, (pair: Pair, { step: at }) => {
    charted.push(`${pair.info.name}=${pair.value}@${at}`);
  });
  return charted;
}

function chartedState(name: string, lastStep: number): LiveState {
  const state = initialReaderState();
  beginMetric(name, makeMetric({ count: 1, lastStep, lastValue: 1, lastLine: 1 }), state.metrics);
  return state;
}

Deno.test("promotePairs() charts any name at once on a line with a step", () => {
  const pairs = [makePair("temperature", 21.5)];
  assert.deepEqual(promote({ step: 3, pairs }, initialReaderState()), ["temperature=21.5@3"]);
});

Deno.test("promotePairs() holds an unknown name until it comes again with another step and value", () => {
  const state = initialReaderState();
  assert.deepEqual(promote({ pairs: [makePair("reading", 21.5)] }, state, { step: 1 }), []);
  assert.deepEqual(promote({ pairs: [makePair("reading", 21.5)] }, state, { step: 1 }), []);
  assert.deepEqual(promote({ pairs: [makePair("reading", 22.5)] }, state, { step: 2 }), [
    "reading=21.5@1",
    "reading=21.5@1",
    "reading=22.5@2",
  ]);
});

Deno.test("promotePairs() charts a name that comes for the third time with changing decimals where nothing counts", () => {
  const state = initialReaderState(), read = (value: number) => promote({ pairs: [makePair("energy", value)] }, state);
  assert.deepEqual([read(-1.31), read(-1.31)], [[], []]);
  assert.deepEqual(read(-1.57), ["energy=-1.31@NaN", "energy=-1.31@NaN", "energy=-1.57@NaN"]);
  assert.deepEqual(read(-1.66), []);
});

Deno.test("promotePairs() charts a setting's name that comes for the third time with changing decimals where nothing counts", () => {
  const state = initialReaderState();
  const read = (value: number) => promote({ pairs: [makePair("temperature", value)] }, state);
  assert.deepEqual([read(20), read(20.7)], [[], []]);
  assert.equal(read(21.4).length, 3);
});

Deno.test("promotePairs() holds a whole number of an unknown name until it changes", () => {
  const state = initialReaderState();
  const read = (step: number, value: number) =>
    promote({ step, pairs: [makePair("queue", value, { integer: true })] }, state);
  assert.deepEqual([read(1, 3), read(2, 3)], [[], []]);
  assert.deepEqual(read(3, 5), ["queue=3@1", "queue=3@2", "queue=5@3"]);
});

Deno.test("promotePairs() charts a name that usually means nothing once its decimals change on a line with a step", () => {
  const state = initialReaderState();
  const read = (step: number, name: string, value: number) =>
    promote({ step, pairs: [makePair("loss", 0.5)], asides: [makePair(name, value)] }, state);
  assert.deepEqual([read(1, "level", 0.8), read(1, "timestamp", 1.5)], [["loss=0.5@1"], ["loss=0.5@1"]]);
  assert.deepEqual(read(2, "level", 0.7), ["loss=0.5@2", "level=0.8@1", "level=0.7@2"]);
  assert.deepEqual(read(2, "timestamp", 2.5), ["loss=0.5@2"]);
});

Deno.test("promotePairs() charts a known metric without a step, and what is printed beside it", () => {
  const pairs = [makePair("loss", 0.5), makePair("reading", 21.5)];
  assert.deepEqual(promote({ pairs }, initialReaderState()), ["loss=0.5@NaN", "reading=21.5@NaN"]);
});

Deno.test("promotePairs() charts a speed without a step once training goes on", () => {
  const pairs = [makePair("tok/s", 900)];
  assert.deepEqual(promote({ pairs }, initialReaderState()), []);
  assert.deepEqual(promote({ pairs }, { ...initialReaderState(), trained: true }), ["tok/s=900@NaN"]);
});

Deno.test("promotePairs() charts no learning rate without a step", () => {
  assert.deepEqual(promote({ pairs: [makePair("lr", 0.1)] }, initialReaderState()), []);
});

Deno.test("promotePairs() charts no rate in a list of settings, and one below a decimal", () => {
  const epochs = ["Epoch 1 loss: 0.9", "Epoch 2 loss: 0.8"], last = "Epoch 3 loss: 0.7", rate = "learning_rate: 0.01";
  const ratesOf = (...lines: string[]) => readShort(...lines).filter((point) => point.startsWith("learning_rate"));
  const list = ["- batch_size: 16", "- device: cpu", `- ${rate}`];
  assert.deepEqual(ratesOf(...epochs, ...list, last, ...list), []);
  assert.equal(ratesOf(...epochs, "temperature: 0.5", rate, last, "temperature: 0.4", rate).length, 2);
});

Deno.test("promotePairs() charts a rate that has points only when the step changed", () => {
  const pairs = [makePair("lr", 0.1)];
  assert.deepEqual(promote({ pairs }, chartedState("learning_rate", 5), { step: 5 }), []);
  assert.deepEqual(promote({ pairs }, chartedState("learning_rate", 5), { step: 6 }), ["learning_rate=0.1@6"]);
});

Deno.test("promotePairs() charts a setting only as a decimal on a line with a step", () => {
  const setting = (over: Partial<Pair>) => [makePair("weight_decay", 2, over)];
  assert.deepEqual(promote({ step: 1, pairs: setting({ integer: true }) }, initialReaderState()), []);
  assert.deepEqual(promote({ pairs: setting({}) }, initialReaderState()), []);
  assert.deepEqual(promote({ step: 1, pairs: setting({}) }, initialReaderState()), ["weight_decay=2@1"]);
});

Deno.test("promotePairs() charts a line of nothing but decimals below a heading while training goes on", () => {
  const pairs = [makePair("CP", 0.917), makePair("CR", 0.614)];
  assert.deepEqual(promote({ pairs }, initialReaderState()), []);
  const state = { ...initialReaderState(), trained: true, epoch: 2, phase: "val" };
  assert.deepEqual(promote({ pairs }, state), ["cp=0.917@NaN", "cr=0.614@NaN"]);
});

Deno.test("promotePairs() charts a block's single values once one of its names is known", () => {
  const state = initialReaderState();
  noteBlock(makeFacts({ step: 66, line: 1 }), state);
  const read = (name: string, line: number) => promote({ line, pairs: [makePair(name, 0.88, { line })] }, state);
  assert.deepEqual(read("Mean action std", 2), []);
  assert.deepEqual(read("Mean reward", 3), ["mean_reward=0.88@NaN"]);
  assert.deepEqual(read("Slip velocity", 5), ["slip_velocity=0.88@NaN"]);
  assert.deepEqual(read("Joint torque", 8), []);
});

Deno.test("promotePairs() charts all pairs of a line whose format is sure of them", () => {
  assert.deepEqual(promote({ pairs: [makePair("reading", 1.5)] }, initialReaderState(), { isSure: true }), [
    "reading=1.5@NaN",
  ]);
});

Deno.test("promotePairs() holds a rate below another name, printed before training", () => {
  const pairs = [makePair("setup/lr", 0.005), makePair("setup/reg", 0.0001)];
  assert.deepEqual(promote({ pairs }, initialReaderState()), []);
});

Deno.test("promotePairs() gives a speed that stands beside the first value of a metric", () => {
  assert.deepEqual(
    readShort(
      "EM size=15 obj=8.9 bytes/tok=7.5",
      "EM size=99 obj=7.3 bytes/tok=7.5",
      "EM size=7 obj=10.1 bytes/tok=5.8",
    )
      .filter((point) => point.startsWith("bytes")),
    ["bytes/tok=7.5@0~", "bytes/tok=7.5@1~", "bytes/tok=5.8@2~"],
  );
});

Deno.test("promotePairs() gives no point for the time of a record, in seconds or finer", () => {
  assert.deepEqual(
    readShort('{"ts": 1770000000123, "at": 1770000000.5, "step": 3, "t": 0.5, "loss": 0.25}'),
    ["t=0.5@3", "loss=0.25@3"],
  );
});

Deno.test("promotePairs() charts decimals under a name that says nothing, alone on their lines, once they change with the step", () => {
  assert.deepEqual(readShort("iter = 1", "J = 7.5", "iter = 2", "J = 6.25"), ["j=7.5@1", "j=6.25@2"]);
  assert.deepEqual(readShort("iter = 1", "J = 7.5", "iter = 2", "J = 7.5"), []);
});

for (const name of ["lr", "Lernrate", "学习率"]) {
  Deno.test(`a learning rate that is printed once before training is no curve: ${name}`, () => {
    const epochs = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((epoch) => `Epoch ${epoch}: loss 0.${epoch}5`);
    const points = readShort(`${name} 0.0125`, ...epochs);
    assert.equal(points.filter((point) => !point.startsWith("loss")).join(" "), "");
  });
}

Deno.test("whole numbers below a counter are charted once they swing, and not while they go up by one amount", () => {
  const log = (...values: number[]) => values.flatMap((value, at) => [`Episode ${at + 1}`, `berries: ${value}`]);
  assert.deepEqual(readShort(...log(12, 9, 14)), ["berries=12@1", "berries=9@2", "berries=14@3"]);
  assert.deepEqual(readShort(...log(12, 24, 36, 48)), []);
  assert.deepEqual(readShort(...log(12, 12, 12, 12)), []);
  assert.deepEqual(readShort("berries: 12", "berries: 9", "berries: 14"), []);
});

Deno.test("whole numbers of a log that counts nothing are charted once they swing below a metric", () => {
  const log = [12, 9, 14].flatMap((value) => [`reward: ${value}.5`, `berries: ${value}`]);
  const berries = (...lines: string[]) => readShort(...lines).filter((point) => point.startsWith("berries"));
  assert.deepEqual(berries(...log), ["berries=12@0", "berries=9@1", "berries=14@2"]);
  assert.deepEqual(readShort("score: 12", "score: 9", "score: 14"), ["score=12@0", "score=9@1", "score=14@2"]);
  const report = [12, 9, 14].flatMap((value) => [`reward: ${value}.5`, `berries: ${value} kilos; plums: ${value}.`]);
  assert.deepEqual(berries(...report), []);
});

Deno.test("whole numbers in parentheses under an unknown name are data", () => {
  const rows = (at: number) => [`Episode ${at}`, `K: (${3 + at * at % 5}, 8, 11)`];
  assert.deepEqual(readShort(...[1, 2, 3, 4].flatMap(rows)), []);
});

Deno.test("promotePairs() charts a rate that comes again between metrics of a log that counts nothing", () => {
  const log = [0.5, 0.25, 0.125].flatMap((rate) => [`begin with learning rate ${rate}`, `validating: mae=${rate}`]);
  assert.deepEqual(readShort(...log).filter((point) => point.startsWith("learning_rate")), [
    "learning_rate=0.5@0",
    "learning_rate=0.25@1",
    "learning_rate=0.125@2",
  ]);
  assert.deepEqual(readShort("lr: 0.5", "lr: 0.25", "lr: 0.125", "mae=0.5"), ["mae=0.5@0"]);
});

Deno.test("promotePairs() charts no numbers of parameters, though they change from network to network", () => {
  const lines = [1.5, 2.5, 3.5, 4.5].map((millions) => `Total number of parameters : ${millions} M`);
  assert.deepEqual(readShort(...lines, "step 3 mae 0.5"), ["mae=0.5@3"]);
});
