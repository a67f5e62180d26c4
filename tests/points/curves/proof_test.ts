import assert from "node:assert/strict";
import { NOWHERE, type OnEarned } from "../../../lib/points/curves/standing.ts";
import { canBeMeasured, mustProve, releaseWatched, watchPair } from "../../../lib/points/curves/proof.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { readShort } from "../read_log.ts";
import { makePair } from "../make_facts.ts";

/** Values of a name that are passed on, one string for each value that is watched; at the end those of the end of the log. */
function watch(values: readonly number[], integer = true): string[] {
  const state = initialReaderState(), passed: string[] = [];
  const read = (act: (emit: OnEarned) => void) => {
    const given: string[] = [];
    act((pair, { step }) => given.push(`${pair.value}@${step}`));
    passed.push(given.join(" "));
  };
  values.forEach((value, step) =>
    read((emit) => watchPair(makePair("queue", value, { integer }), { ...NOWHERE, step }, state, emit))
  );
  read((emit) => releaseWatched(state, emit));
  return passed;
}

Deno.test("watchPair() passes on all values of a number once it changes", () => {
  assert.deepEqual(watch([3, 3, 5, 5]), ["", "", "3@0 3@1 5@2", "5@3", ""]);
});

Deno.test("watchPair() never passes on a number that doesn't change", () => {
  assert.equal(watch(Array(30).fill(4)).join(""), "");
});

Deno.test("watchPair() never passes on a number that goes up steadily and begins again", () => {
  assert.equal(watch([1, 2, 1, 2, 1, 2, 7]).join(""), "");
  assert.equal(watch([0, 10, 20, 0, 10, 20, 0, 10]).join(""), "");
});

Deno.test("watchPair() never passes on a count of misses, which goes up by one or is 0", () => {
  assert.equal(watch([0, 0, 0, 1, 2, 3, 0, 1, 0, 1, 2, 3, 4, 5, 6, 7]).join(""), "");
  assert.equal(watch([0, 0, 1, 0, 0, 1]).at(-1)!.split(" ").length, 6);
  assert.equal(watch([0, 0, 1, 3, 0])[3], "0@0 0@1 1@2 3@3");
});

Deno.test("watchPair() passes on a number that only goes up after eight values, or at the end of the log", () => {
  assert.deepEqual(watch([1, 2, 3]), ["", "", "", "1@0 2@1 3@2"]);
  assert.equal(watch([1, 2, 3, 4, 5, 6, 7, 8])[7]!.split(" ").length, 8);
});

Deno.test("watchPair() passes on decimals as soon as they change", () => {
  assert.deepEqual(watch([0.5, 0.5, 0.4], false), ["", "", "0.5@0 0.5@1 0.4@2", ""]);
});

Deno.test("releaseWatched() passes on a number with one restart only when it was too short to begin again", () => {
  assert.equal(watch([1, 2, 1]).at(-1), "1@0 2@1 1@2");
  assert.equal(watch([1, 2, 1, 2]).at(-1), "");
});

Deno.test("watchPair() watches each phase of a name apart", () => {
  const state = initialReaderState(), given: number[] = [];
  for (const [value, phase] of [[30, ""], [1, "valid"], [30, ""], [1, "valid"]] as const) {
    watchPair(makePair("count", value, { integer: true, phase }), NOWHERE, state, (pair) => given.push(pair.value));
  }
  assert.deepEqual(given, []);
});

Deno.test("mustProve() is true for whole numbers of unknown names", () => {
  const integer = true;
  assert.equal(mustProve(makePair("queue", 3, { integer })), true);
  assert.equal(mustProve(makePair("queue", 3)), false);
  assert.equal(mustProve(makePair("reward", 3, { integer })), false);
  assert.equal(mustProve(makePair("actor/queue", 3, { integer })), false);
  assert.equal(mustProve(makePair("progress/of", 3000, { integer })), true);
});

Deno.test("canBeMeasured() is false for times, places and records", () => {
  const names = ["level", "page", "progress", "eta", "time_left", "pid", "best_epoch", "model.py"];
  const integer = true;
  assert.deepEqual(names.filter((name) => canBeMeasured(makePair(name, 3, { integer }))), [
    "level",
    "page",
    "progress",
  ]);
});

Deno.test("canBeMeasured() is true for decimals under the name of a record", () => {
  const names = ["size", "rank", "version", "eta", "best_epoch"];
  assert.deepEqual(names.filter((name) => canBeMeasured(makePair(name, 0.5))), ["size", "rank", "version"]);
});

Deno.test("watchPair() passes on all values of a number that changes after very many lines", () => {
  const passed = watch([...Array(5000).fill(4), 5]);
  assert.deepEqual(passed.at(-2)!.split(" ").length, 5001);
  assert.match(passed.at(-2)!, /^4@0 4@1 .* 4@4999 5@5000$/);
});

Deno.test("canBeMeasured() judges whole words of a name: beta is no eta, and conversion no version", () => {
  const whole = { integer: true };
  for (const name of ["beta", "theta", "metadata_loss", "test_betas"]) {
    assert.ok(canBeMeasured(makePair(name, 0.5)), name);
  }
  for (const name of ["conversion", "inversions"]) assert.ok(canBeMeasured(makePair(name, 5, whole)), name);
  for (const name of ["eta", "eta_min", "step_eta"]) assert.ok(!canBeMeasured(makePair(name, 0.5)), name);
  for (const name of ["version", "seed", "random_seed"]) assert.ok(!canBeMeasured(makePair(name, 5, whole)), name);
});

Deno.test("watchPair() never passes on a share of training, which goes up evenly, nor the step itself, but a rate that warms up and a number near it", () => {
  const lines = [1, 2, 3, 4, 5, 6].map((step) =>
    `step ${step} (progress=${(step * 0.1317).toFixed(4)}) loss 0.${9 - step}`
  );
  assert.ok(readShort(...lines).every((point) => point.startsWith("loss")));
  const counted = [3, 4, 5, 6, 7].map((step) => `step ${step} loss 0.${step} global_tile_step=${step}`);
  assert.ok(readShort(...counted).every((point) => point.startsWith("loss")));
  const warm = [0.1, 0.2, 0.3, 0.4].map((beta, at) => `step ${at + 1} loss 0.${9 - at} beta ${beta}`);
  assert.deepEqual(readShort(...warm).filter((point) => point.startsWith("beta")).length, 4);
  const coins = [1, 2, 3, 7, 4].map((coins, at) => `Episode ${at + 1}: coins=${coins}, reward ${coins / 2}`);
  assert.equal(readShort(...coins).filter((point) => point.startsWith("coins")).length, 5);
  const uneven = [0.25, 0.5, 0.625, 0.5].map((page, at) => `step ${at + 1} | page ${page}`);
  assert.deepEqual(readShort(...uneven), ["page=0.25@1", "page=0.5@2", "page=0.625@3", "page=0.5@4"]);
});

Deno.test("isMeasuredWhole() is false for a number that goes up by one or stays", () => {
  const lines = [1, 1, 2, 2, 3, 3].map((lap, at) => `tries: ${lap}\nloss: 0.${90 - at * 7}`);
  assert.ok(readShort(...lines.join("\n").split("\n")).every((point) => point.startsWith("loss")));
});

Deno.test("a whole number under a setting's name is a metric once it goes up and down among many values", () => {
  const log = (name: string, values: readonly number[]) =>
    readShort(...values.map((value, at) => `step ${at + 1} loss 0.${9 - at} ${name}=${value}`))
      .filter((point) => !point.startsWith("loss")).length;
  for (const name of ["episodic_length", "num_boxes", "queue_size"]) {
    assert.equal(log(name, [26, 34, 60, 26, 49, 37, 14]), 7, name);
    assert.equal(log(name, [26, 34, 60, 61, 62, 63, 70]), 0, name);
    assert.equal(log(name, [64, 64, 40, 64, 64, 40, 64, 40]), 0, name);
  }
});
