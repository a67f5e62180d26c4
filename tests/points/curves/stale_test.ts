import assert from "node:assert/strict";
import { keepStale, takeSettled, takeStale } from "../../../lib/points/curves/stale.ts";
import { type GivenPoint, NOWHERE } from "../../../lib/points/curves/standing.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makePair } from "../make_facts.ts";
import { readLog } from "../read_log.ts";

const given = (name: string, line: number): GivenPoint => ({
  name,
  pair: makePair(name, 0.5, { line }),
  step: 1,
  epoch: NaN,
  globalStep: NaN,
  rank: null,
  place: NOWHERE,
  phase: "",
});

Deno.test("takeStale() takes out the value of a metric once", () => {
  const state = initialReaderState();
  keepStale(given("val_loss", 1), state);
  assert.equal(takeStale("val_acc", state), null);
  assert.equal(takeStale("val_loss", state)?.pair.line, 1);
  assert.equal(takeStale("val_loss", state), null);
});

Deno.test("takeSettled() takes out values that waited for more than eight lines", () => {
  const state = initialReaderState();
  for (const line of [1, 2]) keepStale(given(`val_${line}`, line), state);
  assert.deepEqual(takeSettled(9, state), []);
  assert.deepEqual(takeSettled(10, state).map(({ name }) => name), ["val_1"]);
  assert.deepEqual(takeSettled(Infinity, state).map(({ name }) => name), ["val_2"]);
});

Deno.test("keepStale() keeps at most sixteen values", () => {
  const state = initialReaderState();
  const kept = Array.from({ length: 17 }, (_, i) => keepStale(given(`val_${i}`, 1), state));
  assert.deepEqual([kept.filter(Boolean).length, kept.at(-1)], [16, false]);
});

Deno.test("settleRepeated() leaves out a value that the next epoch's bar still shows before its end", () => {
  const bar = (epoch: number, n: number, value: string) =>
    `Epoch ${epoch}: ${n * 25}%|##| ${n}/4 [00:01<00:00, 8.0it/s, loss=0.${9 - epoch}${n}, val_loss=${value}]`;
  const log = [bar(0, 4, "0.5"), bar(1, 2, "0.5"), bar(1, 4, "0.5"), bar(1, 4, "0.4"), bar(2, 2, "0.4")];
  const all = readLog(log), points = all.filter(({ metric }) => metric === "val_loss");
  assert.deepEqual(points.map(({ line, value, step }) => [line, value, step]), [[1, 0.5, 4], [4, 0.4, 8]]);
  assert.deepEqual(all.filter(({ metric }) => metric === "loss").map(({ line }) => line), [1, 2, 3, 5]);
});

Deno.test("takeSettled() lets values wait while bars are drawn", () => {
  const state = initialReaderState();
  keepStale(given("val_loss", 1), state);
  state.drawings.line = 30;
  assert.deepEqual(takeSettled(38, state), []);
  assert.equal(takeSettled(39, state).length, 1);
});

Deno.test("settleRepeated() leaves out what an outer bar still shows once it moved, however long the bar within it is", () => {
  const outer = (n: number, loss: number) => `all: ${n * 25}%|##| ${n}/4 [00:01<00:03,  1.0it/s, loss=0.${loss}]`;
  const inner = (round: number) =>
    Array.from({ length: 12 }, (_, n) => `  train ${round}: ${n}%|##| ${n}/12 [00:00<00:00, 20.0it/s]`);
  const log = [1, 2, 3].flatMap((round) => [...inner(round), outer(round - 1, 9 - round), outer(round, 9 - round)]);
  assert.deepEqual(
    readLog(log).map(({ value, step }) => [value, step]),
    [[0.8, 0], [0.7, 1], [0.6, 2], [0.6, 3]],
  );
});
