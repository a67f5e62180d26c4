import assert from "node:assert/strict";
import {
  addToRuns,
  type EqualRun,
  type HeldPoint,
  packRuns,
  pointsOfRuns,
  RUN_POINTS_MAX,
  RUNS_MAX,
  unpackRuns,
} from "../../../lib/points/curves/runs.ts";

const pointAt = (step: number, line = step): HeldPoint => ({ value: 4, step, epoch: NaN, globalStep: step, line });

function runsOf(points: readonly HeldPoint[]): EqualRun[] {
  const runs: EqualRun[] = [];
  for (const point of points) addToRuns(point, runs);
  return runs;
}

Deno.test("pointsOfRuns() gives back each point that was added, whatever its strides", () => {
  const points = [0, 10, 20, 30, 31, 32, 50].map((step) => pointAt(step));
  assert.deepEqual([...pointsOfRuns(runsOf(points))], points);
});

Deno.test("addToRuns() keeps points of one stride in one run", () => {
  const runs = runsOf(Array.from({ length: 1000 }, (_, at) => pointAt(at * 5, at + 1)));
  assert.deepEqual(runs.map(({ count }) => count), [1000]);
  assert.equal([...pointsOfRuns(runs)].at(-1)!.step, 4995);
});

Deno.test("addToRuns() keeps points of epochs in fractions in one run", () => {
  const points = Array.from({ length: 50 }, (_, at) => ({ ...pointAt(at), epoch: at * 0.01 }));
  assert.equal(runsOf(points).length, 1);
});

Deno.test("addToRuns() drops the oldest run when there are too many", () => {
  const runs = runsOf(Array.from({ length: 4 * RUNS_MAX }, (_, at) => pointAt(at * at)));
  assert.equal(runs.length, RUNS_MAX);
});

Deno.test("pointsOfRuns() gives the newest points of very many", () => {
  const run = { first: pointAt(0), stride: pointAt(1), count: RUN_POINTS_MAX + 5 };
  assert.equal(pointsOfRuns([run]).next().value?.step, 5);
});

Deno.test("unpackRuns() gives what packRuns() packed", () => {
  const runs = runsOf([0, 10, 20, 31].map((step) => pointAt(step)));
  assert.deepEqual(unpackRuns(packRuns(runs)), runs);
});
