/**
 * Keeps the points of a number that doesn't change in a few numbers, as runs of equal strides: the number may turn out to be a metric
 * after a hundred thousand lines. Doesn't know what a number means.
 *
 * @module
 */
import type { Standing } from "./standing.ts";

/** One number of a held name. */
export interface HeldPoint extends Standing {
  value: number;
  line: number;
}

/** Points of one value, each as far from the one before as the others: the first one, the distance to the next, and how many. */
export interface EqualRun {
  first: HeldPoint;
  stride: HeldPoint;
  count: number;
}

/** Runs that are kept of one number, and points of all of them that are given; of more the newest. */
export const RUNS_MAX = 8, RUN_POINTS_MAX = 100_000;
/** Packed numbers of one run. */
const RUN_NUMBERS = 10;
/** Bytes of one run when it is stored. */
export const RUN_BYTES = 8 * RUN_NUMBERS;
/** How far two distances between epochs may differ, which are fractions. */
const EPOCHS_APART_MAX = 1e-6;

/** Adds a point behind the newest one of the runs. */
export function addToRuns(point: HeldPoint, runs: EqualRun[]): void {
  const run = runs.at(-1);
  if (run && run.first.value === point.value) {
    const stride = distance(lastOf(run), point);
    if (run.count === 1) run.stride = stride;
    if (run.count === 1 || isSameStride(run.stride, stride)) {
      run.count++;
      return;
    }
  }
  runs.push({ first: point, stride: distance(point, point), count: 1 });
  if (runs.length > RUNS_MAX) runs.shift();
}

/** The points of some runs, oldest first. */
export function* pointsOfRuns(runs: readonly EqualRun[]): Generator<HeldPoint> {
  let dropped = runs.reduce((sum, { count }) => sum + count, 0) - RUN_POINTS_MAX;
  for (const run of runs) {
    for (let at = 0; at < run.count; at++) if (dropped-- <= 0) yield pointAt(run, at);
  }
}

function lastOf(run: EqualRun): HeldPoint {
  return pointAt(run, run.count - 1);
}

function pointAt({ first, stride }: EqualRun, at: number): HeldPoint {
  return {
    value: first.value,
    step: first.step + at * stride.step,
    epoch: first.epoch + at * stride.epoch,
    globalStep: first.globalStep + at * stride.globalStep,
    line: first.line + at * stride.line,
  };
}

function distance(from: HeldPoint, to: HeldPoint): HeldPoint {
  return {
    value: 0,
    step: to.step - from.step,
    epoch: to.epoch - from.epoch,
    globalStep: to.globalStep - from.globalStep,
    line: to.line - from.line,
  };
}

function isSameStride(a: HeldPoint, b: HeldPoint): boolean {
  const isSameEpoch = Object.is(a.epoch, b.epoch) || Math.abs(a.epoch - b.epoch) < EPOCHS_APART_MAX;
  return isSameEpoch && a.line === b.line && Object.is(a.step, b.step) && Object.is(a.globalStep, b.globalStep);
}

/** Packs runs to be stored. */
export function packRuns(runs: readonly EqualRun[]): Float64Array {
  return Float64Array.from(runs.flatMap(({ first, stride, count }) => [
    ...[first.value, first.step, first.epoch, first.globalStep, first.line],
    ...[stride.step, stride.epoch, stride.globalStep, stride.line, count],
  ]));
}

/** The reverse of `packRuns`. */
export function unpackRuns(packed: Float64Array): EqualRun[] {
  return Array.from({ length: packed.length / RUN_NUMBERS }, (_, at) => {
    const [value, step, epoch, globalStep, line, ...rest] = packed.subarray(at * RUN_NUMBERS, (at + 1) * RUN_NUMBERS);
    const [steps, epochs, globalSteps, lines, count] = rest;
    return {
      first: { value: value!, step: step!, epoch: epoch!, globalStep: globalStep!, line: line! },
      stride: { value: 0, step: steps!, epoch: epochs!, globalStep: globalSteps!, line: lines! },
      count: count!,
    };
  });
}
