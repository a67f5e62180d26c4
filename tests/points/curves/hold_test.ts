import assert from "node:assert/strict";
import { hasChanged, hold, keepHeld, releaseHeld } from "../../../lib/points/curves/hold.ts";
import { NOWHERE } from "../../../lib/points/curves/standing.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { createPointReader } from "../../../lib/points/reader.ts";
import { makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

const placeAt = (step: number) => ({ ...NOWHERE, step });

Deno.test("keepHeld() keeps the three newest values of a name", () => {
  const state = initialReaderState();
  for (let value = 1; value <= 9; value++) {
    keepHeld(makePair("reading", value, { integer: true }), NOWHERE, state, () => assert.fail());
  }
  assert.deepEqual(state.held.get("reading")?.points.map(({ value }) => value), [7, 8, 9]);
});

Deno.test("keepHeld() drops the names that are held longest when there are too many", () => {
  const state = initialReaderState();
  for (let i = 0; i < 200; i++) keepHeld(makePair(`reading_${i}`, 0.5), NOWHERE, state, () => assert.fail());
  assert.equal(state.held.size, 120);
  assert.ok(!state.held.has("reading_0") && state.held.has("reading_199"));
});

Deno.test("hold() passes on all that was held of a name when it comes again with another step and value", () => {
  const state = initialReaderState(), given: string[] = [];
  for (const [step, value] of [[1, 21.5], [1, 21.5], [2, 22.5]] as const) {
    hold(makePair("reading", value), placeAt(step), state, (pair, mark) => given.push(`${pair.value}@${mark.step}`));
  }
  assert.deepEqual(given, ["21.5@1", "21.5@1", "22.5@2"]);
  assert.equal(state.held.size, 0);
});

Deno.test("hold() sees no progress where training went back, though the step went from an epoch's to a batch's", () => {
  const state = initialReaderState();
  hold(makePair("reading", 21.5), { ...placeAt(20), globalStep: 3300 }, state, () => assert.fail());
  hold(makePair("reading", 22.5), { ...placeAt(1825), globalStep: 1825 }, state, () => assert.fail());
  assert.equal(state.held.get("reading")?.points.length, 2);
});

Deno.test("releaseHeld() passes on what is held of a pair's name, and forgets it", () => {
  const state = initialReaderState(), given: number[] = [];
  keepHeld(makePair("reading", 21.5), placeAt(1), state, () => assert.fail());
  releaseHeld(makePair("other", 1.5), { step: 2, state }, () => assert.fail());
  releaseHeld(makePair("reading", 22.5), { step: 2, state }, ({ value }) => given.push(value));
  assert.deepEqual([given, state.held.size], [[21.5], 0]);
});

Deno.test("hasChanged() is true for a name that is held with another value", () => {
  const state = initialReaderState();
  assert.equal(hasChanged(makePair("reading", 0.5), state), false);
  keepHeld(makePair("reading", 0.5), NOWHERE, state, () => assert.fail());
  assert.deepEqual([0.5, 0.25].map((value) => hasChanged(makePair("reading", value), state)), [false, true]);
});

Deno.test("releaseHeld() passes on all points of a held name that was equal for long", () => {
  const log = [0.5, 0.5, 0.5, 0.5, 0.5, 0.25].flatMap((
    lowest,
    at,
  ) => [`Iteration ${at + 1} begins`, `lowest so far: ${lowest}`]);
  assert.deepEqual(readShort("step 0 loss 0.5", ...log).slice(1), [
    "lowest_so_far=0.5@1",
    "lowest_so_far=0.5@2",
    "lowest_so_far=0.5@3",
    "lowest_so_far=0.5@4",
    "lowest_so_far=0.5@5",
    "lowest_so_far=0.25@6",
  ]);
});

Deno.test("keepHeld() holds a whole number that comes once a training, and passes on one that comes within a training", () => {
  const epochs = (from: number, to: number) =>
    [0.6, 0.5, 0.4, 0.3].slice(from, to).map((loss, at) => `Epoch ${from + at + 1} loss: ${loss}`);
  const read = (from: (at: number) => number) =>
    readShort(...[100, 700, 650].flatMap((kites, at) => [...epochs(from(at), at + 1), `counted them, kites: ${kites}`]))
      .filter((point) => point.startsWith("kites"));
  assert.deepEqual(read(() => 0), []);
  assert.deepEqual(read((at) => at), ["kites=100@1", "kites=700@2", "kites=650@3"]);
});

Deno.test("releaseHeld() leaves out a rate that stood below more epochs than training has come to: they were settings", () => {
  const lines = ["epoch: 50", "lr: 0.001", "seed: 1", "Epoch 1/50 loss 0.5 lr 0.001", "Epoch 2/50 loss 0.4 lr 0.001"];
  assert.deepEqual(readShort(...lines).filter((point) => point.startsWith("learning_rate")), [
    "learning_rate=0.001@1",
    "learning_rate=0.001@2",
  ]);
});

Deno.test("releaseHeld() passes on a decimal from before the first step, where it had changed at the next one", () => {
  const given = (first: number) =>
    readShort(`gap: ${first} all`, "step 5 gap: 0.25 all", "step 6 gap: 0.125 all").filter((point) =>
      point.startsWith("gap")
    );
  assert.deepEqual(given(0.5), ["gap=0.5@0", "gap=0.25@5", "gap=0.125@6"]);
  assert.deepEqual(given(0.25), ["gap=0.25@5", "gap=0.125@6"]);
});

Deno.test("keepHeld() passes on a rate alone that a schedule changes, and none that somebody set a few times", () => {
  const rates = (count: number) => Array.from({ length: count }, (_, at) => `warm up with lr: [0.00${at + 1}]`);
  assert.deepEqual(readShort(...rates(7)), []);
  assert.deepEqual(readShort(...rates(9)), rates(9).map((_, at) => `learning_rate=0.00${at + 1}@${at}`));
});

Deno.test("releaseHeld() leaves out what stood beside or below a number that training never comes to: it was a plan", () => {
  const rewards = ["reward=-21.5@10", "reward=-14.5@20"];
  const log = (start: string[], more = ["", ""]) =>
    readShort(...start, `Episode 10: reward=-21.5${more[0]}`, `Episode 20: reward=-14.5${more[1]}`);
  assert.deepEqual(log(["Go, episodes=400 alpha=0.1 gamma=0.95"]), rewards);
  assert.deepEqual(log(["Go, episodes=400 alpha=0.1"], [" alpha=0.09", " alpha=0.08"]), [
    ...["reward=-21.5@10", "alpha=0.09@10", "reward=-14.5@20", "alpha=0.08@20"],
  ]);
  assert.deepEqual(log(["episodes: 400", "alpha: 0.5"], [" alpha=0.09", " alpha=0.08"]), [
    ...["reward=-21.5@10", "alpha=0.09@10", "reward=-14.5@20", "alpha=0.08@20"],
  ]);
});

Deno.test("settlePlan() gives what stood beside the first counter, unless the next one is below that", () => {
  assert.deepEqual(readShort("Go on at epoch 7 pull=0.25 drag=0.5"), ["pull=0.25@7", "drag=0.5@7"]);
  const next = (start: string) => readShort(start, "step 200 loss=0.5123");
  assert.deepEqual(next("Now at step 100 pull=0.25"), ["pull=0.25@100", "loss=0.5123@200"]);
  assert.deepEqual(next("Go, steps=500 pull=0.25"), ["loss=0.5123@200"]);
});

Deno.test("settlePlan() shows what stood beside the first counter as settings, until that turns out to count", () => {
  const settings = (...lines: string[]) => {
    const reader = createPointReader(() => {});
    lines.forEach((line, at) => reader.read(line, at + 1));
    return reader.settings;
  };
  const plan = "Go, episodes=400 alpha=0.1 world=reef", given = { episodes: "400", alpha: "0.1", world: "reef" };
  assert.deepEqual(settings("seed=3", plan), { seed: "3", ...given });
  assert.deepEqual(settings("seed=3", plan, "Episode 1: reward=-21.5"), { seed: "3", ...given });
  assert.deepEqual(settings("seed=3", plan, "Episode 401: reward=-21.5"), { seed: "3" });
  assert.deepEqual(settings("{'step': 10, 'lr': 0.003}", "{'step': 20, 'lr': 0.002}"), {});
});

for (
  const [first, second, third] of [
    ["{'step': 10, 'lr': 0.003}@10", "{'step': 20, 'lr': 0.003}@20", "{'step': 30, 'lr': 0.002}@30"],
    [
      "{'step': 10, 'lr': 0.03, 'num_envs': 64.0}@10",
      "{'step': 20, 'lr': 0.02, 'num_envs': 64.0}@20",
      "step 30 lr 0.01@30",
    ],
    ["step=20 pull=0.5@20", "step=10 pull=0.25@10", "step=30 pull=0.75@30"],
    ["iteration 400 pull=0.5@400", "iteration 800 pull=0.25@800", "iteration 1200 pull=0.125@1200"],
  ] as const
) {
  Deno.test(`settlePlan() gives what stood beside a counter that goes on, or comes again with the same names: ${first}`, () => {
    const logs = [first, second, third].map((line) => line.split("@"));
    const places = readShort(...logs.map(([line]) => line!)).map((point) => point.split("@")[1]);
    assert.deepEqual(places, logs.map(([, place]) => place));
  });
}

Deno.test("tellsOfPlan() is true for a line that names what stood there, without a counter", () => {
  assert.deepEqual(readShort("Now at step 9 pull=0.25", "pull=0.5"), ["pull=0.25@9", "pull=0.5@9.5"]);
});
